namespace Bot.Tests.Playground;

/// <summary>A fact that needs Chromium; skipped, and counted as such, where PATH has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InABrowserFactAttribute : FactAttribute
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    public static readonly string? Browser = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public InABrowserFactAttribute()
    {
        if (Browser is null)
            Skip = "There is no Chromium on the PATH.";
    }
}
