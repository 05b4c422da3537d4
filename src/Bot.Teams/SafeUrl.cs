using System.Diagnostics.CodeAnalysis;

namespace Bot.Teams;

/// <summary>An address that secrets and tokens may travel to: https, or plain http that never leaves this machine.</summary>
internal static class SafeUrl
{
    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && IsSafe(url);

    public static bool IsSafe(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url is { UserInfo: "", Fragment: "" };
}
