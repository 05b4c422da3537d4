using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Clinic;

namespace Bot.App;

/// <summary>The practice as its file says now, and each site as it is at this moment.</summary>
internal sealed class Sites(Practice practice, OpenVisits open, Today today, Decided decided, TimeProvider clock)
{
    private readonly DateTimeOffset runningSince = clock.GetUtcNow();
    private readonly ConcurrentDictionary<StaffId, DateTimeOffset> leadToldAbout = new();
    private readonly Lock gate = new();
    private IReadOnlyCollection<KeyValuePair<StaffId, Newcomer>> newcomers = [];
    private ImmutableHashSet<StaffId> unreachable = [];
    private volatile Roll roll = new(practice, new StaffList(practice), DateTimeOffset.MaxValue);

    /// <summary>The practice file alone, without those whom leads have added.</summary>
    public Practice File => roll.File;

    public Practice Practice => Staff.Practice;

    /// <summary>Everyone of the practice at this moment: whoever was added for a day is gone when it ends.</summary>
    public StaffList Staff => roll is var called && clock.GetUtcNow() < called.Ends ? called.Staff : Renewed().Staff;

    public void Replace(Practice next)
    {
        lock (gate)
            roll = Called(next);
    }

    /// <summary>Takes up whom leads have added.</summary>
    public void Take(IEnumerable<KeyValuePair<StaffId, Newcomer>> added)
    {
        lock (gate)
        {
            newcomers = [.. added];
            roll = Called(roll.File);
        }
    }

    /// <summary>The site now; a site that left the practice file keeps its last plan until its visits end.</summary>
    public Site? Find(SiteId id)
    {
        if (Staff.Find(id) is not { } plan)
            return null;
        var all = decided.Of(id);
        var decisions = all.Latest is null ? null : all.On(Report.DayOf(clock.GetUtcNow(), plan.Zone));
        return new Site(plan.With(decisions), open.Of(id), runningSince, Unreachable, leadToldAbout) { WhoIsOn = today.Of(id), Decisions = decisions };
    }

    /// <summary>The sites at which somebody works.</summary>
    public IReadOnlyList<SitePlan> Of(StaffId who) => Staff.SitesOf(who);

    /// <summary>Those sites as they are now.</summary>
    public IReadOnlyList<Site> NowOf(StaffId who) => [.. Of(who).Select(plan => Find(plan.Id)).OfType<Site>()];

    /// <summary>As they are at this moment: the set itself never changes.</summary>
    public IReadOnlySet<StaffId> Unreachable => unreachable;

    /// <summary>True if that was news.</summary>
    public bool Lost(StaffId who) => ImmutableInterlocked.Update(ref unreachable, static (all, one) => all.Add(one), who);

    /// <summary>True if that was news.</summary>
    public bool Found(StaffId who) => ImmutableInterlocked.Update(ref unreachable, static (all, one) => all.Remove(one), who);

    /// <summary>Remembers that the lead was told about these people, so that no second buzz follows within half an hour.</summary>
    public void LeadTold(IEnumerable<StaffId> about, DateTimeOffset at)
    {
        foreach (var who in about)
            leadToldAbout[who] = at;
    }

    private Roll Renewed()
    {
        lock (gate)
            return roll = Called(roll.File);
    }

    private Roll Called(Practice file)
    {
        var now = clock.GetUtcNow();
        var ends = newcomers.Where(one => one.Value.IsAddedAt(now)).Min(one => one.Value.Until) ?? DateTimeOffset.MaxValue;
        return new Roll(file, new StaffList(file.With(newcomers, now)), ends);
    }

    private sealed record Roll(Practice File, StaffList Staff, DateTimeOffset Ends);
}
