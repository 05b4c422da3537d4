namespace Bot.Clinic;

/// <summary>What somebody has said about their day at one site, or a lead for them. What has run out counts no more, and nobody has to take it back.</summary>
public sealed record Presence
{
    public static readonly Presence Unsaid = new();

    /// <summary>On or off; null if neither was ever said.</summary>
    public Duty? Duty { get; init; }

    /// <summary>Not now, until a time; null if never said.</summary>
    public Busy? Busy { get; init; }

    /// <summary>Late with their patients; null if never said.</summary>
    public Behind? Behind { get; init; }

    /// <summary>Whoever covers them; null if nobody has said so.</summary>
    public Covered? Covered { get; init; }
}

/// <summary>On or off. Both are for the site's day on which they were said.</summary>
public sealed record Duty(bool IsOn, DateTimeOffset Since);

/// <summary>Busy or at lunch.</summary>
public sealed record Busy(DateTimeOffset Until, bool AtLunch)
{
    /// <summary>Minutes, where nobody says how long.</summary>
    public const int Usually = 20;

    /// <summary>Minutes of a lunch of which nobody says how long.</summary>
    public const int UsualLunch = 30;
}

/// <summary>A provider who is behind with their patients: givers tell the patient.</summary>
public sealed record Behind(int Minutes, DateTimeOffset Since)
{
    /// <summary>Minutes, where nobody says how many.</summary>
    public const int Usually = 15;

    /// <summary>Nobody is told for longer than this what may no longer be so.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(2);
}

/// <summary>Somebody covers for the day, before whoever the practice file names.</summary>
public sealed record Covered(StaffId By, DateTimeOffset Since);

/// <summary>What a desk has said of itself: free, or busy until a time.</summary>
/// <param name="Until">At or before <paramref name="Since"/>: free.</param>
/// <param name="IsHold">A short "hold", which the desk expects to end in time.</param>
/// <param name="By">The member, or the lead, who said it.</param>
public sealed record Counter(DateTimeOffset Since, DateTimeOffset Until, bool IsHold, StaffId By)
{
    /// <summary>Minutes, where nobody says how long: a forgotten *busy* ends by itself.</summary>
    public const int Usually = 30;
}

/// <summary>Who is on at a site, and how its desks are: everything said today, by whom it concerns.</summary>
/// <remarks>A value: what is said next makes another.</remarks>
public sealed record WhoIsOn(IReadOnlyDictionary<StaffId, Presence> People, IReadOnlyDictionary<DeskId, Counter> Desks)
{
    /// <summary>Nobody has said anything: everyone may be there, and every desk may be free.</summary>
    public static readonly WhoIsOn Unsaid = new(new Dictionary<StaffId, Presence>(), new Dictionary<DeskId, Counter>());

    public Presence Of(StaffId who) => People.GetValueOrDefault(who, Presence.Unsaid);

    public WhoIsOn With(StaffId who, Presence said) => this with { People = new Dictionary<StaffId, Presence>(People) { [who] = said } };

    public WhoIsOn With(DeskId desk, Counter said) => this with { Desks = new Dictionary<DeskId, Counter>(Desks) { [desk] = said } };

    /// <summary>True if both say the same, as far as <paramref name="seen"/> shows it of a person.</summary>
    public bool IsSame(WhoIsOn other, Func<Presence, Presence> seen) =>
        People.Keys.Union(other.People.Keys).All(who => seen(Of(who)) == seen(other.Of(who)))
        && Desks.Keys.Union(other.Desks.Keys).All(desk => Desks.GetValueOrDefault(desk) == other.Desks.GetValueOrDefault(desk));
}
