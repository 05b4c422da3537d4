using System.Diagnostics;
using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Slack.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Socket;

/// <summary>
/// Keeps so many sockets open to Slack, where it cannot reach the bot: each replaced before it is closed, and reopened with growing
/// patience when it fails. A token that Slack refuses ends it, with an error; a restart begins anew.
/// </summary>
/// <remarks>https://docs.slack.dev/apis/events-api/using-socket-mode</remarks>
internal sealed partial class SocketMode(SlackApi api, Ear ear, Standing standing, SlackOptions options, ILogger<SocketMode> log) : BackgroundService
{
    private const string What = "Socket Mode";
    private const int LongestRetry = 30;

    // A socket that ends sooner has not really stood.
    private static readonly TimeSpan Stood = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.ListensOnSockets
        ? Task.WhenAll(Enumerable.Range(0, options.SocketConnections).Select(_ => KeepOneOpenAsync(stoppingToken)))
        : Task.CompletedTask;

    private async Task KeepOneOpenAsync(CancellationToken stopping)
    {
        await Task.Yield();
        SocketSession? current = null;
        var failures = 0;
        try
        {
            while (await OpenAsync(stopping) is var (next, isFinal))
            {
                if (isFinal)
                    return;
                if (next is null)
                {
                    await WaitAsync(++failures, stopping);
                    continue;
                }

                // Only now may the one before go.
                await RetireAsync(current);
                current = next;
                var since = Stopwatch.GetTimestamp();
                var end = await current.End.WaitAsync(stopping);
                failures = Stopwatch.GetElapsedTime(since) < Stood ? failures + 1 : 0;
                if (end == SessionEnd.NeedsSuccessor)
                    continue;

                await RetireAsync(current);
                current = null;
                if (end == SessionEnd.SwitchedOff)
                {
                    standing.Refused(What, Standing.Off, "");
                    await Task.Delay(options.SocketSlowRetry, TimeProvider.System, stopping);
                }
                else
                {
                    await WaitAsync(failures, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            await RetireAsync(current);
        }
    }

    /// <summary>A session that has said hello; or null, to be tried again unless that is final.</summary>
    private async Task<(SocketSession? Session, bool IsFinal)> OpenAsync(CancellationToken stopping)
    {
        try
        {
            var session = await ConnectAsync(stopping);
            standing.Accepted(What);
            return (session, false);
        }
        catch (ChannelException fault)
        {
            var isFinal = fault.InnerException is SlackApiException refused && SlackErrors.IsAboutTheApp(refused.Error);
            if (isFinal)
                Stops(fault.Message);
            else
                NotOpened(fault.Message);
            return (null, isFinal);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            NotOpened(fault.GetType().Name);
            return (null, false);
        }
    }

    private async Task<SocketSession> ConnectAsync(CancellationToken stopping)
    {
        var url = await api.OpenSocketAsync(stopping);
        if (!IsSafe(url, out var safe))
            throw new ChannelException(ChannelTrouble.Later, "apps.connections.open: no safe address");

        var link = new SocketLink();
        var session = new SocketSession(link, ear, api, log);
        try
        {
            using var timeout = new CancellationTokenSource(options.CallTimeout, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
            await link.OpenAsync(safe, either.Token);
            session.Start();
            await session.Hello.WaitAsync(either.Token);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private bool IsSafe(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!)
        && (url.Scheme == Uri.UriSchemeWss || (options.ApiUrl.Length > 0 && url.Scheme == Uri.UriSchemeWs && url.IsLoopback));

    private static Task RetireAsync(SocketSession? session) => session?.RetireAsync() ?? Task.CompletedTask;

    // Never two alike: what broke one socket broke others too, and they must not all come back at once.
    private Task WaitAsync(int failures, CancellationToken stopping)
    {
        var longest = options.SocketRetry * Math.Min(LongestRetry, Math.Pow(2, Math.Min(failures, 10)));
        return Task.Delay(longest * (0.5 + (Random.Shared.NextDouble() / 2)), TimeProvider.System, stopping);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A socket to Slack was not opened: {Reason}")]
    private partial void NotOpened(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Socket Mode stops, since Slack refuses the app token: {Reason}")]
    private partial void Stops(string reason);
}
