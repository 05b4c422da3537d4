namespace Bot.Slack;

/// <summary>The practice's Slack app. A class and no record: its text form must not print the secrets.</summary>
public sealed class SlackOptions
{
    private const string SlackApi = "https://slack.com/api/";
    private const int MostSockets = 10;

    /// <summary>Proves that a request comes from Slack. With it the bot listens on /slack/…; this or <see cref="AppToken"/>, or both.</summary>
    public string SigningSecret { get; set; } = "";

    /// <summary>What the bot posts with; begins with "xoxb-".</summary>
    public string BotToken { get; set; } = "";

    /// <summary>What Socket Mode is opened with, where Slack cannot reach the bot; begins with "xapp-".</summary>
    public string AppToken { get; set; } = "";

    /// <summary>Another Web API than Slack's, on loopback only. Empty: https://slack.com/api/.</summary>
    public string ApiUrl { get; set; } = "";

    /// <summary>Sockets that stand open at a time, 1 to 10, so that one being renewed leaves no gap.</summary>
    public int SocketConnections { get; set; } = 2;

    /// <summary>How often Slack lets the bot speak.</summary>
    public SlackRateLimits Limits { get; } = new();

    /// <summary>Real time that one call may take, from connecting to the last byte.</summary>
    internal TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Real time after which Slack is answered though nothing is saved yet: it gives up after 3 s.</summary>
    internal TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Real time between two attempts at an answer; doubles with each.</summary>
    internal TimeSpan AnswerRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Real time before a socket is opened again that failed; doubles with each failure, up to 30 times as long.</summary>
    internal TimeSpan SocketRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Real time before a socket is opened again after Slack has switched Socket Mode off.</summary>
    internal TimeSpan SocketSlowRetry { get; set; } = TimeSpan.FromMinutes(1);

    internal bool ListensOnHttp => SigningSecret.Length > 0;

    internal bool ListensOnSockets => AppToken.Length > 0;

    /// <summary>With the slash at its end, so that a method's name can follow.</summary>
    internal Uri ApiRoot => new(ApiUrl.Length > 0 ? ApiUrl.TrimEnd('/') + "/" : SlackApi);

    /// <summary>One sentence per missing or contradictory setting, naming the key and the fix; empty if all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (SigningSecret.Length == 0 && AppToken.Length == 0)
            faults.Add("Slack:SigningSecret is missing: set it to the app's signing secret, or set Slack:AppToken for Socket Mode.");
        else if (!IsPlain(SigningSecret))
            faults.Add("Slack:SigningSecret holds a space or a letter that no secret has: copy it anew from the app's Basic Information.");

        if (BotToken.Length == 0)
            faults.Add("Slack:BotToken is missing: set it to the app's bot token, which begins with xoxb-.");
        else
            RequireToken(faults, "BotToken", BotToken, "xoxb-");
        if (AppToken.Length > 0)
            RequireToken(faults, "AppToken", AppToken, "xapp-");

        if (ApiUrl.Length > 0 && !IsLoopback(ApiUrl))
            faults.Add("Slack:ApiUrl is not on this machine: remove it for Slack's own, or use a loopback address such as http://127.0.0.1:4620/api/.");
        if (SocketConnections is < 1 or > MostSockets)
            faults.Add($"Slack:SocketConnections is out of bounds: set it to 1 to {MostSockets}.");
        foreach (var (key, calls) in Limits.All())
        {
            if (calls < 0)
                faults.Add($"Slack:Limits:{key} is negative: set a number of calls a minute, or 0 to switch the limit off.");
        }
        return faults;
    }

    private static void RequireToken(List<string> faults, string key, string token, string prefix)
    {
        if (!token.StartsWith(prefix, StringComparison.Ordinal) || !IsPlain(token))
            faults.Add($"Slack:{key} is no such token: set it to the one that begins with {prefix}.");
    }

    private static bool IsPlain(string secret) => secret.All(c => c is > ' ' and <= '~');

    private static bool IsLoopback(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { IsLoopback: true, UserInfo: "", Query: "", Fragment: "" }
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
