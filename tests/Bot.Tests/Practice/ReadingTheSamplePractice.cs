using Bot.Clinic;
using static Bot.Tests.PracticeFiles.SamplePractice;

namespace Bot.Tests.PracticeFiles;

public sealed class ReadingTheSamplePractice
{
    private readonly SitePlan _site = Site(Json);

    [Fact]
    public void The_site_is_main_street_with_eight_rooms()
    {
        Assert.Equal("Example Clinic", Read(Json).Name);
        Assert.Equal(new SiteId("main-street"), _site.Id);
        Assert.Equal("Main Street", _site.Name);
        Assert.Equal("America/New_York", _site.Zone.Id);
        Assert.Equal("5555", _site.EmergencyNumber);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], _site.Rooms.Select(room => room.Value));
        Assert.Equal(7, _site.Opening.Days.Count);
        Assert.All(_site.Opening.Days.Values, hours => Assert.Equal(new Hours(new TimeOnly(0, 0), new TimeOnly(23, 59)), hours));
    }

    [Theory]
    [InlineData(1, "maria.lopez", "Maria Lopez", "Maria Lopez", Role.Ma, false)]
    [InlineData(2, "jordan.kim", "Jordan Kim", "Jordan Kim", Role.Ma, false)]
    [InlineData(3, "sam.lee", "Dr. Sam Lee", "Dr. Lee", Role.Provider, false)]
    [InlineData(4, "asha.patel", "Dr. Asha Patel", "Dr. Patel", Role.Provider, false)]
    [InlineData(5, "robin.clarke", "Robin Clarke", "Robin Clarke", Role.BehavioralHealth, true)]
    [InlineData(6, "terry.novak", "Terry Novak", "Terry Novak", Role.Pharmacist, false)]
    [InlineData(7, "dana.fox", "Dana Fox", "Dana Fox", Role.FrontDesk, false)]
    [InlineData(8, "blake.ruiz", "Blake Ruiz", "Blake Ruiz", Role.FrontDesk, false)]
    [InlineData(9, "lou.meyer", "Lou Meyer", "Lou Meyer", Role.FrontDesk, false)]
    [InlineData(10, "priya.shah", "Priya Shah", "Priya Shah", Role.Lead, false)]
    public void Everyone_is_there_in_order(int number, string id, string name, string shortName, Role role, bool discreet)
    {
        var cover = id == "sam.lee" ? new StaffId("asha.patel") : (StaffId?)null;
        var expected = new Staff(
            new StaffId(id), name, shortName, role, $"{id}@example.org", $"00000000-0000-0000-0000-0000000000{number:00}", $"U{number:00}",
            cover, UsesChat: true, discreet);

        Assert.Equal(10, _site.Staff.Count);
        Assert.Equal(expected, _site.Staff[number - 1]);
    }

    [Fact]
    public void The_desks_stand_in_the_order_in_which_patients_are_walked()
    {
        Assert.Equal(
            ["scheduling: dana.fox", "referrals: dana.fox", "billing: blake.ruiz", "lab: lou.meyer"],
            _site.Desks.Select(desk => $"{desk.Id}: {string.Join(", ", desk.Members)}"));
        Assert.Equal(["Scheduling", "Referrals", "Billing", "Lab"], _site.Desks.Select(desk => desk.Label));
        Assert.All(_site.Desks, desk => Assert.False(desk.Discreet || desk.Interpreter));
    }

    [Fact]
    public void The_stops_say_what_is_asked_of_which_desk()
    {
        Stop[] expected =
        [
            new(new("next-visit-2-weeks"), new("scheduling"), "Next visit in 2 weeks", "next visit in 2 weeks", true),
            new(new("scheduling"), new("scheduling"), "Scheduling, other", "scheduling", false),
            new(new("referral"), new("referrals"), "Referral", "referral", true),
            new(new("billing-question"), new("billing"), "Billing question", "billing question", true),
            new(new("lab"), new("lab"), "Lab", "test before leaving", true),
        ];
        Assert.Equal(expected, _site.Stops);
    }

    [Fact]
    public void Visit_types_patience_and_manners_are_the_usual_ones()
    {
        VisitType[] types = [new("follow-up", "Follow-up visit"), new("new-concern", "New concern"), new("procedure", "Procedure")];
        Assert.Equal(types, _site.VisitTypes);
        Assert.Equal(new Patience(), _site.Patience);
        Assert.Equal(new Manners(CoverAsksItself: false, BedsideBoxes: false, PushGeneric: false, Returns: false), _site.Manners);
        Assert.Equal(new Dictionary<string, bool> { ["teams"] = true, ["slack"] = true }, _site.Details);
    }

    [Fact]
    public void The_channels_are_those_of_the_playground()
    {
        var (chat, ids) = Assert.Single(_site.Channels);
        Assert.Equal("teams", chat);
        Assert.Equal("19:care-team@thread.tacv2", ids.CareTeam);
        Assert.Equal(_site.Desks.ToDictionary(desk => desk.Id, desk => $"19:desk-{desk.Id}@thread.tacv2"), ids.Desks);
    }
}
