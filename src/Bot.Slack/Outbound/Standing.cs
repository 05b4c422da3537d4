using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Outbound;

/// <summary>How the bot stands with Slack. What it refuses is logged once, until it takes the same again, and not at every card.</summary>
internal sealed partial class Standing(ILogger<Standing> log)
{
    private readonly ConcurrentDictionary<string, string> refused = new(StringComparer.Ordinal);

    /// <summary>
    /// Why the bot cannot do its work in Slack until somebody mends the app: "chat.postMessage: invalid_auth". Null while all is well.
    /// Never holds a token or a name.
    /// </summary>
    public string? Fault => refused
        .Where(one => SlackErrors.IsAboutTheApp(one.Value) || one.Value is Off or Gone)
        .Select(one => $"{one.Key}: {one.Value}")
        .FirstOrDefault();

    /// <summary>Socket Mode is switched off in the app's settings.</summary>
    public const string Off = "link_disabled";

    /// <summary>The app was taken out of the workspace.</summary>
    public const string Gone = "removed_from_workspace";

    public void Refused(string what, string error, string pointer)
    {
        if (refused.TryGetValue(what, out var before) && before == error)
            return;
        refused[what] = error;
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
