namespace Bot.Cards;

/// <summary>One thing that is wrong with the cards' files; the line counts from 1.</summary>
internal sealed record CardFault(string File, int? Line, string? Expression, string Reason)
{
    public override string ToString() =>
        $"{File}{(Line is null ? "" : $":{Line}")}: {(Expression is null ? "" : $"{Expression}: ")}{Reason}";
}

/// <summary>All that is wrong with the cards' files, so that a designer mends it in one go.</summary>
internal sealed class CardFaultsException(IReadOnlyList<CardFault> faults)
    : Exception($"The cards cannot be used:{string.Concat(faults.Select(f => $"\n  {f}"))}")
{
    public IReadOnlyList<CardFault> Faults => faults;
}
