using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Bot.App;

/// <summary>The pages' own files, which are in the assembly, and the rules under which a browser shows the pages.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";

    private const string Rules =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The shapes of states, which a page holds so that they can be used by name.</summary>
    public static string Sprite { get; } = Text("sprite.svg");

    /// <summary>One of them as text, for what must hold all of itself.</summary>
    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(Read(name));

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var (name, type) in new[] { ("tokens.css", "text/css"), ("board.css", "text/css"), ("report.css", "text/css"), ("board.js", "text/javascript") })
        {
            var file = Read(name);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file))[..16]}\"");
            app.MapGet($"/pages/{name}", (HttpContext http) =>
            {
                Guard(http.Response);
                http.Response.Headers.CacheControl = "no-cache";
                return Results.Bytes(file, $"{type}; charset=utf-8", entityTag: tag);
            });
        }
    }

    /// <summary>No script or style from elsewhere, no frame around it, and no address with a key in it told to anybody.</summary>
    public static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Rules;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }
}
