using System.Text;
using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>A function or an operator with its arguments.</summary>
internal sealed class Call : Expression
{
    private readonly Function _function;

    public Call(Function function, IReadOnlyList<Expression> arguments)
    {
        _function = function;
        Arguments = [.. arguments];
        Depth = 1 + (Arguments.Length == 0 ? 0 : Arguments.Max(a => a.Depth));
    }

    public Expression[] Arguments { get; }

    public override Gives Gives => _function.Gives;

    public override int Depth { get; }

    /// <summary>At the top of a text the engine puts the parts of a concatenation together itself, by other rules.</summary>
    public bool IsConcatenation => _function.Sign == "concat";

    public override Value Evaluate(in Scope scope) => _function.Body(this, scope);

    /// <summary>The argument, which must be text or missing; missing counts as empty.</summary>
    public Value TextAt(int index, in Scope scope)
    {
        var value = Arguments[index].Evaluate(scope);
        return value.IsFailure || value.Kind is Kind.Text ? value
            : value.Kind is Kind.Undefined ? Value.Of("")
            : Value.Fails("it is not a text");
    }

    public Value NumberAt(int index, in Scope scope)
    {
        var value = Arguments[index].Evaluate(scope);
        return value.IsFailure || value.IsNumber ? value : Value.Fails("it is not a number");
    }

    /// <summary>All arguments, or the first failure; what <paramref name="suits"/> refuses is one, before the next argument is looked at.</summary>
    public Value[] All(in Scope scope, out Value failure, Func<Value, bool>? suits = null)
    {
        var values = new Value[Arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = failure = Arguments[i].Evaluate(scope);
            if (!failure.IsFailure && suits is not null && !suits(failure))
                failure = Value.Fails($"{Arguments[i]} is of the wrong kind");
            if (failure.IsFailure)
                return values;
        }
        failure = Value.Undefined;
        return values;
    }

    public override string ToString()
    {
        var infix = !char.IsAsciiLetter(_function.Sign[0]) && Arguments.Length >= 2;
        return new StringBuilder(infix ? "" : _function.Sign).Append('(')
            .AppendJoin(infix ? $" {_function.Sign} " : ", ", (IEnumerable<Expression>)Arguments).Append(')').ToString();
    }
}
