using System.IO.Compression;

namespace Bot.App;

/// <summary>`package APP-ID BOT-HOST PRACTICE-URL [FILE]`: the zip that a Teams administrator uploads.</summary>
internal static class Package
{
    private const string Usage = "Usage: package APP-ID BOT-HOST PRACTICE-URL [handoff.zip]. Example: package 11111111-2222-3333-4444-555555555555 bot.example.org https://www.example.org";

    public static int Run(string[] args, TextWriter output)
    {
        if (args is not [var appId, var host, var url, .. var rest] || rest.Length > 1)
        {
            output.WriteLine(Usage);
            return 1;
        }

        if (!Guid.TryParse(appId, out var id) || Uri.CheckHostName(host) != UriHostNameType.Dns
            || !Uri.TryCreate(url, UriKind.Absolute, out var site) || site.Scheme != Uri.UriSchemeHttps)
        {
            output.WriteLine("APP-ID is a GUID, BOT-HOST a host name without https://, PRACTICE-URL an https address. " + Usage);
            return 1;
        }

        var manifest = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "manifest.json"))
            .Replace("{{TEAMS_APP_ID}}", id.ToString(), StringComparison.Ordinal)
            .Replace("{{BOT_HOST}}", host.ToLowerInvariant(), StringComparison.Ordinal)
            .Replace("{{PRACTICE_URL}}", url.TrimEnd('/'), StringComparison.Ordinal);
        var file = rest is [var named] ? named : "handoff.zip";
        using (var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create))
        {
            Write(zip, "manifest.json", System.Text.Encoding.UTF8.GetBytes(manifest));
            foreach (var icon in (string[])["color.png", "outline.png"])
                Write(zip, icon, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "teams", icon)));
        }

        output.WriteLine($"Wrote {file}. Upload it in the Teams admin center, under Teams apps, Manage apps.");
        return 0;
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(bytes);
    }
}
