using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Outbound;

/// <summary>
/// How the bot stands with Slack. What it refuses is logged once, until it takes the same again, and not at every card. Safe to use from
/// many threads.
/// </summary>
internal sealed partial class Standing(TimeProvider clock, ILogger<Standing> log)
{
    /// <summary>What Slack refuses where no call of the bot's can succeed.</summary>
    public const string Token = "bot token";

    /// <summary>Socket Mode is switched off in the app's settings.</summary>
    public const string Off = "link_disabled";

    /// <summary>The app was taken out of the workspace.</summary>
    public const string Gone = "removed_from_workspace";

    /// <summary>After a refusal that somebody must mend, nothing more is tried for so long.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, string> refused = new(StringComparer.Ordinal);
    private long restsUntil;

    /// <summary>
    /// Why the bot cannot do its work in Slack until somebody mends the app: "chat.postMessage: missing_scope". Null while all is well.
    /// Never holds a token or a name.
    /// </summary>
    public string? Fault => refused
        .Where(one => SlackErrors.IsAboutTheApp(one.Value) || one.Value is Off or Gone)
        .Select(one => $"{one.Key}: {one.Value}")
        .FirstOrDefault();

    /// <summary>When the bot's token may be tried again; null while it is not refused.</summary>
    public DateTimeOffset? TokenRestsUntil
    {
        get
        {
            if (!refused.ContainsKey(Token))
                return null;
            var (until, now) = (new DateTimeOffset(Interlocked.Read(ref restsUntil), TimeSpan.Zero), clock.GetUtcNow());

            // The clock can be set back, where a day is played again: what then lies too far ahead never happened.
            return until > now && until <= now + Rest ? until : null;
        }
    }

    public void Refused(string what, string error, string pointer)
    {
        if (what == Token)
            Interlocked.Exchange(ref restsUntil, (clock.GetUtcNow() + Rest).UtcTicks);
        var isNew = refused.TryGetValue(what, out var before)
            ? before != error && refused.TryUpdate(what, error, before)
            : refused.TryAdd(what, error);
        if (isNew)
            Refuses(what, error, pointer);
    }

    public void Accepted(string what)
    {
        if (!refused.IsEmpty && refused.TryRemove(what, out _))
            AcceptsAgain(what);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Slack refuses {What}: {Error} {Pointer}")]
    private partial void Refuses(string what, string error, string pointer);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack takes {What} again")]
    private partial void AcceptsAgain(string what);
}
