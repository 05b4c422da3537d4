namespace Bot.Teams;

/// <summary>The hosts that may be given the bot's token. Asked before a token is even fetched.</summary>
/// <remarks>
/// trafficmanager.net is shared: anybody can own a name in it, so that one host is matched whole.
/// The list is Microsoft's own: OutboundHostValidator.cs in microsoft/Agents-for-net.
/// </remarks>
internal sealed class ServiceHosts(IEnumerable<string> configured)
{
    private static readonly string[] MicrosoftSuffixes = ["botframework.com", "teams.microsoft.com", "teams.microsoft.us"];
    private const string MicrosoftHost = "smba.trafficmanager.net";

    private readonly string[] entries = [.. configured];

    public bool Allow(string? serviceUrl) =>
        serviceUrl is not null && SafeUrl.TryParse(serviceUrl, out var url) && url.Query.Length == 0
        && (entries.Length == 0 ? IsMicrosoft(url) : entries.Any(entry => Matches(entry, url)));

    private static bool IsMicrosoft(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort
        && (Same(url.IdnHost, MicrosoftHost)
            || MicrosoftSuffixes.Any(suffix => Same(url.IdnHost, suffix)
                || url.IdnHost.EndsWith('.' + suffix, StringComparison.OrdinalIgnoreCase)));

    private static bool Matches(string entry, Uri url)
    {
        if (!entry.Contains("://", StringComparison.Ordinal))
            return url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && Same(url.IdnHost, entry);

        return SafeUrl.TryParse(entry, out var root)
            && root.Scheme == url.Scheme && Same(root.IdnHost, url.IdnHost) && root.Port == url.Port
            && (Trimmed(url) == Trimmed(root) || Trimmed(url).StartsWith(Trimmed(root) + '/', StringComparison.Ordinal));
    }

    private static string Trimmed(Uri url) => url.AbsolutePath.TrimEnd('/');

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
