using System.Text;
using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>Whatever is said or tapped at a site, every card of every open visit is true afterwards, not only those of the visit that it was about.</summary>
public sealed class WhateverHappensNextDoor
{
    private const int Steps = 120;
    private static readonly int[] Rooms = [1, 2, 3, 4, 5, 6];
    private static readonly string[] Lines =
    [
        "ready {0}", "ready {0} lee", "ready {0} patel", "ready {0} interpreter", "request {0} lee", "request {0} patel", "request {0} pharmacist", "here {0}", "back {0}", "done {0}",
        "done {0} lab", "done {0} lab scheduling", "walk {0} lab", "walk {0} scheduling", "left {0}", "take {0}", "undo", "ok", "5", "after", "no",
        "desk busy 20", "desk hold 5", "desk free", "busy 20", "off", "on", "behind", "rooming {0}",
    ];

    private static readonly (string Place, string Verb)[] Taps =
    [
        ("person:maria.lopez", "handed-off:nothing"), ("person:jordan.kim", "handed-off:added"), ("person:maria.lopez", "asked-all"), ("person:jordan.kim", "asked-all"),
        ("person:sam.lee", "accept"), ("person:asha.patel", "accept:5"), ("person:sam.lee", "accept:after"), ("person:asha.patel", "cant"), ("person:terry.novak", "accept"),
        ("desk:main-street:lab", "accept"), ("desk:main-street:lab", "accept:5"), ("desk:main-street:lab", "here"), ("desk:main-street:lab", "cant"),
        ("desk:main-street:scheduling", "accept"), ("desk:main-street:scheduling", "accept:5"), ("desk:main-street:scheduling", "here"),
        ("person:maria.lopez", "stepping-out"), ("person:jordan.kim", "couldnt-meet:busy"),
    ];

    // MAs, providers, the pharmacist, the desks and the lead.
    private static readonly int[] People = [1, 1, 1, 2, 2, 3, 3, 4, 4, 6, 7, 9, 9, 10];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_card_is_true(int seed)
    {
        var random = new Random(seed);
        await using var clinic = new PaperClinic();
        clinic.Slack.KnownPlaces.Clear();
        var said = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            var before = clinic.Clock.GetUtcNow();
            clinic.Clock.Advance(TimeSpan.FromSeconds(random.Next(4) == 0 ? random.Next(400) : random.Next(20)));
            foreach (var site in clinic.Get<Today>().EndingBetween(before, clinic.Clock.GetUtcNow()))
                clinic.Get<Today>().Changed(site);
            await clinic.PaintAsync();
            said.Add(await StepAsync(clinic, random));
            Assert.True(Lies(clinic) is [], $"seed {seed}, after: {string.Join(" / ", said.TakeLast(12))}\n{string.Join("\n", Lies(clinic))}");
            await HasTheSameOnDiskAsync(clinic);
        }
    }

    // What the steps that are not filed yet make of a visit is what it is.
    private static async Task HasTheSameOnDiskAsync(PaperClinic clinic)
    {
        foreach (var visit in clinic.Get<OpenVisits>().All)
        {
            var held = clinic.Get<OpenVisits>().Find(visit.Id)!;
            Assert.Equal(Encoding.UTF8.GetString(held.ToSnapshot()), Encoding.UTF8.GetString((await clinic.Store.LoadAsync(visit.Id, default))!.Snapshot.Span));
        }
    }

    private static async Task<string> StepAsync(PaperClinic clinic, Random random)
    {
        if (random.Next(2) == 0)
        {
            var (place, verb) = Taps[random.Next(Taps.Length)];
            if (clinic.Teams.In(place) is [.., var last] && last.Model["visit"] is not null)
            {
                var by = PaperClinic.By("teams", place.Contains("person:", StringComparison.Ordinal) ? NumberOf(place) : place.EndsWith("lab", StringComparison.Ordinal) ? 9 : 7);
                await clinic.TapsAsync(by, clinic.Teams, place, verb);
                return $"{place} taps {verb}";
            }
        }

        var (who, line) = (People[random.Next(People.Length)], string.Format(null, Lines[random.Next(Lines.Length)], Rooms[random.Next(Rooms.Length)]));
        await clinic.SaysAsync(PaperClinic.By("teams", who), line);
        return $"{who} says {line}";
    }

    private static int NumberOf(string place) => place switch
    {
        "person:maria.lopez" => 1,
        "person:jordan.kim" => 2,
        "person:sam.lee" => 3,
        "person:asha.patel" => 4,
        _ => 6,
    };

    private static List<string> Lies(PaperClinic clinic)
    {
        var (now, lies) = (clinic.Clock.GetUtcNow(), new List<string>());
        foreach (var visit in clinic.Get<OpenVisits>().All)
        {
            var site = clinic.Get<Sites>().Find(visit.Site)!;
            foreach (var posting in Postings.Desired(visit, site, now))
            {
                var stands = clinic.Get<Easels>().Find(visit.Id)?.Find(posting.KeyIn("teams"));
                if (stands?.Fingerprint != CardJson.Fingerprint(posting.Model.In("teams", site.Plan)))
                    lies.Add($"room {visit.Room}, {visit.State.GetType().Name}: {posting.Key} should show {Encoding.UTF8.GetString(CardJson.Write(posting.Model.In("teams", site.Plan)))}, stands as {clinic.Teams.Messages.FirstOrDefault(message => message.Id == stands?.Message)?.Model.ToJsonString()}");
            }
        }

        return lies;
    }
}
