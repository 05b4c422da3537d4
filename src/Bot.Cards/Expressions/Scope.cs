using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>What names mean at one place of a template: the item in hand, its index (-1 outside lists), and the lambda variables.</summary>
internal readonly record struct Scope(Value Root, Value Data, int Index, Local? Locals)
{
    /// <summary>Where a missing path becomes the text <c>${path}</c>; switched off under comparisons, conditions and <c>$when</c>.</summary>
    public bool Substitutes { get; init; } = true;

    public Scope Plain => this with { Substitutes = false };
}

/// <summary>A lambda's variable; a name that is not found in it is looked for in the next one out, then in the data.</summary>
internal sealed record Local(string Name, Value Value, Local? Outer);
