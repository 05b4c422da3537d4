using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.PracticeFiles;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Days;

public sealed class UnusualClinics
{
    private static readonly SiteId Harbor = new("harbor");

    // Dr. Lee works at a second site too.
    private static readonly string TwoSites = SamplePractice.Json.TrimEnd().TrimEnd('}').TrimEnd().TrimEnd(']') + """
        ,
            {
              "id": "harbor", "name": "Harbor", "timeZone": "Etc/UTC", "opening": { "tue": "08:00-23:00" }, "rooms": ["4"], "emergencyNumber": "5555",
              "staff": [{ "id": "sam.lee", "name": "Dr. Sam Lee", "role": "provider", "email": "sam.lee@example.org", "teams": "00000000-0000-0000-0000-000000000003", "slack": "U03" }]
            }
          ]
        }
        """;

    [Fact]
    public async Task Somebody_who_is_on_at_two_sites_reads_on_the_lock_screen_which_one_asks()
    {
        await using var clinic = new PaperClinic(TwoSites);
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        Assert.Equal("Main Street: room 4 is ready for you", clinic.Teams.In("person:sam.lee")[^1].Rang);
        Assert.Equal(
            "You work at Main Street and Harbor. Please type this in that site's own channel.",
            (await clinic.SaysAsync(PaperClinic.By("teams", 3), "board")).Sentence);
    }

    [Fact]
    public async Task What_they_say_of_their_day_in_a_sites_channel_is_so_at_that_site_alone()
    {
        await using var clinic = new PaperClinic(TwoSites);
        await clinic.Get<Places>().BindAsync("teams", new Place.CareTeam(Harbor), "19:harbor", default);
        var answer = await clinic.Get<Listener>().SaysAsync(new Line(PaperClinic.By("teams", 3), new Conversation("19:harbor", Direct: false), "off", ""), default);
        Assert.Equal("You are off.", answer.Sentence);
        var (sites, now) = (clinic.Get<Sites>(), clinic.Clock.GetUtcNow());
        Assert.True(sites.Find(Harbor)!.IsOff(new StaffId("sam.lee"), now));
        Assert.False(sites.Find(Plan.Id)!.IsOff(new StaffId("sam.lee"), now));
    }

    [Fact]
    public async Task Where_no_room_is_open_everything_is_answered_all_the_same()
    {
        await using var clinic = new PaperClinic();
        var (maria, lee) = (PaperClinic.By("teams", 1), PaperClinic.By("teams", 3));
        foreach (var line in (string[])["board", "mine"])
            Assert.Contains("\"rooms\":[]", System.Text.Encoding.UTF8.GetString((await clinic.SaysAsync(maria, line)).Card!.Model.Span), StringComparison.Ordinal);
        Assert.Equal("Nobody is waiting for you now.", (await clinic.SaysAsync(lee, "ok")).Sentence);
        Assert.Equal("There is nothing of yours to undo.", (await clinic.SaysAsync(maria, "undo")).Sentence);
        Assert.Empty(WallBoard.ForStaff(Now, At(0)).Rows);
    }

    [Fact]
    public void In_a_practice_of_three_the_giver_who_is_the_desk_does_it_where_they_are()
    {
        var three = Now with
        {
            Plan = Plan with
            {
                Staff = [.. Plan.Staff.Where(one => one.Id == Maria || one.Id == Lee || one.Id == Priya)],
                Desks = [Plan.Find(Lab)! with { Members = [Maria] }],
            },
        };
        var closing = GivenAt(
            three, new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0)), new Here(null, Lee, At(2)),
            new PassOn(PatientsPart.Nothing, [], Maria, At(4)), new FinishVisit([Blood], Lee, At(9)), new AskAllThree(Maria, At(11)));
        var card = Assert.Single(Postings.Desired(closing.Visit!, three, At(11)).Select(posting => posting.Model).OfType<ClosingModel>());
        Assert.Equal(("Doing it here", "here:lab"), (card.Stops[0].Title, card.Stops[0].Verb));

        closing.When(new DoItHere(Lab, Maria, At(12))).Then(new Left(Outcome.Completed, At(12)));
    }

    [Fact]
    public void A_desk_without_any_member_keeps_nobody_waiting()
    {
        var site = Now with { Plan = Plan with { Desks = [Plan.Find(Lab)! with { Members = [] }] } };
        var walking = GivenAt(
            site, new MarkReady(Four, ReadyNotes.None, null, Maria, At(0)), new FinishVisit([Blood], Maria, At(1)), new Walk(Lab, Maria, At(2)));
        walking.Then(visit => visit.State is Coming { Who: null });
        walking.When(new Here(null, Maria, At(3))).Then(visit => visit.State is Left { Outcome: Outcome.Completed });
    }
}
