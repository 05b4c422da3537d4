namespace Bot.Clinic;

/// <summary>A site as it is now: its people, and who is in which room.</summary>
/// <param name="Open">All open visits of the site.</param>
/// <param name="RunningSince">When the bot started: a step whose time passed before does not buzz.</param>
/// <param name="Unreachable">People whom no message reaches at present.</param>
/// <param name="LeadToldAbout">When the lead was last told about somebody, across visits.</param>
public sealed partial record Site(
    SitePlan Plan,
    IReadOnlyCollection<Visit> Open,
    DateTimeOffset RunningSince,
    IReadOnlySet<StaffId> Unreachable,
    IReadOnlyDictionary<StaffId, DateTimeOffset> LeadToldAbout)
{
    /// <summary>What the site has decided and counts now; null where nothing is decided: then everything is offered.</summary>
    public SiteDecisions? Decisions { get; init; }

    /// <summary>The person, or null if they are no longer in the practice file.</summary>
    public Staff? Find(StaffId id) => Plan.Find(id);

    /// <summary>"Dr. Lee"; "Former staff" for someone who is no longer in the practice file.</summary>
    public string NameOf(StaffId id) => Find(id)?.Short ?? "Former staff";

    /// <summary>The other visit in whose room this person is now; null if in none. Coming in elsewhere ends being in a room.</summary>
    public Visit? VisitOf(StaffId who, VisitId except)
    {
        Visit? latest = null;
        foreach (var visit in Open)
        {
            if (visit.CameAt(who) is { } at && (latest is null || at > latest.CameAt(who)))
                latest = visit;
        }

        return latest is not null && latest.Id != except && latest.InTheRoom == who ? latest : null;
    }

    public bool RoomIsOpen(RoomId room, VisitId except) => Open.Any(visit => visit.Room == room && visit.Id != except);
}
