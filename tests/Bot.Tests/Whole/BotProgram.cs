namespace Bot.Tests.Whole;

/// <summary>What is started as the bot.</summary>
/// <param name="Dll">A program beside this one.</param>
/// <param name="ArgumentsOf">What each instance is told before the settings, by its number.</param>
internal sealed record BotProgram(string Dll, Func<int, IEnumerable<string>> ArgumentsOf)
{
    public static readonly BotProgram Shipped = new("Bot.App.dll", static _ => []);
}
