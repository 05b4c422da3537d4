namespace Bot.App;

/// <summary>The bot can't start; one sentence per fault, each with its fix.</summary>
internal sealed class StartFaultsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
