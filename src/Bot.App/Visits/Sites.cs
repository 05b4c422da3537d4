using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>The practice as its file says now, and each site as it is at this moment.</summary>
internal sealed class Sites(Practice practice, OpenVisits open, Today today, TimeProvider clock)
{
    private readonly DateTimeOffset runningSince = clock.GetUtcNow();
    private readonly ConcurrentDictionary<StaffId, DateTimeOffset> leadToldAbout = new();
    private readonly ConcurrentDictionary<StaffId, bool> unreachable = new();
    private volatile StaffList staff = new(practice);

    public Practice Practice => staff.Practice;

    public StaffList Staff => staff;

    public void Replace(Practice next) => staff = new StaffList(next);

    /// <summary>The site now; a site that left the practice file keeps its last plan until its visits end.</summary>
    public Site? Find(SiteId id) => Practice.Find(id) is { } plan
        ? new Site(plan, open.Of(id), runningSince, Unreachable, leadToldAbout) { WhoIsOn = today.Of(id) }
        : null;

    /// <summary>The sites at which somebody works.</summary>
    public IReadOnlyList<SitePlan> Of(StaffId who) => staff.SitesOf(who);

    /// <summary>Those sites as they are now.</summary>
    public IReadOnlyList<Site> NowOf(StaffId who) => [.. Of(who).Select(plan => Find(plan.Id)).OfType<Site>()];

    public IReadOnlySet<StaffId> Unreachable => unreachable.IsEmpty ? Nobody : unreachable.Keys.ToHashSet();

    private static readonly IReadOnlySet<StaffId> Nobody = new HashSet<StaffId>();

    /// <summary>True if that was news.</summary>
    public bool Lost(StaffId who) => unreachable.TryAdd(who, true);

    /// <summary>True if that was news.</summary>
    public bool Found(StaffId who) => unreachable.TryRemove(who, out _);

    /// <summary>Remembers that the lead was told about these people, so that no second buzz follows within half an hour.</summary>
    public void LeadTold(IEnumerable<StaffId> about, DateTimeOffset at)
    {
        foreach (var who in about)
            leadToldAbout[who] = at;
    }
}
