using Bot.Clinic;
using Bot.Playground.Wire;

namespace Bot.Tests.Whole;

/// <summary>A room to which both providers are asked, and both accept in the same instant, each perhaps through another instance.</summary>
internal sealed class Contest(WholeBot bot, string room)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>How many have accepted, however often each: one, or something is wrong.</returns>
    public async Task<int> PlayAsync()
    {
        var maria = bot.Maria;
        await UntilAsync(() => maria.TypedAsync($"ready {room} provider"), () => bot.Saved.OpenIn(room) is { State: Waiting });
        var visit = bot.Saved.OpenIn(room)!.Id;
        await Task.WhenAll(AcceptAsync(bot.Lee, visit), AcceptAsync(bot.PhoneOf("asha.patel"), visit));
        var accepted = bot.Saved.Events(visit).Select(e => VisitJson.ReadEvent(e.Body.Span, e.By, e.At)).OfType<Accepted>().DistinctBy(e => e.By).Count();
        await UntilAsync(() => maria.TypedAsync($"left {room}"), () => bot.Saved.OpenIn(room) is null);
        return accepted;
    }

    // Until somebody is on the way: whoever comes second finds so.
    private async Task AcceptAsync(Phone who, VisitId visit)
    {
        // Who comes long after the other is not asked any more.
        var request = await Eventually.FindsAsync<BusyRoom.Glance>(
            () => who.Find("accept", visit.Value) is { } found ? new BusyRoom.Glance(found) : bot.Saved.OpenIn(room) is { State: Coming } ? new BusyRoom.Glance(null) : null,
            () => $"{who.Name} was never asked to room {room}.");
        if (request.Found is { } card)
            await UntilAsync(() => who.TappedAsync(card), () => bot.Saved.OpenIn(room) is { State: Coming });
    }

    private static async Task UntilAsync(Func<Task<BotAnswer>> does, Func<bool> isDone)
    {
        using var late = new CancellationTokenSource(Eventually.Ceiling, TimeProvider.System);
        while (await does() is not BotAnswer.Answered { IsGood: true } || !isDone())
        {
            Assert.False(late.IsCancellationRequested, "The bot takes nothing any more.");
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }
}
