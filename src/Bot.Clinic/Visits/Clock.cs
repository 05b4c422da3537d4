using static Bot.Clinic.Decision;

namespace Bot.Clinic;

/// <summary>The clock: what is due for a visit, and when. It speaks when a step has waited as long as the site's patience.</summary>
public static class Clock
{
    /// <summary>A step waits no longer than this past its time for people who are in another room.</summary>
    public static readonly TimeSpan InAnotherRoom = TimeSpan.FromMinutes(20);

    /// <summary>The lead is not told twice about the same person within this time.</summary>
    public static readonly TimeSpan LeadRest = TimeSpan.FromMinutes(30);

    /// <summary>In Return, the MA is called back this long before the expected time.</summary>
    public static readonly TimeSpan PageBackBefore = TimeSpan.FromMinutes(2);

    private readonly record struct Due(ClockStep Step, DateTimeOffset At);

    /// <summary>When the clock must look at the visit next; null for never (it has ended).</summary>
    public static DateTimeOffset? NextLook(Visit visit, Site site, DateTimeOffset now) => Earliest(visit, site, now)?.At;

    internal static Decision Fire(Visit visit, Site site, DateTimeOffset now)
    {
        if (Earliest(visit, site, now) is not { } due || due.At > now)
            return new AlreadySo();

        // What fell due while the bot was down is noted at the start, and buzzes nobody.
        var quiet = due.At < site.RunningSince;
        return new Happened(Events(visit, site, due.Step, quiet, now));
    }

    private static Due? Earliest(Visit visit, Site site, DateTimeOffset now)
    {
        if (!visit.IsOpen)
            return null;

        // Site closing goes before anything that is due as well.
        var end = site.Plan.Opening.NextClosing(visit.Opened, site.Plan.Zone).AddHours(1);
        if (end <= now)
            return new Due(ClockStep.EndOfDay, end);
        var first = new Due(ClockStep.EndOfDay, end);
        foreach (var due in Steps(visit, site, now))
        {
            if (due.At < first.At)
                first = due;
        }

        return first;
    }

    private static IEnumerable<Due> Steps(Visit visit, Site site, DateTimeOffset now)
    {
        var patience = site.Plan.Patience;
        return visit.State switch
        {
            Waiting { Handoff: ToTheRoom handoff } s => WaitingFor(visit, site, s, handoff, now),
            Waiting { Handoff: WalkOver walk } s => [.. DeskFree(visit, site, walk, s, now), .. Once(visit, ClockStep.DeskNoAnswer, s.Since, patience.Desk)],
            Coming { Handoff: WalkOver walk } s => [.. Hold(visit, walk, s), .. Once(visit, ClockStep.Walk, s.Expected ?? s.Since, patience.Walk)],
            Coming { Handoff: ToTheRoom } s => ComingTo(visit, site, s, now),

            // Where nobody need be asked nobody is missing; the room is asked about once, after as long as a visit may last.
            Ready => Once(visit, ClockStep.Ready, visit.Entered, visit.GoesAsBefore ? patience.With : patience.Ready),
            Together s => Once(visit, ClockStep.Together, s.Since, patience.Together),
            With => Once(visit, ClockStep.With, visit.Entered, patience.With),
            Away => Once(visit, ClockStep.Away, visit.Entered, patience.Away),
            Closing => ClosingLadder(visit, visit.Entered, patience.Closing),
            _ => [],
        };
    }

    private static IEnumerable<Due> Once(Visit visit, ClockStep step, DateTimeOffset since, int minutes)
    {
        if (minutes > 0 && !visit.Fired(step, since))
            yield return new Due(step, since.AddMinutes(minutes));
    }

    // Reminder and "no answer" count from the newest ask, the lead from the first; each is due its gap after the former fired.
    private static IEnumerable<Due> WaitingFor(Visit visit, Site site, Waiting state, ToTheRoom handoff, DateTimeOffset now)
    {
        var p = site.Plan.Patience;
        if (FormerStaff(handoff, site).Any())
            yield return new Due(ClockStep.FormerStaff, now);

        if (NowFree(visit, site, handoff, now).Any())
            yield return new Due(ClockStep.CameFree, now);

        // Whoever does not use chat has no clock.
        var asked = handoff.StillAsked.Where(ask => site.Find(ask.Who) is { UsesChat: true }).ToList();
        var newest = asked.Count > 0 ? asked.Max(ask => ask.At) : handoff.Since;
        var lapsed = handoff.Lapsed is { } at && at >= newest ? at : (DateTimeOffset?)null;
        if (asked.Count > 0 && lapsed is null)
        {
            if (p.Reminder > 0 && !visit.Fired(ClockStep.Reminder, newest))
                yield return Later(ClockStep.Reminder, newest.AddMinutes(p.Reminder), TimeSpan.Zero, visit, site, asked, now);
            else if (p.NoAnswer > 0 && !visit.Fired(ClockStep.NoAnswer, newest))
                yield return Later(ClockStep.NoAnswer, newest.AddMinutes(p.NoAnswer), Delay(visit, p, newest), visit, site, asked, now);
        }

        if (visit.Fired(ClockStep.Lead, handoff.Since) || handoff.Asked.All(ask => site.Find(ask.Who) is { UsesChat: false }))
            yield break;
        if (lapsed is { } since && p.LeadAfterLapse > 0)
            yield return Later(ClockStep.Lead, since.AddMinutes(p.LeadAfterLapse), TimeSpan.Zero, visit, site, asked, now);
        else if (lapsed is null && p.Lead > 0)
            yield return Later(ClockStep.Lead, handoff.Since.AddMinutes(p.Lead), LeadDelay(visit, p, handoff, newest), visit, site, asked, now);
    }

