using Bot.Clinic;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Outbound;

/// <summary>The one workspace that the bot serves, and its own name there: asked at start, until Slack answers.</summary>
internal sealed partial class Workspace(SlackApi api, Standing standing, SlackOptions options, ILogger<Workspace> log) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private volatile Own? own;
    private Task<Own>? asking;

    /// <summary>Throws <see cref="ChannelException"/> while Slack does not say.</summary>
    public ValueTask<Own> OwnAsync(CancellationToken ct) => own is { } known ? new(known) : new(AskAsync().WaitAsync(ct));

    /// <summary>The app was removed: whatever comes in goes on being refused by Slack until somebody installs it again.</summary>
    public void Removed(string happened)
    {
        WasRemoved(happened);
        standing.Refused(happened, Standing.Gone, "");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = options.AnswerRetry; own is null; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await OwnAsync(stoppingToken);
            }
            catch (ChannelException fault)
            {
                if (fault.IsNews)
                    NotTold(fault.Trouble, fault.Message);
                await Task.Delay(wait, TimeProvider.System, stoppingToken);
            }
        }
    }

    // However many wait for it, Slack is asked once at a time.
    private Task<Own> AskAsync()
    {
        lock (gate)
            return asking is null or { IsFaulted: true } or { IsCanceled: true } ? asking = FetchAsync() : asking;
    }

    private async Task<Own> FetchAsync()
    {
        var answer = await api.AuthTestAsync(CancellationToken.None);
        if (answer.Team.Length == 0 || answer.User.Length == 0)
            throw new ChannelException(ChannelTrouble.Later, "auth.test: an answer without a workspace");
        own = answer;
        Serves(answer.Team);
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The bot serves the Slack workspace {Team}")]
    private partial void Serves(string team);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not say which workspace the bot serves: {Trouble}, {Reason}")]
    private partial void NotTold(ChannelTrouble trouble, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The app was taken out of the Slack workspace, or its token was: {Event}")]
    private partial void WasRemoved(string @event);
}
