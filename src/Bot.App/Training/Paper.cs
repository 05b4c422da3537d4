using System.Security.Cryptography;
using System.Text;

namespace Bot.App;

/// <summary>Pages to print or hand out: one file that holds all of itself, so that it can be mailed, opened from a stick and projected.</summary>
internal static class Paper
{
    private static readonly string Style = PageFiles.Text("tokens.css") + PageFiles.Text("paper.css");

    // The page's own style and nothing else, wherever it is opened.
    private static readonly string Rules =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'";

    /// <param name="language">As HTML wants it: "en", "es".</param>
    /// <param name="sheets">Each made by <see cref="Sheet"/>.</param>
    public static string Whole(string title, string language, params string[] sheets) =>
        $"""
        <!doctype html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="{Rules}">
        <title>{Html.Text(title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        {string.Join('\n', sheets)}
        </main>
        </body>
        </html>

        """;

    /// <param name="style">"large" for what is read from afar, or by people who do not see well.</param>
    public static string Sheet(string style, params string[] parts) => $"<article class=\"sheet {style}\">\n{string.Join('\n', parts)}\n</article>";

    /// <param name="over">A line above the title; may be empty.</param>
    public static string Top(string title, string over, int level = 1) =>
        $"<header class=\"top\">{Html.When(over.Length > 0, $"<p class=\"over\">{Html.Text(over)}</p>")}<h{level}>{Html.Text(title)}</h{level}></header>";

    /// <param name="kind">How lines are marked: "steps" with numbers, "plain" with dots, "ticks" with boxes.</param>
    public static string List(string kind, IEnumerable<string> lines)
    {
        var tag = kind == "steps" ? "ol" : "ul";
        return $"<{tag} class=\"{kind}\">{string.Concat(lines.Select(line => $"<li>{Html.Text(line)}</li>"))}</{tag}>";
    }

    public static string Paragraphs(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"<p>{Html.Text(line)}</p>"));

    public static string Section(string heading, string body, string style = "") =>
        $"<section{Html.When(style.Length > 0, $" class=\"{style}\"")}><h2>{Html.Text(heading)}</h2>{body}</section>";
}