    // Asking somebody else moves the newest ask; what went before still held the lead up.
    private static TimeSpan LeadDelay(Visit visit, Patience p, ToTheRoom handoff, DateTimeOffset newest)
    {
        var delay = Delay(visit, p, newest);
        var former = p.NoAnswer > 0 && visit.Fired(ClockStep.NoAnswer, handoff.Since)
            ? visit.Marks[ClockStep.NoAnswer] - handoff.Since.AddMinutes(p.NoAnswer)
            : TimeSpan.Zero;
        return former > delay ? former : delay;
    }

    // Whoever left the practice file counts as "can't", as soon as that is seen.
    private static IEnumerable<StaffId> FormerStaff(ToTheRoom handoff, Site site) =>
        handoff.StillAsked.Select(ask => ask.Who).Where(who => site.Find(who) is null);

    // How late the steps before it fired: each is due its gap after the former fired, so what held one up holds up the next.
    private static TimeSpan Delay(Visit visit, Patience p, DateTimeOffset newest)
    {
        var delay = TimeSpan.Zero;
        foreach (var (step, minutes) in new[] { (ClockStep.Reminder, p.Reminder), (ClockStep.NoAnswer, p.NoAnswer) })
        {
            if (minutes > 0 && visit.Fired(step, newest) && visit.Marks[step] - newest.AddMinutes(minutes) is var late && late > delay)
                delay = late;
        }

        return delay;
    }

    // Whom a request joined silently, and who can be rung now.
    private static IEnumerable<StaffId> NowFree(Visit visit, Site site, ToTheRoom handoff, DateTimeOffset now) =>
        handoff.StillAsked.Where(ask => ask.IsSilent && site.Find(ask.Who) is { UsesChat: true } && site.MayRing(ask, visit.Id, now)).Select(ask => ask.Who);

    // A step waits while everyone still asked is busy, in another room as a rule, at most 20 minutes past its time; arriving elsewhere ends it.
    private static Due Later(ClockStep step, DateTimeOffset time, TimeSpan delay, Visit visit, Site site, List<Ask> asked, DateTimeOffset now)
    {
        var at = time + delay;
        var allElsewhere = asked.Count > 0 && asked.TrueForAll(ask => ask.IsSilent ? !site.MayRing(ask, visit.Id, now) : site.IsBusy(ask.Who, visit.Id, now));
        return new Due(step, allElsewhere && now >= at && time + InAnotherRoom > at ? time + InAnotherRoom : at);
    }

    private static IEnumerable<Due> ComingTo(Visit visit, Site site, Coming state, DateTimeOffset now)
    {
        if (state.Who is not { } who)
            yield break;

        if (site.Find(who) is not { } person)
        {
            yield return new Due(ClockStep.FormerStaff, now);
            yield break;
        }

        if (state.Expected is not { } expected)
        {
            // After this patient: as soon as they have left that room; after 20 minutes in any case.
            var stillThere = site.VisitOf(who, visit.Id) is not null;
            yield return new Due(ClockStep.FreeAgain, stillThere ? state.Since + InAnotherRoom : now);
            yield break;
        }

        // A provider who asked for a third person is with the patient and is not called back.
        if (visit.Wait == Wait.Return && visit.Giver == visit.Ma && !visit.Fired(ClockStep.PageBack, state.Since))
        {
            var before = expected - PageBackBefore;
            yield return new Due(ClockStep.PageBack, before > state.Since ? before : state.Since);
        }

        var p = site.Plan.Patience;
        if (p.Grace == 0 || !person.UsesChat)
            yield break;
        if (!visit.Fired(ClockStep.Nudge, state.Since))
            yield return new Due(ClockStep.Nudge, expected.AddMinutes(p.Grace));
        else
            yield return new Due(ClockStep.Lapse, visit.Marks[ClockStep.Nudge].AddMinutes(p.Grace));
    }

