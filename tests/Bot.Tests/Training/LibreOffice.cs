using System.Diagnostics;

namespace Bot.Tests.Training;

/// <summary>Somebody else's reader of slides: what it makes of a deck is what the deck says.</summary>
internal static class LibreOffice
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Why it can't be used here; null if it can.</summary>
    public static readonly string? Missing = Find("soffice") is null ? "There is no LibreOffice on the PATH." : Find("pdftotext") is null ? "There is no pdftotext on the PATH." : null;

    /// <summary>The text of each page of a deck with its notes: first the slides, then a page of notes for each.</summary>
    /// <param name="folder">Where the deck is; what is written in between is written there too.</param>
    public static async Task<IReadOnlyList<string>> PagesOfAsync(string folder, string deck)
    {
        // A profile of its own: two that run at once would wait for each other, or give up.
        await RunAsync("soffice", $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to",
            "pdf:impress_pdf_Export:{\"ExportNotesPages\":{\"type\":\"boolean\",\"value\":\"true\"}}", "--outdir", folder, Path.Combine(folder, deck));
        var text = Path.Combine(folder, "pages.txt");
        await RunAsync("pdftotext", "-raw", "-enc", "UTF-8", Path.Combine(folder, Path.ChangeExtension(deck, "pdf")), text);
        return (await File.ReadAllTextAsync(text)).TrimEnd('\f').Split('\f');
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var run = await ProgramRun.OfAsync(new ProcessStartInfo(Find(program)!, arguments), Patience);
        Assert.True(run.ExitCode == 0, $"{program} ended with {run.ExitCode}: {run.Output} {run.Errors}");
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}

/// <summary>A fact that needs LibreOffice; skipped, and counted as such, where the machine has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WithLibreOfficeFactAttribute : FactAttribute
{
    public WithLibreOfficeFactAttribute() => Skip = LibreOffice.Missing;
}
