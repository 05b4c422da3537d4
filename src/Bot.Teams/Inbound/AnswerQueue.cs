using System.Threading.Channels;
using Bot.Clinic;
using Bot.Teams.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Teams.Inbound;

/// <summary>An answer that has no HTTP response to travel in.</summary>
/// <param name="Conversation">With its thread, so that the answer stands where the question was.</param>
/// <param name="Replaces">The message whose card the answer is; null for a new message.</param>
internal sealed record LateAnswer(string ServiceUrl, string Conversation, MessageId? Replaces, Answer Answer);

/// <summary>
/// Sends the answers to typed lines. They are a courtesy: tried a few times, dropped with a log line, and lost with the process; every
/// card that must be true is kept so by others.
/// </summary>
internal sealed partial class AnswerQueue(
    Connector connector,
    OutgoingMessage messages,
    Turns turns,
    TeamsOptions options,
    TimeProvider clock,
    ILogger<AnswerQueue> log) : BackgroundService
{
    private const int Room = 1000;
    private const int Senders = 8;
    private const int Attempts = 4;

    // An answer that comes later than this answers nobody.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Channel<LateAnswer> waiting = Channel.CreateBounded<LateAnswer>(Room);

    public void Add(LateAnswer answer)
    {
        if (answer.Answer is not { Card: null, Sentence: "" } && !waiting.Writer.TryWrite(answer))
            Dropped("too many answers are waiting");
    }

    // Several, so that one slow conversation does not keep the others waiting.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAllAsync(stoppingToken)));

    private async Task SendAllAsync(CancellationToken ct)
    {
        await foreach (var answer in waiting.Reader.ReadAllAsync(ct))
        {
            try
            {
                await SendAsync(answer, ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Dropped(fault is ChannelException ? fault.Message : fault.GetType().Name);
            }
        }
    }

    private async Task SendAsync(LateAnswer answer, CancellationToken ct)
    {
        // The answer to one's own line never buzzes.
        var content = answer.Answer.Card is { } face ? messages.Card(face, rings: false) : OutgoingMessage.Text(answer.Answer.Sentence);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryAsync(answer, content, ct);
                return;
            }
            catch (ChannelException fault) when (fault.Trouble is ChannelTrouble.Later or ChannelTrouble.Unsure && attempt < Attempts)
            {
                // Rate limits run by the settable clock, a chat that is down by the real one.
                var wait = fault.RetryAt - clock.GetUtcNow();
                if (wait > LongestWait)
                    throw;
                if (wait is { } limited)
                    await Task.Delay(limited > TimeSpan.Zero ? limited : TimeSpan.Zero, clock, ct);
                else
                    await Task.Delay(options.AnswerRetry * (1 << (attempt - 1)), TimeProvider.System, ct);
            }
        }
    }

    private Task<MessageId> TryAsync(LateAnswer answer, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        answer is { Replaces: { } message, Answer.Card: not null }
            ? turns.TakeAsync(answer.Conversation, HttpMethod.Put, async () =>
            {
                await connector.UpdateAsync(answer.ServiceUrl, message, content, ct);
                return message;
            }, ct)
            : turns.TakeAsync(
                answer.Conversation, HttpMethod.Post, () => connector.SendAsync(answer.ServiceUrl, answer.Conversation, content, ct), ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer to a typed line was dropped: {Reason}")]
    private partial void Dropped(string reason);
}
