using System.Globalization;
using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>Parses one expression, with the engine's own precedence: equality binds tighter than <c>&amp;</c>, and that tighter than less and more.</summary>
internal sealed class Parser
{
    private static readonly string[] _roots = ["$data", "$root", "$index"];

    private readonly List<Token> _tokens;
    private readonly Stack<string> _locals = new();
    private int _at;
    private int _depth;

    private Parser(string text) => _tokens = Tokens.Of(text);

    private Token Next => _tokens[_at];

    public static Expression Parse(string text)
    {
        var parser = new Parser(text);
        var expression = parser.Expression(0);
        if (parser.Next.Kind is not TokenKind.End)
            throw parser.Unexpected();
        return expression;
    }

    private static int Binding(string sign) => sign switch
    {
        "^" => 10,
        "*" or "/" => 9,
        "+" or "-" => 8,
        "==" or "!=" => 7,
        "&" => 6,
        "<" or "<=" or ">" or ">=" => 5,
        "&&" => 4,
        "||" => 3,
        "?" => 1,
        _ => -1,
    };

    private Expression Expression(int least)
    {
        if (++_depth > Expressions.Expression.DeepestNesting)
            throw new SyntaxException($"nested deeper than {Expressions.Expression.DeepestNesting}");
        var left = Unary();
        while (Next.Kind is TokenKind.Sign && Binding(Next.Text) is var binding && binding >= least && binding > 0)
        {
            var sign = _tokens[_at++].Text;
            if (sign == "?")
            {
                var then = Expression(0);
                Take(":");
                left = Made(Functions.Named("if")!, [left, then, Expression(binding + 1)]);
            }
            else
            {
                left = Made(Functions.Operator(sign), [left, Expression(sign == "^" ? binding : binding + 1)]);
            }
        }
        _depth--;
        return left;
    }

    private Expression Unary()
    {
        var signs = new Stack<string>();
        while (Next is { Kind: TokenKind.Sign, Text: "!" or "-" or "+" } sign)
        {
            signs.Push(sign.Text);
            _at++;
        }
        var operand = Primary();
        while (signs.TryPop(out var sign))
            operand = Made(Functions.Operator(sign), sign == "!" ? [operand] : [new Constant(Value.Of(0d)), operand]);
        return operand;
    }

    private Expression Primary()
    {
        var token = _tokens[_at++];
        Expression left = token switch
        {
            { Kind: TokenKind.Number } => new Constant(Value.Of(double.Parse(token.Text, CultureInfo.InvariantCulture))),
            { Kind: TokenKind.Text } => new Constant(Value.Of(new Phrase(token.Text))),
            { Kind: TokenKind.Name } when Next is { Kind: TokenKind.Sign, Text: "(" } => Called(token.Text),
            { Kind: TokenKind.Name } => Bare(token.Text),
            { Kind: TokenKind.Sign, Text: "(" } => Inner(")"),
            _ => throw Unexpected(_at - 1),
        };
        while (Next is { Kind: TokenKind.Sign, Text: "." or "[" } sign)
        {
            _at++;
            if (sign.Text == "[")
            {
                left = Bounded(new ElementAt(left, Inner("]")));
                continue;
            }
            if (Next.Kind is not TokenKind.Name)
                throw Unexpected();
            if (!left.Gives.HasFlag(Gives.Anything))
                throw new SyntaxException($"{left} has no {Next.Text}");
            left = Bounded(new Member(_tokens[_at++].Text, left, mayBeLocal: false));
        }
        return left;
    }

    private Expression Inner(string close)
    {
        var inner = Expression(0);
        Take(close);
        return inner;
    }

    private Expression Bare(string name)
    {
        switch (name)
        {
            case "true": return new Constant(Value.True);
            case "false": return new Constant(Value.False);
            case "null": return new Constant(Value.Null);
            case "undefined": return new Constant(Value.Undefined);
        }
        var isLocal = _locals.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (name[0] == '$' && !isLocal && !_roots.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new SyntaxException($"{name} is not supported; there are {string.Join(", ", _roots)}");
        return new Member(name, null, isLocal);
    }

    private Call Called(string name)
    {
        var function = Functions.Named(name) ?? throw new SyntaxException($"unknown function {name}");
        Take("(");
        var arguments = new List<Expression>();
        var variables = 0;
        while (Next is not { Kind: TokenKind.Sign, Text: ")" })
        {
            if (arguments.Count > 0)
                Take(",");
            // foreach(list, x, …) and foreach(list, x => …): the second argument is a new name.
            if (function.IsLambda && arguments.Count == 1)
            {
                if (Next.Kind is not TokenKind.Name || _tokens[_at + 1] is not { Kind: TokenKind.Sign, Text: "," or "=>" })
                    throw new SyntaxException($"the second argument of {name} must be a name");
                _locals.Push(Next.Text);
                variables++;
                arguments.Add(new Member(_tokens[_at++].Text, null, mayBeLocal: true));
                if (Next.Text == "=>")
                {
                    _at++;
                    arguments.Add(Expression(0));
                }
                continue;
            }
            arguments.Add(Expression(0));
        }
        Take(")");
        while (variables-- > 0)
            _locals.Pop();
        return Made(function, arguments);
    }

    private static Call Made(Function function, List<Expression> arguments)
    {
        if (function.Refuses(arguments) is { } reason)
            throw new SyntaxException(reason);
        if (function.Sign == "formatNumber" && arguments.Count == 3
            && !(arguments[2] is Constant { Value: { Kind: Kind.Text } locale } && locale.Text.Equals("en-us", StringComparison.OrdinalIgnoreCase)))
            throw new SyntaxException("formatNumber knows 'en-US' only");
        return Bounded(new Call(function, arguments));
    }

    private static T Bounded<T>(T expression) where T : Expression => expression.Depth <= Expressions.Expression.DeepestNesting
        ? expression
        : throw new SyntaxException($"nested deeper than {Expressions.Expression.DeepestNesting}");

    private void Take(string sign)
    {
        if (Next is not { Kind: TokenKind.Sign } || Next.Text != sign)
            throw new SyntaxException($"{sign} expected, not {Next.Text} (position {Next.At + 1})");
        _at++;
    }

    private SyntaxException Unexpected(int? at = null) =>
        new($"{_tokens[at ?? _at].Text} does not fit here (position {_tokens[at ?? _at].At + 1})");
}
