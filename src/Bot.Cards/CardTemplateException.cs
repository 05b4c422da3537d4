namespace Bot.Cards;

/// <summary>A template that cannot be used, found at start: says the file, the line (from 1), the expression where there is one, and why.</summary>
internal sealed class CardTemplateException(string file, int line, string? expression, string reason)
    : Exception($"{file}:{line}: {(expression is null ? "" : $"{expression}: ")}{reason}")
{
    public string File => file;

    public int Line => line;

    public string? Expression => expression;

    public string Reason => reason;
}
