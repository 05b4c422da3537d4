using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>What became of the cards of a role play.</summary>
/// <param name="IsHeard">Whether a message reaches the facilitator; null if that is not known yet.</param>
/// <param name="IsShut">The bot may not write in the conversation itself.</param>
/// <param name="Again">When something is to be tried again; null if all is true.</param>
internal sealed record PlayPainting(bool? IsHeard, bool IsShut, DateTimeOffset? Again);

/// <summary>Makes a role play's own cards true: posts what is missing, repaints what differs, shrinks what has had its time.</summary>
internal sealed partial class PlayCards(Sandbox sandbox, Faces faces, TimeProvider clock, ILogger<PlayCards> log)
{
    public const string Kind = "play-card";

    private readonly ConcurrentDictionary<string, Stands> standing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PlayId, SemaphoreSlim> turns = new();

    public async Task<PlayPainting> PaintAsync(Play play, PlayWorld world, CancellationToken ct)
    {
        var turn = turns.GetOrAdd(play.Id, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            await ReadAsync(ct);
            return await MakeTrueAsync(play, world, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>What a message of a role play shows now; null if it is none of its messages.</summary>
    public CardModel? Shows(Play play, PlayWorld world, string message)
    {
        if (message.Length == 0 || standing.FirstOrDefault(one => one.Value.Message == message && one.Key.StartsWith($"{play.Id}|", StringComparison.Ordinal)).Key is not { } key)
            return null;
        var posting = key.Split('|')[1];
        return PlayView.Desired(play, world).FirstOrDefault(one => one.Key == posting)?.Model ?? PlayView.LastForm(play, posting.Split('/')[0], world, clock.GetUtcNow());
    }

    /// <summary>Its cards stay as they are from now on.</summary>
    public async Task ForgetAsync(Play play, CancellationToken ct)
    {
        foreach (var key in KeysOf(play))
        {
            await Store.ForgetAsync(Kind, key, ct);
            standing.TryRemove(key, out _);
        }

        turns.TryRemove(play.Id, out _);
    }

    private IVisitStore Store => sandbox.Get<IVisitStore>();

    // Another instance may have posted some; what is put off here is known here alone.
    private async Task ReadAsync(CancellationToken ct)
    {
        foreach (var kept in await Store.KeptAsync(Kind, ct))
        {
            if (kept.AsText().Split(' ', 2) is [var print, var message] && (!standing.TryGetValue(kept.Key, out var known) || (known.Message, known.Print) != (message, print)))
                standing[kept.Key] = new Stands(message, print, 0, null);
        }
    }

    private async Task<PlayPainting> MakeTrueAsync(Play play, PlayWorld world, CancellationToken ct)
    {
        var (heard, shut, wanted) = ((bool?)null, false, new HashSet<string>());
        foreach (var posting in PlayView.Desired(play, world))
        {
            var isPersons = posting.Place is Place.Person;
            var (key, trouble) = await StandAsync(play, posting, world.Site, ct);
            wanted.Add(key);
            if (isPersons && trouble is null or ChannelTrouble.Unreachable or ChannelTrouble.Refused)
                heard = trouble is null;
            shut |= !isPersons && trouble == ChannelTrouble.Unreachable;
        }

        foreach (var key in KeysOf(play).Where(key => !wanted.Contains(key)))
        {
            // What was tried in vain and is not wanted any more need not be tried again.
            var (slot, place, chat) = Read(key);
            if (standing[key].Message.Length == 0)
                standing.TryRemove(key, out _);
            else if (ChatOf(chat) is { } channel && place is not null)
                await RepaintAsync(channel, key, place, PlayView.LastForm(play, slot, world, clock.GetUtcNow()), world.Site, ct);
        }

        var now = clock.GetUtcNow();
        return new PlayPainting(heard, shut, KeysOf(play).Select(key => standing[key].RetryAt).Where(at => at is not null).Min() is { } at ? (at < now ? now : at) : null);
    }

    // In the chat where it stands already, else in the first that takes it.
    private async Task<(string Key, ChannelTrouble? Trouble)> StandAsync(Play play, PlayPosting posting, SitePlan site, CancellationToken ct)
    {
        var chats = posting.Place is Place.Person { Who: var who } ? sandbox.Get<Chats>().Of(who) : [.. Channels.Where(chat => chat.Knows(posting.Place))];
        foreach (var chat in Channels)
        {
            var key = KeyOf(play, posting, chat);
            if (standing.TryGetValue(key, out var one) && one.Message.Length > 0)
                return (key, await RepaintAsync(chat, key, posting.Place, posting.Model, site, ct));
        }

        var last = (Key: chats.Count > 0 ? KeyOf(play, posting, chats[0]) : "", Trouble: (ChannelTrouble?)ChannelTrouble.Unreachable);
        foreach (var chat in chats)
        {
            last = (KeyOf(play, posting, chat), await PostAsync(chat, KeyOf(play, posting, chat), posting, site, ct));
            if (last.Trouble is not (ChannelTrouble.Unreachable or ChannelTrouble.Refused))
                break;
        }

        return last;
    }

    private async Task<ChannelTrouble?> PostAsync(IChannel chat, string key, PlayPosting posting, SitePlan site, CancellationToken ct)
    {
        var before = standing.GetValueOrDefault(key);
        if (before?.RetryAt > clock.GetUtcNow())
            return before.Trouble;
        try
        {
            // Whoever leads it has just tapped, or reads along: nobody need be rung.
            var message = await chat.PostAsync(posting.Place, FaceOf(posting.Model, site), ct);
            var print = CardJson.Fingerprint(posting.Model);
            standing[key] = new Stands(message, print, 0, null);
            if (await Store.TryKeepAsync(Kept.OfText(Kind, key, $"{print} {message}"), ct))
                return null;

            // Another instance was quicker.
            await chat.DeleteAsync(posting.Place, message, ct);
            await ReadAsync(ct);
            return null;
        }
        catch (ChannelException e)
        {
            return PutOff(key, before ?? new Stands("", "", 0, null), posting.Model.Card, e);
        }
    }

    private async Task<ChannelTrouble?> RepaintAsync(IChannel chat, string key, Place place, CardModel model, SitePlan site, CancellationToken ct)
    {
        var stands = standing[key];
        var print = CardJson.Fingerprint(model);
        if (stands.Print == print)
        {
            // What was put off is true again by itself, and must not call for another look for ever.
            standing[key] = stands with { Attempts = 0, RetryAt = null };
            return null;
        }

        if (stands.RetryAt > clock.GetUtcNow())
            return stands.Trouble;
        try
        {
            await chat.RepaintAsync(place, stands.Message, FaceOf(model, site), ct);
            standing[key] = new Stands(stands.Message, print, 0, null);
            await Store.KeepAsync(Kept.OfText(Kind, key, $"{print} {stands.Message}"), ct);
            return null;
        }
        catch (ChannelException e) when (e.Trouble == ChannelTrouble.MessageGone)
        {
            // It is posted anew at the next look, where it is still wanted.
            standing[key] = new Stands("", "", 0, clock.GetUtcNow());
            await Store.ForgetAsync(Kind, key, ct);
            return ChannelTrouble.Later;
        }
        catch (ChannelException e)
        {
            return PutOff(key, stands, model.Card, e);
        }
    }

    private ChannelTrouble PutOff(string key, Stands stands, string card, ChannelException e)
    {
        if (e.IsNews)
            NotShown(log, card, e.Trouble, e.Message);
        var attempts = stands.Attempts + 1;
        standing[key] = stands with { Attempts = attempts, RetryAt = e.RetryAt ?? clock.GetUtcNow() + Backoff.After(attempts), Trouble = e.Trouble };
        return e.Trouble;
    }

    private IReadOnlyList<IChannel> Channels => sandbox.Get<IReadOnlyList<IChannel>>();

    private IChannel? ChatOf(string name) => Channels.FirstOrDefault(chat => chat.Name == name);

    public Face FaceOf(CardModel model, SitePlan site) => faces.Of(model, "practice", site);

    private IEnumerable<string> KeysOf(Play play) => standing.Keys.Where(key => key.StartsWith($"{play.Id}|", StringComparison.Ordinal));

    private static string KeyOf(Play play, PlayPosting posting, IChannel chat) => $"{play.Id}|{posting.Key}|{chat.Name}";

    private static (string Slot, Place? Place, string Chat) Read(string key) =>
        key.Split('|') is [_, var posting, var chat] && posting.Split('/') is [var slot, var place] ? (slot, Place.Parse(place), chat) : ("", null, "");

    /// <param name="Message">Empty if it could not be posted yet.</param>
    private sealed record Stands(string Message, string Print, int Attempts, DateTimeOffset? RetryAt)
    {
        public ChannelTrouble? Trouble { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A role play's {Card} was not shown, {Trouble}: {Reason}.")]
    private static partial void NotShown(ILogger log, string card, ChannelTrouble trouble, string reason);
}
