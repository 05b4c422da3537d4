using Bot.Clinic;

namespace Bot.App;

/// <summary>The playground's "start over": open visits end as opened by mistake, through the same door as everything else.</summary>
internal sealed class StartingOver(Visits visits, OpenVisits open, Sites sites, Practising practising, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await practising.EndAllAsync(ct);
        foreach (var visit in open.All.ToList())
        {
            if (sites.Find(visit.Site)?.Plan.Staff.FirstOrDefault(one => one.Role.RunsVisits()) is { } somebody)
                await visits.HandleAsync(visit.Id, new Leave(Mistake: true, somebody.Id, clock.GetUtcNow()), Origin.Clock, ct);
        }
    }
}
