using System.Globalization;

namespace Bot.Clinic;

/// <summary>What a posting is for; the card is what the slot shows now.</summary>
public static class Slots
{
    public const string Room = "room";
    public const string Receiver = "receiver";
    public const string Giver = "giver";
    public const string Desk = "desk";
    public const string Alert = "alert";
}

/// <summary>One message that should stand somewhere now.</summary>
/// <param name="version">Of the event that it hangs on: asking again makes a new message, and only a new message rings.</param>
/// <param name="paint">What it shows, asked for once, and only if somebody looks: where a chat is behind, most are not.</param>
/// <param name="push">A name of the push list.</param>
/// <param name="rings">True if a phone shall buzz when it is first posted.</param>
/// <param name="mentions">Who is mentioned by name in a channel, for those whom no direct message reaches.</param>
public sealed class Posting(string slot, Place place, int version, Func<CardModel> paint, string push, bool rings, IReadOnlyList<StaffId> mentions)
{
    private CardModel? model;

    public string Slot { get; } = slot;

    public Place Place { get; } = place;

    public int Version { get; } = version;

    public CardModel Model => model ??= paint();

    public string Push { get; } = push;

    public bool Rings { get; } = rings;

    public IReadOnlyList<StaffId> Mentions { get; } = mentions;

    /// <summary>slot/place/version.</summary>
    public string Key { get; } = $"{slot}/{place}/{version}";

    /// <summary>Its key: nothing that it shows may reach a log.</summary>
    public override string ToString() => Key;

    /// <summary>slot/place/version@chat: where a place has a conversation in two chats, each has its message. Teams came first and goes without.</summary>
    public string KeyIn(string chat) => chat == FirstChat ? Key : $"{Key}@{chat}";

    /// <summary>Slot, place, version and chat of a key as a store keeps it; null if it is none.</summary>
    public static (string Slot, Place Place, int Version, string Chat)? ReadKey(string key)
    {
        var at = key.LastIndexOf('@');
        var (posting, chat) = at < 0 ? (key, FirstChat) : (key[..at], key[(at + 1)..]);
        return posting.Split('/') is [var slot, var place, var number] && Place.Parse(place) is { } where
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (slot, where, version, chat)
            : null;
    }

    private const string FirstChat = "teams";
}

/// <summary>Which postings should stand for a visit, and what they show. Pure; a worker makes it so.</summary>
public static class Postings
{
    /// <summary>All postings that should stand. Once the patient has left, what stands takes its last form; only whoever was coming is still told.</summary>
    public static IReadOnlyList<Posting> Desired(Visit visit, Site site, DateTimeOffset now)
    {
        var look = new Look(visit, site, now);
        if (!visit.IsOpen)
            return [.. Alerts(look)];
        var postings = new List<Posting>
        {
            new(Slots.Room, new Place.CareTeam(visit.Site), 1, () => RoomView.Of(look), Pushes.Quiet, rings: false, []),
        };
        var seen = new HashSet<StaffId>();
        foreach (var (who, paint) in ForPeople(look))
        {
            if (site.Find(who) is { UsesChat: true } && seen.Add(who))
                postings.Add(CardOf(visit, who, paint));
        }

        if (visit.State is Waiting { Handoff: WalkOver } or Coming { Handoff: WalkOver })
        {
            var walk = (WalkOver)visit.Handoff!;
            var push = visit.State is Waiting ? Pushes.WalkAsked : Pushes.Walk;

            // A giver who is the whole desk is not rung by themselves.
            var rings = site.Plan.Find(walk.Desk)?.Members is not [var only] || only != walk.Giver;
            postings.Add(new(Slots.Desk, new Place.Desk(visit.Site, walk.Desk), walk.Version, () => PersonViews.Walkover(look, walk), push, rings, []));
        }

        postings.AddRange(Alerts(look));
        return postings;
    }

    /// <summary>What a posting that is no longer desired shows: one line, by now.</summary>
    /// <param name="desired">What should stand instead, as <see cref="Desired"/> says for the same visit.</param>
    public static CardModel LastForm(Visit visit, Site site, string slot, Place place, IReadOnlyList<Posting> desired, DateTimeOffset now)
    {
        var look = new Look(visit, site, now);
        return visit.IsOpen
            ? PassedView.Of(look, slot, place, desired.Any(posting => posting.Place == place && IsCard(posting.Slot)))
            : new DoneModel(visit.Room.Value, look.Clock(visit.State.Since));
    }

    // A person's or a desk's own card; an alert is a message beside it.
    private static bool IsCard(string slot) => slot is Slots.Giver or Slots.Receiver or Slots.Desk;

    // One card a person, the first that is said here: whoever has the visit, gives, is asked, is or was in the room.
    private static IEnumerable<(StaffId Who, Func<CardModel> Paint)> ForPeople(Look look)
    {
        var visit = look.Visit;
        yield return (visit.Ma, () => ForMa(look));

        // Somebody else than the MA passes the patient on: a receiver who brings a third person in.
        if (visit.Handoff is { } handoff && handoff.Giver != visit.Ma)
            yield return (handoff.Giver, () => visit.State is Together together ? PersonViews.Meeting(look, together, handoff.Giver) : GiverView.Of(look, handoff.Giver));
        if (visit.Handoff is ToTheRoom asking)
        {
            foreach (var ask in asking.Asked)
            {
                if (ForAsked(look, asking, ask) is { } paint)
                    yield return (ask.Who, paint);
            }
        }

        // Receivers hold theirs up to Closing; one who is asked back and can't come reads that.
        if (visit.State is Closing || visit.Handoff?.From is Closing)
            yield break;
        foreach (var receiver in visit.Receivers)
        {
            if ((visit.Handoff as ToTheRoom)?.AskOf(receiver.Who) is not { Cant: true })
                yield return (receiver.Who, () => PersonViews.With(look, receiver.Who));
        }
    }

