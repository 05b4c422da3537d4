using System.Collections.Concurrent;
using System.Text.Json;
using Bot.Cards;
using Bot.Clinic;
using Bot.Tests.Whole;

namespace Bot.Bench;

/// <summary>What each message shows, as Teams was told last.</summary>
internal sealed class Faces
{
    private static readonly CardDeck Deck = CardDeck.Load(Path.Combine(AppContext.BaseDirectory, "cards"), "teams", Verbs.Known);

    private readonly ConcurrentDictionary<string, string> shown = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> added = new(StringComparer.Ordinal);
    private int again;

    public Faces(SmallTeams teams) => teams.Heard = Hear;

    /// <summary>Changes that changed nothing.</summary>
    public int Again => again;

    /// <summary>
    /// What is wrong with the cards of a site's open visits: those that do not show what they should, a sentence each. The messages that belong to one
    /// of them are taken off <paramref name="needless"/>.
    /// </summary>
    public async Task<List<string>> LiesAtAsync(SitePlan plan, IVisitStore store, IDictionary<string, bool> needless)
    {
        var now = TimeProvider.System.GetUtcNow();
        var open = (await store.OpenAsync(plan.Id, CancellationToken.None)).Select(stored => Held.From(stored).Visit).ToList();
        var site = new Site(plan, open, now, new HashSet<StaffId>(), new Dictionary<StaffId, DateTimeOffset>());
        var lies = new List<string>();
        foreach (var visit in open)
        {
            var standing = (await store.PostingsAnewAsync(visit.Id, CancellationToken.None)).ToDictionary(posting => posting.Key);
            foreach (var posting in Postings.Desired(visit, site, now))
            {
                if (!standing.TryGetValue(posting.Key, out var there))
                    lies.Add($"{visit.Id} has no {posting.Key}, at version {visit.Version}");
                else if (!IsTrue(posting, there))
                    lies.Add($"{visit.Id} shows something else in {posting.Key}, at version {visit.Version}: the store believes it {BeliefOf(posting, there)}");
            }

            foreach (var message in standing.Values.Select(ActivityOf))
                needless.Remove(message);
        }

        return lies;
    }

    /// <summary>New messages, each with whether it rang.</summary>
    public Dictionary<string, bool> Added => new(added, StringComparer.Ordinal);

    // A message that was never changed shows what it was sown with, which the store knows.
    private bool IsTrue(Posting posting, StoredPosting standing)
    {
        var should = Exact(Deck.Bind(posting.Model.Card, CardJson.Write(posting.Model)));
        return shown.TryGetValue(ActivityOf(standing), out var does)
            ? does == should
            : standing.Fingerprint == CardJson.Fingerprint(posting.Model);
    }

    private static string BeliefOf(Posting posting, StoredPosting standing) => standing switch
    {
        { Dead: true } => "gone",
        { Fingerprint: "" } => "unknown",
        _ when standing.Fingerprint == CardJson.Fingerprint(posting.Model) => "true",
        _ => $"to be of version {standing.Version}",
    };

    private static string ActivityOf(StoredPosting posting) => posting.Message[(posting.Message.LastIndexOf('|') + 1)..];

    private void Hear(string method, string activity, byte[] body)
    {
        if (method == "DELETE")
            return;
        using var sent = JsonDocument.Parse(body);
        if (method == "POST")
            added[activity] = sent.RootElement.TryGetProperty("channelData", out var data) && data.TryGetProperty("notification", out _);
        var face = SeenCard.Read(sent.RootElement.GetProperty("attachments")[0].GetProperty("content")).Exact();
        if (method == "PUT" && shown.TryGetValue(activity, out var before) && before == face)
            Interlocked.Increment(ref again);
        shown[activity] = face;
    }

    private static string Exact(ReadOnlyMemory<byte> card)
    {
        using var json = JsonDocument.Parse(card);
        return SeenCard.Read(json.RootElement).Exact();
    }
}
