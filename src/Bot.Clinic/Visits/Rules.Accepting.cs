namespace Bot.Clinic;

public static partial class Rules
{
    private static Decision DecideAccept(Visit visit, Site site, Staff person, Accept c)
    {
        if (c.When is When.In { Minutes: < 1 or > 60 })
            return No(Refusal.MinutesOutOfRange);
        return visit.State switch
        {
            Waiting { Handoff: WalkOver walk } => DecideDeskAccept(site, walk, person, c),
            Coming { Handoff: WalkOver walk } coming => DecideDeskAgain(site, walk, coming, person, c),
            Waiting { Handoff: ToTheRoom handoff } => DecideAcceptWaiting(visit, site, handoff, person, c),
            Coming { Who: { } who } when who == person.Id => Retime(visit, site, (Coming)visit.State, c),
            Coming coming => No(Refusal.AlreadyOnTheWay, coming.Who),
            _ => NobodyIsAsked(visit, site, person),
        };
    }

    private static Decision DecideAcceptWaiting(Visit visit, Site site, ToTheRoom handoff, Staff person, Accept c)
    {
        if (handoff.AskOf(person.Id) is null)
            return No(Refusal.YouAreNotAsked);
        return person.Id == handoff.Giver ? No(Refusal.NotYourself) : So(new Accepted(Expected(visit, site, c)));
    }

    private static Decision Retime(Visit visit, Site site, Coming coming, Accept c)
    {
        var expected = Expected(visit, site, c);
        return expected == coming.Expected ? new Decision.AlreadySo() : So(new Accepted(expected));
    }

    // "On my way" means the site's usual minutes; "after this patient" is open while they are in another room, else like "on my way".
    private static DateTimeOffset? Expected(Visit visit, Site site, Accept c) => c.When switch
    {
        When.In { Minutes: var n } => c.At.AddMinutes(n),
        When.AfterThisPatient when site.VisitOf(c.By, visit.Id) is not null => null,
        _ => c.At.AddMinutes(site.Plan.Patience.OnMyWay),
    };

    private static Decision DecideDeskAccept(Site site, WalkOver walk, Staff person, Accept c)
    {
        if (!IsOfDesk(site, walk.Desk, person))
            return No(Refusal.NotThatDesk);
        return c.When is When.AfterThisPatient ? No(Refusal.MinutesOutOfRange) : So(DeskSays(c));
    }

    // Any member may change the answer later; of two who answer at once, the first wins.
    private static Decision DecideDeskAgain(Site site, WalkOver walk, Coming coming, Staff person, Accept c)
    {
        if (DecideDeskAccept(site, walk, person, c) is not Decision.Happened answer)
            return DecideDeskAccept(site, walk, person, c);
        if (HasJustAnswered(coming, person, c.At) is { } first)
            return No(Refusal.DeskHasAnswered, first);
        var wasSent = coming.Who is not null && coming.Expected <= coming.Since;
        return wasSent && c.When is When.Now ? new Decision.AlreadySo() : answer;
    }

    private static StaffId? HasJustAnswered(Coming coming, Staff person, DateTimeOffset at) =>
        coming.Who is { } first && first != person.Id && at - coming.Since < SameClick ? first : null;

    private static DeskSaidWhen DeskSays(Accept c) =>
        c.When is When.In { Minutes: var n } ? new DeskSaidWhen(c.At.AddMinutes(n), Hold: true) : new DeskSaidWhen(c.At, Hold: false);

    private static bool IsOfDesk(Site site, DeskId desk, Staff person) => site.Plan.Find(desk)?.Members.Contains(person.Id) == true;

    private static Decision DecideCant(Visit visit, Site site, Staff person, Cant c)
    {
        switch (visit.State)
        {
            case Waiting or Coming when visit.Handoff is WalkOver walk && !IsOfDesk(site, walk.Desk, person):
                return No(Refusal.NotThatDesk);
            case Coming { Handoff: WalkOver } coming when HasJustAnswered(coming, person, c.At) is { } first:
                return No(Refusal.DeskHasAnswered, first);
            case Waiting or Coming when visit.Handoff is WalkOver:
                return So(new DeskPassed());
            case Waiting { Handoff: ToTheRoom handoff }:
                return handoff.AskOf(person.Id) switch
                {
                    null => No(Refusal.YouAreNotAsked),
                    { Cant: true } => new Decision.AlreadySo(),
                    _ => CantCome(person.Id, visit, handoff, site, c.At),
                };
            case Coming { Handoff: ToTheRoom handoff, Who: { } who }:
                return who == person.Id ? CantCome(person.Id, visit, handoff, site, c.At) : No(Refusal.AlreadyOnTheWay, who);
            default:
                return NobodyIsAsked(visit, site, person);
        }
    }

    // With `cover: auto` the cover is asked at once, each person in the chain once.
    private static Decision.Happened CantCome(StaffId who, Visit visit, ToTheRoom handoff, Site site, DateTimeOffset at) =>
        site.Plan.Manners.CoverAsksItself && NextCover(who, visit, handoff, site, at) is { } cover
            ? So(new SaidCant(Covered: true), new AskedToo([cover], Silently(site, [cover], visit.Id, at)))
            : So(new SaidCant());

    /// <summary>With `cover: auto`, when nobody answers: the first cover of those asked who has not been asked; none otherwise.</summary>
    internal static VisitEvent[] CoverAskedByClock(Visit visit, ToTheRoom handoff, Site site, DateTimeOffset at) =>
        site.Plan.Manners.CoverAsksItself
            && handoff.Asked.Select(ask => NextCover(ask.Who, visit, handoff, site, at)).FirstOrDefault(cover => cover is not null) is { } next
            ? [new AskedToo([next], Silently(site, [next], visit.Id, at))]
            : [];
}
