namespace Bot.App;

/// <summary>When to try a failed call again: doubling from one second to one minute, with jitter so that calls do not come in step.</summary>
internal static class Backoff
{
    public static TimeSpan After(int attempts)
    {
        var seconds = Math.Min(60, Math.Pow(2, Math.Clamp(attempts - 1, 0, 6)));
        return TimeSpan.FromSeconds(seconds * (0.75 + (Random.Shared.NextDouble() / 2)));
    }
}
