using Bot.Clinic;

namespace Bot.App;

/// <summary>Reads what was saved: open visits, links, places, who could not be reached, who is on, whom leads have added, what they have decided, and the training. Then all open visits are looked at once.</summary>
internal sealed class Awakening(
    IVisitStore store, OpenVisits open, Sharing sharing, People people, Places places, Unreachable unreachable, LeadTold told, Today today, Doorstep doorstep, Decided decided, TrainingPlans training, PageLinks links,
    Painter painter, Bell bell) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await people.LoadAsync(cancellationToken);
        await places.LoadAsync(cancellationToken);
        await unreachable.LoadAsync(cancellationToken);
        await told.LoadAsync(cancellationToken);
        await today.LoadAsync(cancellationToken);
        await doorstep.LoadAsync(cancellationToken);
        await decided.LoadAsync(cancellationToken);
        await training.LoadAsync(cancellationToken);
        await links.LoadAsync(cancellationToken);
        await open.LoadAsync(store, cancellationToken);
        await painter.WakeAsync(cancellationToken);

        // Where others are awake, each visit has been looked after by somebody: what is due tells who was not.
        foreach (var visit in sharing.IsShared ? [] : open.All)
            bell.Ring(visit.Id);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
