using Bot.Cards.Expressions;
using Bot.Cards.Values;

namespace Bot.Cards.Layout;

/// <summary>A string of a template that holds expressions: <c>${…}</c> alone keeps its type, anything more makes text.</summary>
internal sealed class TextTemplate
{
    private readonly string _file;
    private readonly int _line;
    private readonly string _source;

    private TextTemplate(string file, int line, string source, Expression expression) =>
        (_file, _line, _source, Expression) = (file, line, source, expression);

    /// <summary>What stands there, texts of several parts being a <see cref="Mixture"/>.</summary>
    public Expression Expression { get; }

    /// <summary>The template, or null for a string without expressions.</summary>
    public static TextTemplate? Parse(string file, int line, string text)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
            return null;
        var at = 0;
        try
        {
            var parts = new List<Expression>();
            var plain = new System.Text.StringBuilder();
            while (at < text.Length)
            {
                var rest = text.AsSpan(at);
                if (rest.StartsWith("${"))
                {
                    Flush();
                    var end = End(text, at);
                    var inner = text[(at + 2)..(end - 1)].Trim();
                    parts.Add(inner.Length == 0 ? throw new SyntaxException("empty expression") : Parser.Parse(inner));
                    at = end;
                }
                else if (rest is ['\\', '`' or '$', ..])
                {
                    plain.Append(rest[1]);
                    at += 2;
                }
                else if (rest[0] == '`')
                {
                    throw new SyntaxException("a back-tick beside expressions must be written \\`");
                }
                else
                {
                    plain.Append(rest[0]);
                    at++;
                }
            }
            Flush();
            return new TextTemplate(file, line, text, parts is [not Constant and var one] ? Whole(one) : new Mixture(parts));

            void Flush()
            {
                if (plain.Length > 0)
                    parts.Add(new Constant(Value.Of(new Phrase(plain.ToString()))));
                plain.Clear();
            }
        }
        catch (SyntaxException problem)
        {
            throw new CardTemplateException(file, line, Shown(text, at), problem.Message);
        }
    }

    /// <summary>For <c>$when</c>: whether the object stays. Only a true expression keeps it.</summary>
    public bool Holds(in Scope scope)
    {
        var value = Expression is Mixture mixture ? mixture.Condition(scope.Plain) : Expression.Evaluate(scope.Plain);
        return value.Kind is not Kind.Thrown ? value.Kind is Kind.True : throw Failed(value);
    }

    public Value Evaluate(Binding binding, in Scope scope)
    {
        var value = Expression.Evaluate(scope);
        if (value.IsFailure)
            throw Failed(value);
        if (value.Kind is Kind.Text)
            binding.Gaps?.Add(new Gap(_line, _source, value.Text));
        return value;
    }

    /// <summary>Writes the value as JSON; false, with nothing written, when there is none.</summary>
    public bool Write(Binding binding, in Scope scope, ReadOnlySpan<byte> before)
    {
        if (Expression is not Mixture mixture || binding.Gaps is not null)
        {
            var value = Evaluate(binding, scope);
            if (value.Kind is Kind.Undefined)
                return false;
            if (value.Kind is Kind.Null)
                binding.Gaps?.Add(new Gap(_line, _source, "null"));
            binding.Sheet.Append(before);
            binding.Sheet.AppendJson(value);
            return true;
        }
        binding.Sheet.Append(before);
        binding.Sheet.Append((byte)'"');
        if (mixture.Write(binding.Sheet, scope) is { IsFailure: true } failure)
            throw Failed(failure);
        binding.Sheet.Append((byte)'"');
        return true;
    }

    private static Expression Whole(Expression one) => one is Call { IsConcatenation: true } call ? new Mixture(call.Arguments, call) : one;

    /// <summary>The place after the brace that closes the expression begun here.</summary>
    private static int End(string text, int from)
    {
        for (var at = from + 2; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '}':
                    return at + 1;
                case '\'' or '"':
                    at = Tokens.Close(text, at) - 1;
                    break;
                case '{':
                    throw new SyntaxException("object literals are not supported");
                case '\r' or '\n' or '`':
                    throw new SyntaxException("an expression holds neither line breaks nor back-ticks");
            }
        }
        throw new SyntaxException("the expression does not end");
    }

    private static string Shown(string text, int at)
    {
        try
        {
            return text[at..End(text, at)];
        }
        catch (SyntaxException)
        {
            return text;
        }
    }

    private CardBindException Failed(in Value failure) => new(_file, _line, _source, failure.Reason);
}
