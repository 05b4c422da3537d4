using Bot.Clinic;

namespace Bot.Storage.Moving;

/// <summary>All that a store keeps of one visit.</summary>
/// <param name="Due">When its row of work is due; null if it has none.</param>
/// <param name="Summary">Empty while it is open, and for visits that ended before there were summaries.</param>
internal sealed record WholeVisit(
    StoredVisit Visit,
    DateTimeOffset Opened,
    IReadOnlyList<StoredEvent> Events,
    IReadOnlyList<StoredPosting> Postings,
    DateTimeOffset? Due,
    ReadOnlyMemory<byte> Summary);

/// <summary>How much a store keeps of each kind, to be compared.</summary>
internal sealed record Counts(int Open, int Left, int Events, int Summaries, int Postings, int Work, int Kept, int Clicks)
{
    public static readonly Counts None = new(0, 0, 0, 0, 0, 0, 0, 0);

    public IReadOnlyList<(string What, int Count)> Lines =>
    [
        ("visits, open", Open), ("visits, left", Left), ("events", Events), ("summaries", Summaries), ("postings", Postings),
        ("rows of work", Work), ("small things", Kept), ("seen clicks", Clicks),
    ];

    public Counts With(WholeVisit whole) => this with
    {
        Open = Open + (whole.Visit.Open ? 1 : 0),
        Left = Left + (whole.Visit.Open ? 0 : 1),
        Events = Events + whole.Events.Count,
        Summaries = Summaries + (whole.Summary.IsEmpty ? 0 : 1),
        Postings = Postings + whole.Postings.Count,
        Work = Work + (whole.Due is null ? 0 : 1),
    };
}
