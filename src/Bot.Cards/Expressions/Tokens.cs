using System.Text;

namespace Bot.Cards.Expressions;

/// <summary>Cuts an expression into tokens, by the engine's own grammar.</summary>
internal static class Tokens
{
    private static readonly string[] _signs =
        ["&&", "||", "==", "!=", "<>", "<=", ">=", "=>", "??", "+", "-", "!", "^", "*", "/", "&", "<", ">", "(", ")", ".", "[", "]", ",", ":", "?"];

    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            var from = at;
            if (c is ' ' or '\t' or '\uFEFF' or '\u00A0')
            {
                at++;
            }
            else if (char.IsAsciiLetter(c) || c is '_' or '$')
            {
                while (++at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) { }
                tokens.Add(new Token(TokenKind.Name, text[from..at], from));
            }
            else if (char.IsAsciiDigit(c))
            {
                at = Digits(text, at);
                if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
                    at = Digits(text, at + 1);
                tokens.Add(new Token(TokenKind.Number, text[from..at], from));
            }
            else if (c is '\'' or '"')
            {
                at = Close(text, at);
                tokens.Add(new Token(TokenKind.Text, Unquote(text[from..at]), from));
            }
            else
            {
                var sign = _signs.FirstOrDefault(s => text.AsSpan(at).StartsWith(s, StringComparison.Ordinal))
                    ?? throw new SyntaxException($"'{c}' means nothing here (position {at + 1})");
                tokens.Add(new Token(TokenKind.Sign, sign, at));
                at += sign.Length;
            }
        }
        tokens.Add(new Token(TokenKind.End, "the end", text.Length));
        return tokens;
    }

    /// <summary>The place after the quote that closes the text begun here.</summary>
    public static int Close(string text, int at)
    {
        var quote = text[at++];
        for (; at < text.Length; at++)
        {
            if (text[at] == quote)
                return at + 1;
            if (text[at] == '\\' && at + 1 < text.Length && (text[at + 1] == quote || text[at + 1] == '\\'))
                at++;
        }
        throw new SyntaxException($"the text that begins with {quote} does not end");
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>In the engine's order: first the quote, then \r, \n, \t and \\; any other backslash stays.</summary>
    private static string Unquote(string quoted)
    {
        var inner = quoted[1..^1].Replace("\\" + quoted[0], quoted[..1], StringComparison.Ordinal);
        var text = new StringBuilder();
        for (var at = 0; at < inner.Length; at++)
        {
            var next = inner[at] == '\\' && at + 1 < inner.Length ? inner[at + 1] : '\0';
            var escaped = next switch { 'r' => "\r", 'n' => "\n", 't' => "\t", '\\' => "\\", '\0' or '\r' or '\n' => null, _ => "\\" + next };
            text.Append(escaped ?? inner[at..(at + 1)]);
            if (escaped is not null)
                at++;
        }
        return text.ToString();
    }
}
