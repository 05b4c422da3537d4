using Bot.App;
using Bot.Tests.Whole;

namespace Bot.Bench;

/// <summary>The bot as it is shipped, but for its clock: a machine's own is not for a bench to set.</summary>
internal static class JumpingBot
{
    public const string Role = "bot";

    // Its log says when, and which instance.
    public static BotProgram By(IReadOnlyList<JumpingClock> clocks) => new("Bot.Bench.dll", number =>
        [Role, clocks[number].Path, $"--Logging:Console:FormatterOptions:TimestampFormat=HH:mm:ss.fff '#{number}' "]);

    public static async Task<int> RunAsync(string path, string[] settings)
    {
        using var clock = new JumpingClock(path);
        return await HandoffHost.RunAsync(settings, clock);
    }
}
