namespace Bot.Clinic;

/// <summary>Notices what must not be there twice. Letter case makes no difference, since people type without it.</summary>
internal sealed class PracticeFileUnique(string noun)
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds one; a fault if it was there. Empty texts are already a fault of their own.</summary>
    public void Add(string text, PracticeFileValue? at)
    {
        if (text == "" || at is null || _paths.TryAdd(text, at.Path))
            return;
        at.Fault($"The {noun} {PracticeFileText.Quoted(text)} is already at {_paths[text]}; rename or remove one of the two.");
    }
}
