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
/// <param name="Version">Of the event that it hangs on: asking again makes a new message, and only a new message rings.</param>
/// <param name="Push">A name of the push list.</param>
/// <param name="Rings">True if a phone shall buzz when it is first posted.</param>
/// <param name="Mentions">Who is mentioned by name in a channel, for those whom no direct message reaches.</param>
public sealed record Posting(string Slot, Place Place, int Version, CardModel Model, string Push, bool Rings, IReadOnlyList<StaffId> Mentions)
{
    /// <summary>slot/place/version.</summary>
    public string Key => $"{Slot}/{Place}/{Version}";

    /// <summary>slot/place/version@chat: where a place has a conversation in two chats, each has its message. Teams came first and goes without.</summary>
    public string KeyIn(string chat) => chat == FirstChat ? Key : $"{Key}@{chat}";

    /// <summary>Slot, place and chat of a key as a store keeps it; null if it is none.</summary>
    public static (string Slot, Place Place, string Chat)? ReadKey(string key)
    {
        var at = key.LastIndexOf('@');
        var (posting, chat) = at < 0 ? (key, FirstChat) : (key[..at], key[(at + 1)..]);
        return posting.Split('/') is [var slot, var place, _] && Place.Parse(place) is { } where ? (slot, where, chat) : null;
    }

    private const string FirstChat = "teams";
}

/// <summary>Which postings should stand for a visit, and what they show. Pure; a worker makes it so.</summary>
public static class Postings
{
    /// <summary>All postings that should stand. Empty once the patient has left: what stands then takes its last form.</summary>
    public static IReadOnlyList<Posting> Desired(Visit visit, Site site, DateTimeOffset now)
    {
        if (!visit.IsOpen)
            return [];
        var look = new Look(visit, site, now);
        var postings = new List<Posting>
        {
            new(Slots.Room, new Place.CareTeam(visit.Site), 1, RoomView.Of(look), Pushes.Quiet, Rings: false, []),
        };
        foreach (var posting in ForPeople(look))
        {
            if (posting.Place is not Place.Person { Who: var who } || site.Find(who) is { UsesChat: true })
                postings.Add(posting);
        }

        if (visit.State is Waiting { Handoff: WalkOver } or Coming { Handoff: WalkOver })
        {
            var walk = (WalkOver)visit.Handoff!;
            var push = visit.State is Waiting ? Pushes.WalkAsked : Pushes.Walk;
            postings.Add(new(Slots.Desk, new Place.Desk(visit.Site, walk.Desk), walk.Version, PersonViews.Walkover(look, walk), push, Rings: true, []));
        }

        postings.AddRange(Alerts(look));
        return postings;
    }

    /// <summary>What a posting that is no longer desired shows: one line, by now.</summary>
    public static CardModel LastForm(Visit visit, Site site, string slot, Place place, DateTimeOffset now)
    {
        var look = new Look(visit, site, now);
        return visit.IsOpen
            ? PassedView.Of(look, slot, place, Desired(visit, site, now).Any(posting => posting.Place == place && IsCard(posting.Slot)))
            : new DoneModel(visit.Room.Value, look.Clock(visit.State.Since));
    }

    // A person's or a desk's own card; an alert is a message beside it.
    private static bool IsCard(string slot) => slot is Slots.Giver or Slots.Receiver or Slots.Desk;

