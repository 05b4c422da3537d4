using System.Text;
using System.Text.Json;
using Bot.Clinic;

namespace Bot.Tests.Looks.Limits;

/// <summary>The longest role play that its file may say, and all cards that people see of it.</summary>
internal static class LongestRolePlay
{
    private static readonly string[] Parts = ["ma", "provider", "behavioral-health", "social-worker", "family", "interpreter", "observer"];

    private static readonly Scenario Scenario = Read();

    public static IEnumerable<CardModel> Cards(SitePlan site, DateTimeOffset now)
    {
        var world = new PlayWorld(site, [.. Enumerable.Repeat(Scenario, 20)], FacilitatorIsAway: true, new HashSet<StaffId>());
        var taken = Parts.Skip(1).Zip(site.Staff, (part, person) => new Taken(new Part(part), person.Id)).ToList();
        var play = new Play(new PlayId("k7q2m9xw4t"), 1, new SiteId("play-0123456789ab"), site.Id, "teams", "", null, site.Staff[^1].Id, [], new Choosing(), null, now);
        var chosen = play with { Scenario = Scenario.Id };
        var ticks = Enumerable.Range(0, 6).SelectMany(number => ((bool[])[true, false]).Select(well => new DebriefTick(3, well, number))).ToList();
        Play[] plays =
        [
            play, chosen with { State = new Gathering() }, chosen with { State = new Gathering(), Parts = taken, IsUnheard = true },
            chosen with { State = new Playing(), Parts = taken }, chosen with { State = new Debriefing(4, ticks) },
            chosen with { State = new Over(PlayEnd.Finished, now, 30, 30) }, chosen with { State = new Over(PlayEnd.LeftAlone, now, 0, 0) },
        ];
        return plays
            .SelectMany(one => PlayView.Desired(one, world).Select(posting => posting.Model)
                .Concat(((string[])[PlayView.Parts, PlayView.Facilitator, PlayView.Debrief]).Select(slot => PlayView.LastForm(one, slot, world, now))))
            .SelectMany(model => (CardModel[])[model, model.Noting(PlaySentences.Of(new PlayDecision.Refused(PlayRefusal.YouWouldKnowTooMuch), world))]);
    }

    private static Scenario Read()
    {
        static string[] Of(int count, int letters) => [.. Enumerable.Repeat(new string('W', letters), count)];
        var json = new Dictionary<string, object>
        {
            ["title"] = new string('W', 40),
            ["minutes"] = 30,
            ["giver"] = "ma",
            ["receiver"] = "behavioral-health",
            ["situation"] = Of(6, 240),
            ["players"] = Parts.Append("patient").Select(part => new { part, task = new string('W', 240) }),
            ["patient"] = Of(6, 240),
            ["steps"] = Of(10, 240),
            ["debrief"] = Enumerable.Repeat(new { ask = new string('W', 240), well = Of(6, 60), better = Of(6, 60) }, 5),
        };
        var reading = ScenarioFile.Read(new string('w', 40), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(json)));
        Assert.Empty(reading.Faults);
        return reading.Scenario!;
    }
}
