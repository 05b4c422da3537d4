namespace Bot.Clinic;

/// <summary>The organisation: one Teams tenant, one Slack workspace, or both. Read from the practice file.</summary>
/// <param name="Name">Shown to nobody outside; for pages and logs of the start.</param>
public sealed record Practice(string Name, IReadOnlyList<SitePlan> Sites)
{
    /// <summary>The site, or null if the practice file no longer has it.</summary>
    public SitePlan? Find(SiteId id) => Sites.FirstOrDefault(site => site.Id == id);
}

/// <summary>One clinic location as the practice file describes it.</summary>
/// <param name="EmergencyNumber">What to dial, said in the first line of help; the bot itself is no alarm.</param>
/// <param name="Details">By chat ("teams", "slack"): false hides visit type and flags there.</param>
/// <param name="Channels">By chat: the conversation ids of the care team and the desks, where the file names them.</param>
public sealed record SitePlan(
    SiteId Id,
    string Name,
    TimeZoneInfo Zone,
    OpeningTimes Opening,
    IReadOnlyList<RoomId> Rooms,
    IReadOnlyList<Staff> Staff,
    IReadOnlyList<Desk> Desks,
    IReadOnlyList<VisitType> VisitTypes,
    Patience Patience,
    Manners Manners,
    string EmergencyNumber,
    IReadOnlyDictionary<string, bool> Details,
    IReadOnlyDictionary<string, ChannelIds> Channels)
{
    /// <summary>What patients call with a question after their visit, for the handout; empty if the file does not say.</summary>
    public string PatientNumber { get; init; } = "";

    /// <summary>Where the training video is, an https address; empty if the file does not say.</summary>
    public string TrainingVideo { get; init; } = "";

    /// <summary>Everything that may be asked of a desk, in the order of the file.</summary>
    public IEnumerable<Stop> Stops => Desks.SelectMany(desk => desk.Asks);

    public Staff? Find(StaffId id) => Staff.Find(id, static (person, id) => person.Id == id);

    public Desk? Find(DeskId id) => Desks.FirstOrDefault(desk => desk.Id == id);

    public Stop? Find(StopId id) => Stops.FirstOrDefault(stop => stop.Id == id);
}

/// <summary>A person who works at the site.</summary>
/// <param name="Name">"Dr. Sam Lee".</param>
/// <param name="Short">What cards say: "Dr. Lee"; the whole name for people without a title.</param>
/// <param name="Email">Lower case; empty if the file has none.</param>
/// <param name="TeamsId">aadObjectId; empty if the file has none.</param>
/// <param name="SlackId">Slack user id; empty if the file has none.</param>
/// <param name="Cover">Who is offered when this person can't come; null for nobody.</param>
/// <param name="UsesChat">False for someone who does not: no pings, no clock; the MA taps "is here".</param>
/// <param name="Discreet">Reads "Care team" in the room channel and on boards.</param>
public sealed record Staff(
    StaffId Id,
    string Name,
    string Short,
    Role Role,
    string Email,
    string TeamsId,
    string SlackId,
    StaffId? Cover,
    bool UsesChat,
    bool Discreet)
{
    /// <summary>"teams" or "slack": where somebody who has both is asked; empty for wherever they were last active.</summary>
    public string Chat { get; init; } = "";
}

/// <summary>A place to which a patient is walked.</summary>
/// <param name="Label">What people see; neutral where the desk's own name would tell too much.</param>
/// <param name="Members">Whoever staffs it.</param>
/// <param name="Interpreter">True if the desk may read whether an interpreter is needed.</param>
public sealed record Desk(
    DeskId Id,
    string Label,
    IReadOnlyList<StaffId> Members,
    IReadOnlyList<Stop> Asks,
    bool Discreet,
    bool Interpreter);

/// <summary>One thing that may be asked of a desk.</summary>
/// <param name="Title">"Next visit in 2 weeks".</param>
/// <param name="Say">The words for the patient's ears: "next visit in 2 weeks".</param>
/// <param name="Usual">True if it is offered with *Visit done*; else only under *Other stop…*.</param>
public sealed record Stop(StopId Id, DeskId Desk, string Title, string Say, bool Usual);

/// <summary>A kind of visit that may be picked, such as "Follow-up visit".</summary>
public sealed record VisitType(string Id, string Title);

/// <summary>How long each step may wait, in minutes; 0 switches a step off.</summary>
public sealed record Patience(
    int Reminder = 3,
    int NoAnswer = 6,
    int Lead = 10,
    int LeadAfterLapse = 4,
    int OnMyWay = 3,
    int Grace = 3,
    int Desk = 2,
    int Ready = 10,
    int Together = 15,
    int With = 60,
    int Away = 30,
    int Walk = 10,
    int Closing = 5);

/// <summary>How the bot behaves at a site.</summary>
/// <param name="CoverAsksItself">`cover: auto`: a cover is asked without the giver's tap.</param>
/// <param name="BedsideBoxes">`bedside: ticks`: the list has boxes, for training and audits.</param>
/// <param name="PushGeneric">`push: generic`: lock screens do not even show the room.</param>
/// <param name="Returns">`wait: return`: MAs step out and are called back unless they say otherwise.</param>
public sealed record Manners(bool CoverAsksItself, bool BedsideBoxes, bool PushGeneric, bool Returns)
{
    /// <summary>`digest`: when the leads get the numbers of the days before.</summary>
    public Digest Digest { get; init; } = Digest.Daily;
}

/// <summary>The conversation ids of one chat that the practice file names. Empty texts are not there.</summary>
public sealed record ChannelIds(string CareTeam, IReadOnlyDictionary<DeskId, string> Desks);

/// <summary>When the site is open, by weekday, in its own time zone. A day without an entry is closed.</summary>
public sealed record OpeningTimes(IReadOnlyDictionary<DayOfWeek, Hours> Days)
{
    /// <summary>The first closing after <paramref name="at"/> (exclusive); 24 hours later if the site never closes.</summary>
    public DateTimeOffset NextClosing(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        for (var i = 0; i <= 7; i++)
        {
            if (Days.TryGetValue(day.AddDays(i).DayOfWeek, out var hours))
            {
                var closing = InZone(day.AddDays(i).ToDateTime(hours.Closes), zone);
                if (closing > at)
                    return closing;
            }
        }

        return at.AddHours(24);
    }

    /// <summary>The last day before <paramref name="day"/> on which the site is open: that weekday a week ago, if no other is.</summary>
    public DateOnly LastOpenDayBefore(DateOnly day)
    {
        for (var i = 1; i <= 7; i++)
        {
            if (Days.ContainsKey(day.AddDays(-i).DayOfWeek))
                return day.AddDays(-i);
        }

        return day.AddDays(-1);
    }

    // A closing time that the clocks skip in spring is taken an hour later; one that comes twice in autumn, the second time.
    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}

/// <summary>From opening (inclusive) to closing (exclusive), local time.</summary>
public sealed record Hours(TimeOnly Opens, TimeOnly Closes);
