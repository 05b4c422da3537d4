using System.Globalization;
using System.Net;

namespace Bot.App;

/// <summary>Small pieces of HTML. Whatever comes from the practice file is encoded here and nowhere else.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A length or place in a drawing: at most one decimal, always with a point.</summary>
    public static string At(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Icon(string shape) => shape.Length == 0 ? "" : $"<svg aria-hidden=\"true\"><use href=\"#s-{shape}\"/></svg>";

    public static string When(bool yes, string html) => yes ? html : "";

    /// <summary>A whole page under the rules of <see cref="PageFiles"/>: nothing inline, nothing from elsewhere.</summary>
    public static string Page(string title, string style, string body, string bodyAttributes = "", string script = "") =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>{Text(title)}</title>
        <link rel="stylesheet" href="/pages/tokens.css">
        <link rel="stylesheet" href="/pages/{style}">
        {When(script.Length > 0, $"<script src=\"/pages/{script}\" defer></script>")}
        </head>
        <body{bodyAttributes}>
        {body}
        </body>
        </html>
        """;
}
