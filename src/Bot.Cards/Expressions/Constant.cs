using System.Text;
using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

internal sealed class Constant(Value value) : Expression
{
    public Value Value => value;

    public override int Depth => 1;

    public override Gives Gives => value.Kind switch
    {
        Kind.Text => Gives.Text,
        Kind.Number => Gives.Number,
        Kind.True or Kind.False => Gives.Truth,
        _ => Gives.Anything,
    };

    public override Value Evaluate(in Scope scope) => value;

    public override string ToString()
    {
        if (value.Kind is not Kind.Text)
            return value.AsText();
        var quoted = new StringBuilder("'");
        var last = '\0';
        foreach (var c in value.Text.Replace("\\", "\\\\", StringComparison.Ordinal))
        {
            if (c == '\'' && last != '\\')
                quoted.Append('\\');
            quoted.Append(last = c);
        }
        return quoted.Append('\'').ToString();
    }
}