    private static Func<CardModel>? ForAsked(Look look, ToTheRoom handoff, Ask ask) => look.Visit.State switch
    {
        Waiting when !ask.Cant => () => RequestView.Of(look, handoff, ask.Who),
        Coming s when s.Who == ask.Who => () => RequestView.Of(look, handoff, ask.Who),
        Together s when s.Who == ask.Who => () => PersonViews.With(look, ask.Who),
        _ => null,
    };

    // A person's card is the newest message that they were rung by or given, so that no older one comes to life below it.
    private static Posting CardOf(Visit visit, StaffId who, Func<CardModel> paint)
    {
        var call = visit.Calls.LastOrDefault(one => one.Who == who);
        var ask = (visit.Handoff as ToTheRoom)?.AskOf(who);
        var receiver = visit.Receivers.FirstOrDefault(one => one.Who == who);
        var (slot, version, push) = (Slots.Giver, call?.Version ?? 0, call?.Push ?? "");
        if (receiver is not null && receiver.Version > version)
            (slot, version, push) = (Slots.Receiver, receiver.Version, "");
        if (ask is not null && (ask.Version > version || (slot == Slots.Receiver && ask.Version == version)))
            (slot, version, push) = (Slots.Receiver, ask.Version, ask.Push);
        if (version == 0)
            (slot, version) = (Slots.Receiver, visit.Handoff?.Version ?? 1);
        return new(slot, new Place.Person(who), version, paint, push.Length > 0 ? push : Pushes.Quiet, push.Length > 0, []);
    }

    private static CardModel ForMa(Look look) => look.Visit.State switch
    {
        // A nurse who has the visit may be asked in by its provider.
        _ when look.Visit.Handoff is ToTheRoom h && h.Giver != look.Visit.Ma && h.AskOf(look.Visit.Ma) is { } ask && ForAsked(look, h, ask) is { } paint => paint(),
        Together s when s.Handoff.Giver == look.Visit.Ma => PersonViews.Meeting(look, s, look.Visit.Ma),
        Together or With => PersonViews.With(look, look.Visit.Ma),
        Closing s => PersonViews.Closing(look, s, look.Visit.Ma),
        _ => GiverView.Of(look, look.Visit.Ma),
    };

    private static IEnumerable<Posting> Alerts(Look look)
    {
        var visit = look.Visit;
        var someone = new Button("I'll take the visit", "take");
        foreach (var notice in visit.Notices)
        {
            var place = new Place.Person(notice.Who);
            var at = look.Clock(notice.At);
            AlertModel? model = notice.Kind switch
            {
                NoticeKind.LeadTold when visit.State is Waiting { Handoff: ToTheRoom h } && h.Since <= notice.At && notice.Who != visit.Ma =>
                    new(look.Id, look.Room, $"Nobody has answered since {look.Clock(h.Since)}", at, "", [someone]),
                NoticeKind.LeadTold or NoticeKind.MaTold when visit.State is Closing && visit.Entered <= notice.At =>
                    new(look.Id, look.Room, "Needs someone to close the visit", at, "", [someone]),
                NoticeKind.NoNeedToCome when NeedNotCome(visit, notice) =>
                    new(look.Id, look.Room, notice.Other == StaffId.Clock ? "No need to come" : $"No need to come, {look.Name(notice.Other)} is there", at, "", []),
                _ => null,
            };
            var push = notice.Kind == NoticeKind.NoNeedToCome ? Pushes.Off : Pushes.Someone;
            if (model is not null && look.Site.Find(notice.Who) is { UsesChat: true })
                yield return new(Slots.Alert, place, notice.Version, () => model, push, rings: true, []);
        }

        // Nobody is silently unreachable: a message of its own in the care team's channel mentions them, since an edit would not notify.
        if (visit.State is Waiting { Handoff: ToTheRoom asking })
        {
            foreach (var ask in asking.StillAsked.Where(ask => look.Site.Unreachable.Contains(ask.Who)))
            {
                var model = new AlertModel(look.Id, look.Room, $"{look.OpenName(ask.Who)} can't be reached by message", look.Clock(ask.At), "", []);
                yield return new($"{Slots.Alert}-{ask.Who}", new Place.CareTeam(visit.Site), ask.Version, () => model, Pushes.Someone, rings: true, look.IsDiscreet(ask.Who) ? [] : [ask.Who]);
            }
        }
    }

    // Until they are asked again or come in all the same; once the patient has left, only if that was the reason.
    private static bool NeedNotCome(Visit visit, Notice notice)
    {
        if (visit.State is Left left)
            return notice.At == left.Since;
        var askedAgain = visit.Handoff is ToTheRoom handoff && handoff.AskOf(notice.Who) is { } ask && ask.Version > notice.Version;
        return !askedAgain && !(visit.CameAt(notice.Who) >= notice.At);
    }
}
