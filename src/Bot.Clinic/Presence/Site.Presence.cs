namespace Bot.Clinic;

public sealed partial record Site
{
    /// <summary>Whoever is on stays it so long after closing, as visits do.</summary>
    private static readonly TimeSpan AfterClosing = TimeSpan.FromHours(1);

    /// <summary>What people and desks have said of their day.</summary>
    public WhoIsOn WhoIsOn { get; init; } = WhoIsOn.Unsaid;

    /// <summary>Somebody said today that they are off; whoever has said nothing is not.</summary>
    public bool IsOff(StaffId who, DateTimeOffset at) => WhoIsOn.Of(who).Duty is { IsOn: false } off && IsToday(off.Since, at);

    /// <summary>Said or showed that they are on: today, and not since before the site closed.</summary>
    public bool IsOn(StaffId who, DateTimeOffset at) =>
        WhoIsOn.Of(who).Duty is { IsOn: true } on && IsToday(on.Since, at) && at < Plan.Opening.NextClosing(on.Since, Plan.Zone) + AfterClosing;

    /// <summary>What they said of being busy, while it lasts; null if they did not, or it has ended.</summary>
    public Busy? SaidBusy(StaffId who, DateTimeOffset at) => WhoIsOn.Of(who).Busy is { } busy && busy.Until > at ? busy : null;

    /// <summary>How far they are behind with their patients; null if they have not said so lately.</summary>
    public Behind? SaidBehind(StaffId who, DateTimeOffset at) =>
        WhoIsOn.Of(who).Behind is { } behind && at < behind.Since + Behind.Lasts && IsToday(behind.Since, at) ? behind : null;

    /// <summary>Said so, or is in the room of another visit: a new request joins silently.</summary>
    public bool IsBusy(StaffId who, VisitId except, DateTimeOffset at) => SaidBusy(who, at) is not null || VisitOf(who, except) is not null;

    /// <summary>
    /// People on duty in a role: those who are on; where none has shown up yet today, all who are not off. Outside the opening times
    /// nobody is rung who is not on.
    /// </summary>
    public IEnumerable<Staff> OnDuty(Role role, DateTimeOffset at)
    {
        var all = Plan.Staff.Where(person => person.Role == role).ToList();
        if (WhoIsOn.People.Count == 0 && IsOpenAt(at))
            return all;
        var on = all.Where(person => IsOn(person.Id, at)).ToList();
        return on.Count > 0 || !IsOpenAt(at) ? on : all.Where(person => !IsOff(person.Id, at));
    }

    /// <summary>People of a role who can be named: all but those who are off.</summary>
    public IEnumerable<Staff> NotOff(Role role, DateTimeOffset at) => Plan.Staff.Where(person => person.Role == role && !IsOff(person.Id, at));

    /// <summary>Whoever covers this person now: today's word before the practice file's, and the cover's own cover if that one is off.</summary>
    public StaffId? CoverOf(StaffId who, DateTimeOffset at)
    {
        var passed = new HashSet<StaffId> { who };
        for (var cover = NamedCoverOf(who, at); cover is { } one && passed.Add(one); cover = NamedCoverOf(one, at))
        {
            if (Find(one) is not null && !IsOff(one, at))
                return one;
        }

        return null;
    }

    /// <summary>Today's word, else the practice file's, whether that person is on or not.</summary>
    public StaffId? NamedCoverOf(StaffId who, DateTimeOffset at) =>
        WhoIsOn.Of(who).Covered is { } covered && IsToday(covered.Since, at) ? covered.By : Find(who)?.Cover;

    /// <summary>True if the next of a chain of covers would be somebody who is in it already.</summary>
    public bool WouldGoInACircle(StaffId covered, StaffId by, DateTimeOffset at)
    {
        var passed = new HashSet<StaffId> { covered };
        for (StaffId? next = by; next is { } one; next = NamedCoverOf(one, at))
        {
            if (!passed.Add(one))
                return true;
        }

        return false;
    }

    /// <summary>True within the opening times; always where the site has none.</summary>
    public bool IsOpenAt(DateTimeOffset at)
    {
        if (Plan.Opening.Days.Count == 0)
            return true;
        var local = TimeZoneInfo.ConvertTime(at, Plan.Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        return Plan.Opening.Days.TryGetValue(local.DayOfWeek, out var hours) && time >= hours.Opens && time < hours.Closes;
    }

    /// <summary>
    /// True if a request that joined silently may ring now: its owner is free, is on the way to no other room, has no other request that
    /// rang and is not answered, and this one is the oldest of those that wait for them.
    /// </summary>
    public bool MayRing(Ask silent, VisitId visit, DateTimeOffset at)
    {
        if (IsBusy(silent.Who, visit, at))
            return false;
        foreach (var other in Open)
        {
            if (other.Id == visit)
                continue;
            if (other.State is Coming { Handoff: ToTheRoom, Who: var coming } && coming == silent.Who)
                return false;
            if (other.State is Waiting { Handoff: ToTheRoom waiting } && waiting.AskOf(silent.Who) is { Cant: false } ask && (!ask.IsSilent || IsOlder(ask, other.Id, silent, visit)))
                return false;
        }

        return true;
    }

    private static bool IsOlder(Ask one, VisitId in1, Ask other, VisitId in2) =>
        one.At != other.At ? one.At < other.At : string.CompareOrdinal(in1.Value, in2.Value) < 0;

    private bool IsToday(DateTimeOffset said, DateTimeOffset at) => Report.DayOf(said, Plan.Zone) == Report.DayOf(at, Plan.Zone);
}
