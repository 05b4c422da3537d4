using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using Bot.Storage.Tables.Wire;

namespace Bot.Tests.Whole;

/// <summary>The tables as somebody sees them who asks for all of a site's rows: a test may, the bot never does.</summary>
internal sealed class OnTables(TablesOptions options, Practice practice) : ISaved
{
    private readonly Account account = new(options);

    public IReadOnlyList<(Visit Visit, IReadOnlyList<StoredPosting> Postings)> Visits()
    {
        var visits = States(Keys.Open).Concat(States(Keys.Left));
        var postings = AtSites("p|").Select(Rows.PostingOf).ToLookup(posting => posting.Visit);
        return [.. visits.Select(state => (Held.From(state.Stored).Visit, (IReadOnlyList<StoredPosting>)[.. postings[state.Visit]]))];
    }

    // One range: whoever asks for everything at each tap keeps the emulator from answering the bot.
    public int VersionOf(string visit) => Events(new VisitId(visit)) is [.., var last] ? last.Sequence : 0;

    public Visit? OpenIn(string room) =>
        States(Keys.Open).FirstOrDefault(state => state.Room.Value == room) is { } found ? Held.From(found.Stored).Visit : null;

    public IReadOnlyList<StoredEvent> Events(VisitId visit) => [.. AtSites(Keys.EventsOf(visit)).Select(Rows.EventOf)];

    public int Conversations() => Range(Keys.KeptPartition, Keys.KeptOf(Bot.Teams.Outbound.Conversations.Kind)).Count;

    private IEnumerable<StateRow> States(string prefix) => AtSites(prefix).Select(StateRow.Of);

    private IReadOnlyList<TableEntity> AtSites(string prefix) => [.. practice.Sites.SelectMany(site => Range(Keys.Of(site.Id), prefix))];

    // Whoever looks waits for it: a look is one moment, and the tests' own threads are few.
    private List<TableEntity> Range(string partition, string prefix) =>
        Task.Run(() => Account.RangeAsync(account.Visits, partition, prefix, Keys.After(prefix), CancellationToken.None)).GetAwaiter().GetResult();
}
