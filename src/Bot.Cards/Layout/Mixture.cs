using System.Text;
using Bot.Cards.Expressions;
using Bot.Cards.Values;

namespace Bot.Cards.Layout;

/// <summary>A text of several parts. A part that fails is replaced by its own expression; a part that is null or nothing fails the whole.</summary>
/// <param name="parts">The parts, texts between expressions being constants.</param>
/// <param name="call">The concatenation that stands there by itself, if that is what this is.</param>
internal sealed class Mixture(IReadOnlyList<Expression> parts, Call? call = null) : Expression
{
    private readonly Expression[] _parts = [.. parts];
    private readonly Phrase[] _instead = [.. parts.Select(p => new Phrase("${" + p + "}"))];

    public override Gives Gives => Gives.Text;

    public override int Depth { get; } = 1 + parts.Max(p => p.Depth);

    public override Value Evaluate(in Scope scope)
    {
        var text = new StringBuilder();
        for (var i = 0; i < _parts.Length; i++)
        {
            var value = Part(i, scope);
            if (value.IsFailure)
                return value;
            text.Append(value.AsText());
        }
        return Value.Of(text.ToString());
    }

    /// <summary>Writes the text without its quotes; what comes back is a failure or nothing.</summary>
    public Value Write(Sheet sheet, in Scope scope)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            var value = Part(i, scope);
            if (value.IsFailure)
                return value;
            sheet.AppendText(value);
        }
        return Value.Undefined;
    }

    /// <summary>For <c>$when</c>, where nothing stands in for what failed: a text is never true, but a part may throw.</summary>
    public Value Condition(in Scope scope)
    {
        if (call is not null)
            return call.Evaluate(scope);
        foreach (var part in _parts)
        {
            if (part.Evaluate(scope) is { IsFailure: true } failure)
                return failure;
        }
        return Value.False;
    }

    public override string ToString() => $"concat({string.Join(", ", (IEnumerable<Expression>)_parts)})";

    private Value Part(int index, in Scope scope)
    {
        var value = _parts[index].Evaluate(scope);
        if (value.IsFailure)
            return Value.Of(_instead[index]);
        return value.IsNothing ? Value.Throws($"{_parts[index]} is null or missing inside a text") : value;
    }
}
