using System.Collections.Concurrent;
using System.Text.Json;
using Bot.App;
using Bot.Cards;
using Bot.Clinic;
using Bot.Tests.Whole;

namespace Bot.Bench;

/// <summary>What each message shows, as Teams was told last.</summary>
internal sealed class Faces
{
    private static readonly CardDeck Deck = CardDeck.Load(Path.Combine(AppContext.BaseDirectory, "cards"), "teams", Verbs.Known);

    private readonly ConcurrentDictionary<string, string> shown = new(StringComparer.Ordinal);
    private int again;
    private int added;

    public Faces(SmallTeams teams) => teams.Heard = Hear;

    /// <summary>Changes that changed nothing.</summary>
    public int Again => again;

    /// <summary>New messages, where each visit has all it needs.</summary>
    public int New => added;

    /// <summary>Cards of open visits that do not show what they should.</summary>
    public async Task<int> LiesAtAsync(SitePlan plan, IVisitStore store)
    {
        var now = TimeProvider.System.GetUtcNow();
        var open = (await store.OpenAsync(plan.Id, CancellationToken.None)).Select(stored => Held.From(stored).Visit).ToList();
        var site = new Site(plan, open, now, new HashSet<StaffId>(), new Dictionary<StaffId, DateTimeOffset>());
        var lies = 0;
        foreach (var visit in open)
        {
            var standing = (await store.PostingsAsync(visit.Id, CancellationToken.None)).ToDictionary(posting => posting.Key);
            lies += Postings.Desired(visit, site, now).Count(posting => !standing.TryGetValue(posting.Key, out var there) || !IsTrue(posting, there));
        }

        return lies;
    }

    // A message that was never changed shows what it was sown with, which the store knows.
    private bool IsTrue(Posting posting, StoredPosting standing)
    {
        var should = Exact(Deck.Bind(posting.Model.Card, CardJson.Write(posting.Model)));
        return shown.TryGetValue(standing.Message[(standing.Message.LastIndexOf('|') + 1)..], out var does)
            ? does == should
            : standing.Fingerprint == CardJson.Fingerprint(posting.Model);
    }

    private void Hear(string method, string activity, byte[] body)
    {
        if (method == "POST")
        {
            Interlocked.Increment(ref added);
            return;
        }

        using var sent = JsonDocument.Parse(body);
        var face = SeenCard.Read(sent.RootElement.GetProperty("attachments")[0].GetProperty("content")).Exact();
        if (shown.TryGetValue(activity, out var before) && before == face)
            Interlocked.Increment(ref again);
        shown[activity] = face;
    }

    private static string Exact(ReadOnlyMemory<byte> card)
    {
        using var json = JsonDocument.Parse(card);
        return SeenCard.Read(json.RootElement).Exact();
    }
}