    private static IEnumerable<Due> Hold(Visit visit, WalkOver walk, Coming state)
    {
        if (walk.WasAsked && state.Expected is { } end && end > state.Since && !visit.Fired(ClockStep.DeskReady, state.Since))
            yield return new Due(ClockStep.DeskReady, end);
    }

    // The giver is told the moment the desk is free: it said so, or what it said has ended. One at a time, in the order of acceptance.
    private static IEnumerable<Due> DeskFree(Visit visit, Site site, WalkOver walk, Waiting state, DateTimeOffset now)
    {
        if (site.SaidOf(walk.Desk, now) is not { } said)
            yield break;
        var free = said.Until > said.Since ? said.Until : said.Since;
        if (free < state.Since || visit.Fired(ClockStep.DeskFree, free))
            yield break;
        if (free > now)
            yield return new Due(ClockStep.DeskFree, free);
        else if (site.IsNextAt(walk.Desk, visit.Id, now))
            yield return new Due(ClockStep.DeskFree, now);
    }

    private static IEnumerable<Due> ClosingLadder(Visit visit, DateTimeOffset since, int minutes)
    {
        if (minutes == 0)
            yield break;
        if (!visit.Fired(ClockStep.Closing, since))
            yield return new Due(ClockStep.Closing, since.AddMinutes(minutes));
        else if (!visit.Fired(ClockStep.ClosingMas, since))
            yield return new Due(ClockStep.ClosingMas, visit.Marks[ClockStep.Closing].AddMinutes(minutes));
        else if (!visit.Fired(ClockStep.ClosingLead, since))
            yield return new Due(ClockStep.ClosingLead, visit.Marks[ClockStep.ClosingMas].AddMinutes(minutes));
    }

    private static List<VisitEvent> Events(Visit visit, Site site, ClockStep step, bool quiet, DateTimeOffset now)
    {
        var handoff = visit.Handoff as ToTheRoom;
        switch (step)
        {
            case ClockStep.Reminder:
                return [new Reminded(ToRemind(site, handoff!), quiet)];
            case ClockStep.CameFree:
                return [new CameFree([.. NowFree(visit, site, handoff!, now)])];
            case ClockStep.FormerStaff:
                return [new CountsAsCant([.. FormerStaff(handoff!, site)])];
            case ClockStep.Lapse:
                return [new Lapsed(quiet), .. quiet ? [] : Rules.CoverAskedByClock(visit, handoff!, site, now)];
            case ClockStep.FreeAgain:
                var free = ((Coming)visit.State).Who is { } who && site.VisitOf(who, visit.Id) is null;
                return [Spoke(step, quiet, expected: free ? now.AddMinutes(site.Plan.Patience.OnMyWay) : now)];
            case ClockStep.NoAnswer:
                return [Spoke(step, quiet), .. quiet ? [] : Rules.CoverAskedByClock(visit, handoff!, site, now)];
            case ClockStep.Lead:
                var leads = quiet ? [] : LeadsFor(site, handoff!, now);
                return [Spoke(step, quiet, leads, leads.Count > 0 ? [.. handoff!.Asked.Select(ask => ask.Who)] : [])];
            case ClockStep.ClosingLead:
                return [Spoke(step, quiet, InChat(site, Role.Lead, now))];
            case ClockStep.ClosingMas:
                return [Spoke(step, quiet, [.. InChat(site, Role.Ma, now).Where(id => id != visit.Ma)])];
            default:
                return [Spoke(step, quiet)];
        }
    }

    // No second buzz about the same provider within 30 minutes.
    private static List<StaffId> LeadsFor(Site site, ToTheRoom handoff, DateTimeOffset now)
    {
        var toldOfAll = handoff.Asked.All(ask => site.LeadToldAbout.TryGetValue(ask.Who, out var at) && now - at < LeadRest);
        return toldOfAll ? [] : InChat(site, Role.Lead, now);
    }

    // One reminder each: whoever was reminded before somebody else was asked too is let be. Whoever is busy is rung when free, unless all are.
    private static IReadOnlyList<StaffId> ToRemind(Site site, ToTheRoom handoff)
    {
        var inChat = handoff.StillAsked.Where(ask => site.Find(ask.Who) is { UsesChat: true }).ToList();
        var rang = inChat.Where(ask => !ask.IsSilent).ToList();
        return [.. (rang.Count == 0 ? inChat : rang.Where(ask => ask.Push == Pushes.Asked)).Select(ask => ask.Who)];
    }

    private static List<StaffId> InChat(Site site, Role role, DateTimeOffset at) =>
        [.. site.OnDuty(role, at).Where(one => one.UsesChat).Select(one => one.Id)];

    private static ClockSpoke Spoke(
        ClockStep step, bool quiet, IReadOnlyList<StaffId>? told = null, IReadOnlyList<StaffId>? about = null, DateTimeOffset? expected = null) =>
        new(step, quiet, told ?? [], about ?? [], expected);
}
