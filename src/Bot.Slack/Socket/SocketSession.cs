using System.Net.WebSockets;
using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Slack.Outbound;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Socket;

/// <summary>How a session comes to its end.</summary>
internal enum SessionEnd
{
    /// <summary>Slack will close it soon: another is to be opened first, and this one reads on meanwhile.</summary>
    NeedsSuccessor,

    /// <summary>It closed or broke.</summary>
    Lost,

    /// <summary>Somebody switched Socket Mode off.</summary>
    SwitchedOff,
}

/// <summary>One socket from its hello to its close. Each envelope is acknowledged once what it asks is on disk, in whatever order that comes.</summary>
internal sealed partial class SocketSession(SocketLink link, Ear ear, SlackApi api, ILogger log) : IDisposable
{
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SessionEnd> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<Task> underway = [];
    private Task reading = Task.CompletedTask;

    /// <summary>Completes with the hello, or fails if the socket ends before it.</summary>
    public Task Hello => hello.Task;

    public Task<SessionEnd> End => end.Task;

    public void Start() => reading = ReadAsync();

    /// <summary>Lets what is underway be acknowledged, then closes.</summary>
    public async Task RetireAsync()
    {
        Task[] last;
        lock (gate)
            last = [.. underway];
        await EndsSoonAsync(Task.WhenAll(last));
        await link.CloseAsync();
        await EndsSoonAsync(reading);
        Dispose();
    }

    public void Dispose() => link.Dispose();

    private async Task ReadAsync()
    {
        try
        {
            while (await link.ReceiveAsync(CancellationToken.None) is { } message)
                Take(message);
        }
        catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // It broke, or was closed on our side.
        }
        hello.TrySetException(new WebSocketException("The socket ended before its hello."));
        end.TrySetResult(SessionEnd.Lost);
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        switch (message.IsEmpty ? new Envelope.Unknown() : Envelope.Read(message))
        {
            case Envelope.Hello:
                hello.TrySetResult();
                break;
            case Envelope.Disconnect { Reason: Standing.Off }:
                end.TrySetResult(SessionEnd.SwitchedOff);
                break;
            case Envelope.Disconnect { Reason: var reason }:
                WillClose(HeardReader.IsId(reason) ? reason : "unknown");
                end.TrySetResult(SessionEnd.NeedsSuccessor);
                break;
            case Envelope.Carrying carrying:
                Keep(HandleAsync(carrying));
                break;
            default:
                NotRead();
                break;
        }
    }

    private void Keep(Task handling)
    {
        lock (gate)
        {
            underway.RemoveAll(task => task.IsCompleted);
            underway.Add(handling);
        }
    }

    private async Task HandleAsync(Envelope.Carrying envelope)
    {
        // One that takes long must not keep the next from being read.
        await Task.Yield();
        var reply = Reply.Ours;
        if (envelope.Heard is { } heard)
            reply = await ear.HearAsync(heard, envelope.Attempt);
        else
            NotRead();
        if (reply is Reply.TryAgain)
            return;

        var body = reply as Reply.Body;
        try
        {
            await link.SendAsync(
                Envelope.Acknowledge(envelope.Id, envelope.TakesPayload && body is not null ? body.Json : default), CancellationToken.None);
            if (!envelope.TakesPayload && body is { ResponseUrl.Length: > 0 })
                await api.RespondAsync(body.ResponseUrl, body.Json, CancellationToken.None);
        }
        catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException or ChannelException)
        {
            // Slack sends it again through another socket, and gets the same reply.
            NotAcknowledged();
        }
    }

    private static async Task EndsSoonAsync(Task task)
    {
        try
        {
            await task.WaitAsync(FinishWithin, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // It is not waited for any longer.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack will close a socket: {Reason}")]
    private partial void WillClose(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "A message of a socket could not be read")]
    private partial void NotRead();

    [LoggerMessage(Level = LogLevel.Information, Message = "An envelope could not be acknowledged; Slack sends it again")]
    private partial void NotAcknowledged();
}
