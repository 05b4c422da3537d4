using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Bot.Playground.Browser;

/// <summary>The page's own files, which are in the assembly, and the card renderer, which the build may have fetched.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";
    private static readonly string Renderer = Path.Combine(AppContext.BaseDirectory, "playground", "adaptivecards.min.js");

    public static bool CanDrawCards => File.Exists(Renderer);

    public static void Map(RouteGroupBuilder page)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var file = Read(assembly, name);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file))[..16]}\"");
            var route = name == Prefix + "index.html" ? "/" : "/playground/page/" + name[Prefix.Length..];
            page.MapGet(route, (HttpContext http) =>
            {
                http.Response.Headers.CacheControl = "no-cache";
                return Results.Bytes(file, TypeOf(name), entityTag: tag);
            });
        }

        page.MapGet("/playground/page/adaptivecards.min.js", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return CanDrawCards
                ? Results.File(Renderer, "text/javascript", lastModified: File.GetLastWriteTimeUtc(Renderer))
                : Results.NotFound();
        });
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        _ => "text/javascript; charset=utf-8",
    };
}