    // One card a person: whoever gives, is asked, is in the room or has the visit. A newer card shrinks the older one.
    private static IEnumerable<Posting> ForPeople(Look look)
    {
        var visit = look.Visit;
        var ma = visit.Ma;
        var seen = new HashSet<StaffId> { ma };
        yield return GiverPosting(look, ma, CallOf(visit, ma) ?? new CallBack(ma, 1, ""), ForMa(look));

        // Somebody else than the MA passes the patient on: a receiver who brings a third person in. Their card stays the same message
        // until somebody calls them back.
        if (visit.Handoff is { } handoff && handoff.Giver != ma && seen.Add(handoff.Giver))
        {
            CardModel model = visit.State is Together together ? PersonViews.Meeting(look, together, handoff.Giver) : GiverView.Of(look, handoff.Giver);
            var receiver = visit.Receivers.FirstOrDefault(one => one.Who == handoff.Giver);
            var call = CallOf(visit, handoff.Giver) is { } back && back.Version > (receiver?.Version ?? 0) && back.Version >= handoff.Version ? back : null;
            if (call is not null)
                yield return GiverPosting(look, handoff.Giver, call, model);
            else
                yield return new(Slots.Receiver, new Place.Person(handoff.Giver), receiver?.Version ?? handoff.Version, model, Pushes.Quiet, Rings: false, []);
        }

        if (visit.Handoff is ToTheRoom asking)
        {
            foreach (var ask in asking.Asked)
            {
                CardModel? model = visit.State switch
                {
                    Waiting when !ask.Cant => RequestView.Of(look, asking, ask.Who),
                    Coming s when s.Who == ask.Who => RequestView.Of(look, asking, ask.Who),
                    Together s when s.Who == ask.Who => PersonViews.With(look, ask.Who),
                    _ => null,
                };
                if (model is not null && seen.Add(ask.Who))
                    yield return new(Slots.Receiver, new Place.Person(ask.Who), ask.Version, model, ask.Push.Length > 0 ? ask.Push : Pushes.Quiet, ask.Push.Length > 0, []);
            }
        }

        if (visit.State is Closing || visit.Handoff is WalkOver { ComesBack: false })
            yield break;
        foreach (var receiver in visit.Receivers)
        {
            if (seen.Add(receiver.Who))
                yield return new(Slots.Receiver, new Place.Person(receiver.Who), receiver.Version, PersonViews.With(look, receiver.Who), Pushes.Quiet, Rings: false, []);
        }
    }

    private static CallBack? CallOf(Visit visit, StaffId who) => visit.Calls.LastOrDefault(call => call.Who == who);

    private static Posting GiverPosting(Look look, StaffId who, CallBack call, CardModel model) =>
        new(Slots.Giver, new Place.Person(who), call.Version, model, call.Push.Length > 0 ? call.Push : Pushes.Quiet, call.Push.Length > 0, []);

    private static CardModel ForMa(Look look) => look.Visit.State switch
    {
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
                NoticeKind.LeadTold when visit.State is Waiting { Handoff: ToTheRoom h } && h.Since <= notice.At =>
                    new(look.Id, look.Room, $"Nobody has answered since {look.Clock(h.Since)}", at, "", [someone]),
                NoticeKind.LeadTold or NoticeKind.MaTold when visit.State is Closing s && s.Since <= notice.At =>
                    new(look.Id, look.Room, "Needs someone to close the visit", at, "", notice.Who == visit.Ma ? [] : [someone]),
                NoticeKind.NoNeedToCome when !IsAsked(visit, notice.Who) =>
                    new(look.Id, look.Room, notice.Other == StaffId.Clock ? "No need to come" : $"No need to come, {look.Name(notice.Other)} is there", at, "", []),
                _ => null,
            };
            var push = notice.Kind == NoticeKind.NoNeedToCome ? Pushes.Off : Pushes.Someone;
            if (model is not null && look.Site.Find(notice.Who) is { UsesChat: true })
                yield return new(Slots.Alert, place, notice.Version, model, push, Rings: true, []);
        }

        // Nobody is silently unreachable: a message of its own in the care team's channel mentions them, since an edit would not notify.
        if (visit.State is Waiting { Handoff: ToTheRoom asking })
        {
            foreach (var ask in asking.StillAsked.Where(ask => look.Site.Unreachable.Contains(ask.Who)))
            {
                var model = new AlertModel(look.Id, look.Room, $"{look.OpenName(ask.Who)} can't be reached by message", look.Clock(ask.At), "", []);
                yield return new($"{Slots.Alert}-{ask.Who}", new Place.CareTeam(visit.Site), ask.Version, model, Pushes.Someone, Rings: true, look.IsDiscreet(ask.Who) ? [] : [ask.Who]);
            }
        }
    }

    private static bool IsAsked(Visit visit, StaffId who) => visit.Handoff is ToTheRoom handoff && handoff.AskOf(who) is { Cant: false };
}
