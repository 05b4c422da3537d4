namespace Bot.Cards.Expressions;

/// <summary>Why an expression cannot be used; becomes a <see cref="CardTemplateException"/> where file and line are known.</summary>
internal sealed class SyntaxException(string reason) : Exception(reason);

internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,
    Sign,
}

internal readonly record struct Token(TokenKind Kind, string Text, int At);
