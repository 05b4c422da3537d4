using System.Text.Json;
using Microsoft.Playwright;

namespace Bot.Tests.Browser;

/// <summary>axe-core, the checker that screen readers' makers trust most.</summary>
internal static class Axe
{
    private static readonly string Script = File.ReadAllText(Path.Combine(Node.Folder, "node_modules", "axe-core", "axe.min.js"));

    /// <summary>What it has against the page as it is now, one line each.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`)");
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }
}
