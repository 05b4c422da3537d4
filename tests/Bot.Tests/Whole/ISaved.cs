using Bot.Clinic;

namespace Bot.Tests.Whole;

/// <summary>A look from outside at what the bot has saved, while it runs or after it was killed. Nothing here writes.</summary>
internal interface ISaved
{
    /// <summary>All visits with their postings.</summary>
    IReadOnlyList<(Visit Visit, IReadOnlyList<StoredPosting> Postings)> Visits();

    /// <summary>0 if there is no such visit.</summary>
    int VersionOf(string visit);

    Visit? OpenIn(string room);

    IReadOnlyList<StoredEvent> Events(VisitId visit);

    /// <summary>Conversations that the bot knows.</summary>
    int Conversations();
}
