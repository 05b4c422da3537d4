using System.Text;
using Bot.Clinic;
using static Bot.Tests.PracticeFiles.SamplePractice;

namespace Bot.Tests.PracticeFiles;

public sealed class WhatThePracticeFileMayLeaveOut
{
    private const string Smallest = """
        {
          "name": "Small Clinic",
          "sites": [{
            "id": "s", "name": "S", "timeZone": "UTC", "opening": { "mon": "9:00-17:00" }, "rooms": ["1"], "emergencyNumber": "911",
            "staff": [{ "id": "a", "name": "A B", "role": "social-worker" }],
          }],
        }
        """;

    [Fact]
    public void Everything_that_has_a_usual_value()
    {
        var site = Site(Smallest);
        Assert.Equal(new Staff(new("a"), "A B", "A B", Role.SocialWorker, "", "", "", null, UsesChat: true, Discreet: true), site.Staff[0]);
        Assert.Empty(site.Desks);
        Assert.Empty(site.VisitTypes);
        Assert.Empty(site.Channels);
        Assert.Equal(new Patience(), site.Patience);
        Assert.Equal(new Manners(false, false, false, false), site.Manners);
        Assert.Equal(new Dictionary<string, bool> { ["teams"] = true, ["slack"] = true }, site.Details);
        Assert.Equal(new Hours(new(9, 0), new(17, 0)), Assert.Single(site.Opening.Days).Value);
    }

    [Fact]
    public void A_stop_without_words_for_the_patient_is_said_as_its_title() =>
        Assert.Equal("Referral", Site(With("\"say\": \"referral\", ", "")).Find(new StopId("referral"))!.Say);

    [Fact]
    public void What_is_null_counts_as_left_out() =>
        Assert.Null(Site(With("\"cover\": \"asha.patel\"", "\"cover\": null")).Find(new StaffId("sam.lee"))!.Cover);

    [Fact]
    public void Every_choice_that_differs_from_the_usual_is_read()
    {
        var site = Site(Json
            .Replace("\"offer\"", "\"auto\"", StringComparison.Ordinal)
            .Replace("\"glance\"", "\"ticks\"", StringComparison.Ordinal)
            .Replace("\"push\": \"room\"", "\"push\": \"generic\"", StringComparison.Ordinal)
            .Replace("\"stay\"", "\"return\"", StringComparison.Ordinal)
            .Replace("\"daily\",", "\"weekly\",", StringComparison.Ordinal)
            .Replace("\"slack\": true", "\"slack\": false", StringComparison.Ordinal)
            .Replace("\"discreet\": [\"behavioral-health\", \"social-worker\"]", "\"discreet\": [\"pharmacist\"]", StringComparison.Ordinal)
            .Replace("\"slack\": \"U01\"", "\"slack\": \"U01\", \"reach\": \"none\", \"discreet\": true", StringComparison.Ordinal)
            .Replace("\"label\": \"Lab\"", "\"label\": \"Lab\", \"discreet\": true, \"interpreter\": true", StringComparison.Ordinal)
            .Replace("\"reminder\": 3", "\"reminder\": 0, \"closing\": 240", StringComparison.Ordinal));

        Assert.Equal(new Manners(true, true, true, true) { Digest = Digest.Weekly }, site.Manners);
        Assert.Equal(new Dictionary<string, bool> { ["teams"] = true, ["slack"] = false }, site.Details);
        Assert.Equal(["maria.lopez", "terry.novak"], site.Staff.Where(person => person.Discreet).Select(person => person.Id.Value));
        Assert.Equal(["maria.lopez"], site.Staff.Where(person => !person.UsesChat).Select(person => person.Id.Value));
        Assert.Equal(["lab"], site.Desks.Where(desk => desk.Discreet && desk.Interpreter).Select(desk => desk.Id.Value));
        Assert.Equal(new Patience(Reminder: 0, Closing: 240), site.Patience);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault() =>
        Assert.Empty(PracticeFile.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Smallest)]).Faults);

    [Fact]
    public void E_mails_and_Teams_ids_are_kept_in_lower_case()
    {
        var site = Site(With("sam.lee@example.org\", \"teams\": \"00000000-0000-0000-0000-000000000003", "Sam.Lee@Example.org\", \"teams\": \"ABCDEF00-0000-0000-0000-000000000003"));
        var lee = site.Find(new StaffId("sam.lee"))!;
        Assert.Equal(("sam.lee@example.org", "abcdef00-0000-0000-0000-000000000003"), (lee.Email, lee.TeamsId));
    }

    [Fact]
    public void Two_doctors_of_one_surname_go_by_their_whole_names() =>
        Assert.Equal(
            ["Dr. Sam Lee", "Dr. Asha Lee"],
            Site(With("Dr. Asha Patel", "Dr. Asha Lee")).Staff.Where(person => person.Role == Role.Provider).Select(person => person.Short));

    [Fact]
    public void One_person_may_work_at_two_sites()
    {
        const string second = """
            , {
              "id": "t", "name": "T", "timeZone": "UTC", "opening": { "mon": "9:00-17:00" }, "rooms": ["1"], "emergencyNumber": "911",
              "staff": [{ "id": "a", "name": "A B", "role": "social-worker" }],
            }],
            """;
        var practice = Read(Smallest.Replace("}],\n}", "}" + second + "\n}", StringComparison.Ordinal));
        Assert.Equal(2, practice.Sites.Count);
    }
}
