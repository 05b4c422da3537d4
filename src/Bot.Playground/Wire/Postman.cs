using System.Text.Json.Nodes;
using System.Threading.Channels;
using Bot.Playground.World;
using Microsoft.Extensions.Hosting;

namespace Bot.Playground.Wire;

/// <summary>Takes typed lines to the bot, in order, and waits with them while the bot is silent.
/// At the start, and after starting over, the bot is first told where it is installed.</summary>
internal sealed class Postman(Tenant tenant, Chats chats, Activities activities, BotLine line, IHostApplicationLifetime life) : BackgroundService
{
    private readonly Channel<Letter> letters = Channel.CreateUnbounded<Letter>();

    /// <param name="Line">The message whose delivery this is; null: nobody sees it.</param>
    private sealed record Letter(JsonObject Activity, string? Line);

    /// <summary>How long a line waits before it is tried again, in real time.</summary>
    public TimeSpan BetweenTries { get; set; } = TimeSpan.FromSeconds(2);

    public void Take(Place place, PlaygroundPerson from, Message said) => letters.Writer.TryWrite(new Letter(activities.Line(place, from, said), said.Id));

    public void Take(JsonObject activity) => letters.Writer.TryWrite(new Letter(activity, null));

    public void TellInstalled()
    {
        // Somebody has to have added the bot; an empty channel has nobody.
        foreach (var activity in tenant.Places.Where(place => place.Members.Count > 0).SelectMany(activities.Installed))
            Take(activity);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The bot may well be in this very process, and answers only once the server listens.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = life.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);

        TellInstalled();
        await foreach (var letter in letters.Reader.ReadAllAsync(stoppingToken))
            await DeliverAsync(letter, stoppingToken);
    }

    private async Task DeliverAsync(Letter letter, CancellationToken ct)
    {
        // A line that was swept away by starting over is not sent any more.
        while (letter.Line is null || chats.Find(letter.Line) is not null)
        {
            if (await line.SendAsync(letter.Activity, ct) is BotAnswer.Answered answered)
            {
                if (letter.Line is not null)
                    chats.Mark(letter.Line, answered.IsGood ? Delivery.Sent : Delivery.Failed);
                return;
            }

            await Task.Delay(BetweenTries, TimeProvider.System, ct);
        }
    }
}
