namespace Bot.Tests.Whole;

/// <summary>Waits for what must come, by looking again and again. The ceiling only ends a test that hangs.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(240);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <param name="look">What is looked for; null while it is not there.</param>
    /// <param name="otherwise">What to say if it never comes.</param>
    /// <param name="rest">Between two looks, where a look is dear to those who are looked at.</param>
    /// <param name="ceiling">Where what comes only later does not count.</param>
    public static async Task<T> FindsAsync<T>(Func<T?> look, Func<string> otherwise, TimeSpan? rest = null, TimeSpan? ceiling = null)
        where T : class
    {
        using var late = new CancellationTokenSource(ceiling ?? Ceiling, TimeProvider.System);
        while (true)
        {
            if (look() is { } found)
                return found;
            if (late.IsCancellationRequested)
                Assert.Fail(otherwise());
            await Task.Delay(rest ?? BetweenLooks, TimeProvider.System, CancellationToken.None);
        }
    }

    public static Task HoldsAsync(Func<bool> holds, string otherwise) => FindsAsync(() => holds() ? "so" : null, () => otherwise);
}
