using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>A parsed expression. It never throws: a failure is a value, because some of its neighbours forgive it.</summary>
internal abstract class Expression
{
    /// <summary>The bound on nesting, so that neither parsing nor evaluating can exhaust the stack.</summary>
    public const int DeepestNesting = 64;

    public abstract Gives Gives { get; }

    public abstract int Depth { get; }

    public abstract Value Evaluate(in Scope scope);

    /// <summary>The expression as the engine prints it, which it does in place of a part of a text that failed.</summary>
    public abstract override string ToString();
}
