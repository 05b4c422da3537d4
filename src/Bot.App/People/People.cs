using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Who is who in each chat: by the practice file's ids, else by e-mail on first contact, which is then remembered.</summary>
internal sealed class People(Sites sites, IVisitStore store)
{
    public const string LinkKind = "link";
    public const string ActiveKind = "active";
    private const string FirstChat = "teams";

    private readonly ConcurrentDictionary<(string Channel, string Id), StaffId> links = new();

    // Where somebody last spoke or tapped, of those who have been seen at all.
    private readonly ConcurrentDictionary<StaffId, string> active = new();

    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var kept in await store.KeptAsync(LinkKind, ct))
        {
            if (kept.Key.Split('|') is [var channel, var id])
                links[(channel, id)] = new StaffId(kept.AsText());
        }

        foreach (var kept in await store.KeptAsync(ActiveKind, ct))
            active[new StaffId(kept.Key)] = kept.AsText();
    }

    /// <summary>The member of staff, or null for somebody whom the practice file does not know.</summary>
    public async ValueTask<StaffId?> FindAsync(Speaker speaker, CancellationToken ct)
    {
        var staff = sites.Staff;
        if (staff.At(speaker.Channel, speaker.Id) is { } known)
            return known;
        if (links.TryGetValue((speaker.Channel, speaker.Id), out var linked))
            return staff.Find(linked)?.Id;
        if (staff.WithEmail(speaker.Email) is not { } who || IdIn(staff.Find(who)!, speaker.Channel).Length > 0)
            return null;
        await store.KeepAsync(Kept.OfText(LinkKind, $"{speaker.Channel}|{speaker.Id}", who.Value), ct);
        links[(speaker.Channel, speaker.Id)] = who;
        return who;
    }

    /// <summary>They spoke or tapped in that chat. Written only when it is another than before.</summary>
    public async Task SpokeAsync(StaffId who, string channel, CancellationToken ct)
    {
        if (active.GetValueOrDefault(who, FirstChat) == channel)
            return;
        active[who] = channel;
        await store.KeepAsync(Kept.OfText(ActiveKind, who.Value, channel), ct);
    }

    /// <summary>The chat in which somebody who has both is asked: the practice file's word, else where they were last active, else Teams.</summary>
    public string ChatOf(StaffId who) =>
        sites.Staff.Find(who) is { Chat.Length: > 0 } person ? person.Chat : active.GetValueOrDefault(who, FirstChat);

    /// <summary>True if any chat knows them.</summary>
    public bool HasAChat(StaffId who) => sites.Staff.Find(who) is { } person
        && (person.TeamsId.Length > 0 || person.SlackId.Length > 0 || links.Values.Contains(who));

    /// <summary>The channel's id of a member of staff; null if they are not linked.</summary>
    public string? IdOf(string channel, StaffId who)
    {
        if (sites.Staff.Find(who) is not { } person)
            return null;
        if (IdIn(person, channel) is { Length: > 0 } id)
            return id;
        foreach (var (key, staff) in links)
        {
            if (key.Channel == channel && staff == who)
                return key.Id;
        }

        return null;
    }

    /// <summary>The e-mail address that the practice file gives; null if it gives none.</summary>
    public string? EmailOf(StaffId who) => sites.Staff.Find(who) is { Email.Length: > 0 } person ? person.Email : null;

    /// <summary>True if that id needs no e-mail to be known.</summary>
    public bool IsLinked(string channel, string id) =>
        links.ContainsKey((channel, id)) || sites.Staff.At(channel, id) is not null;

    private static string IdIn(Staff person, string channel) => channel == "teams" ? person.TeamsId : person.SlackId;
}
