namespace Bot.Clinic;

/// <summary>One slide of the practice's own deck.</summary>
/// <param name="Notes">What the presenter says or does, in paragraphs; not shown to the room.</param>
public sealed record Slide(string Title, SlideBody Body, IReadOnlyList<string> Notes);

/// <summary>What stands under a slide's title.</summary>
public abstract record SlideBody
{
    private SlideBody()
    {
    }

    /// <summary>The first slide: for whom the deck is.</summary>
    public sealed record Cover(string For) : SlideBody;

    /// <summary>A few short lines.</summary>
    public sealed record Points(IReadOnlyList<string> Lines, bool Numbered = false) : SlideBody;

    /// <summary>One sentence to remember, and what follows from it.</summary>
    public sealed record Saying(string Words, string Then) : SlideBody;

    /// <summary>Names with what they mean.</summary>
    public sealed record Facts(IReadOnlyList<(string Name, string Means)> Rows) : SlideBody;

    /// <summary>A table; each row has as many cells as there are columns.</summary>
    public sealed record Grid(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : SlideBody;
}
