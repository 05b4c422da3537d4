using Bot.Clinic;

namespace Bot.App;

/// <summary>Reads what was saved: open visits, links, places, who could not be reached, and who is on. Then all open visits are looked at once.</summary>
internal sealed class Awakening(IVisitStore store, OpenVisits open, People people, Places places, Unreachable unreachable, Today today, PageLinks links, Painter painter, Bell bell) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await people.LoadAsync(cancellationToken);
        await places.LoadAsync(cancellationToken);
        await unreachable.LoadAsync(cancellationToken);
        await today.LoadAsync(cancellationToken);
        await links.LoadAsync(cancellationToken);
        await open.LoadAsync(store, cancellationToken);
        await painter.WakeAsync(cancellationToken);
        foreach (var visit in open.All)
            bell.Ring(visit.Id);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
