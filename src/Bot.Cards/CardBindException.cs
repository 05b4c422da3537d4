namespace Bot.Cards;

/// <summary>A template and a model that do not fit: an expression failed where the official engine throws. Names the template's place, never the data.</summary>
internal sealed class CardBindException(string file, int line, string expression, string reason)
    : Exception($"{file}:{line}: {expression}: {reason}")
{
    public string File => file;

    public int Line => line;

    public string Expression => expression;

    public string Reason => reason;
}
