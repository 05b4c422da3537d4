using System.Text;
using Bot.Cards.Expressions;
using Bot.Cards.Values;

namespace Bot.Cards.Layout;

/// <summary>A text of several parts. A part that fails is replaced by its own expression; a part that is null or nothing fails the whole.</summary>
internal sealed class Mixture(IReadOnlyList<Expression> parts) : Expression
{
    private readonly Expression[] _parts = [.. parts];
    private readonly Phrase[] _instead = [.. parts.Select(p => new Phrase("${" + p + "}"))];

    public override Gives Gives => Gives.Text;

    public override int Depth { get; } = 1 + parts.Max(p => p.Depth);

    /// <summary>Whether something stands in it that the engine takes for a constant, so that it never is a value of its own type.</summary>
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

    public override string ToString() => $"concat({string.Join(", ", (IEnumerable<Expression>)_parts)})";

    private Value Part(int index, in Scope scope)
    {
        var value = _parts[index].Evaluate(scope);
        if (value.IsFailure)
            return Value.Of(_instead[index]);
        return value.IsNothing ? Value.Throws($"{_parts[index]} is null or missing inside a text") : value;
    }
}
