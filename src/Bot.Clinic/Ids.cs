namespace Bot.Clinic;

/// <summary>One patient's stay in one room. Ten letters and digits, drawn at random: it says nothing about the patient.</summary>
public readonly record struct VisitId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One clinic location, as named in the practice file.</summary>
public readonly record struct SiteId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An exam room of a site, as its door says.</summary>
public readonly record struct RoomId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A member of staff, as named in the practice file.</summary>
public readonly record struct StaffId(string Value)
{
    /// <summary>The bot's own clock, where an event was nobody's step.</summary>
    public static readonly StaffId Clock = new("clock");

    public override string ToString() => Value;
}

/// <summary>A place to which a patient is walked: scheduling, billing, lab, referrals.</summary>
public readonly record struct DeskId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One thing that may be asked of a desk: "next visit in 2 weeks".</summary>
public readonly record struct StopId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A role play, as its file is named: "ma-to-provider".</summary>
public readonly record struct ScenarioId(string Value)
{
    public override string ToString() => Value;
}
