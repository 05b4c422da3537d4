namespace Bot.Tests.Browser;

/// <summary>A fact that needs Chromium; skipped, and counted as such, where PATH has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InABrowserFactAttribute : FactAttribute
{
    public InABrowserFactAttribute() => Skip = Chromium.Program is null ? "There is no Chromium on the PATH." : null;
}

/// <summary>A theory that does.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InABrowserTheoryAttribute : TheoryAttribute
{
    public InABrowserTheoryAttribute() => Skip = Chromium.Program is null ? "There is no Chromium on the PATH." : null;
}
