using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>A visit's own row. While the visit is open it stands under a|, afterwards under c|; its ETag is the lock of both.</summary>
/// <param name="Due">When its row of work is due; null if it has none. So the work's key is known without looking for it.</param>
/// <param name="Operation">Which call of the store wrote this version.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Snapshot">At most 64 KiB, a property's limit.</param>
internal sealed record StateRow(
    VisitId Visit,
    SiteId Site,
    RoomId Room,
    DateTimeOffset Opened,
    int Version,
    bool Open,
    DateTimeOffset? Due,
    string Operation,
    string Key,
    ReadOnlyMemory<byte> Snapshot,
    ETag ETag = default)
{
    /// <summary>Which call of the store moved its work last; empty if none has since this version was written, or since it was taken up to be painted.</summary>
    public string Mover { get; init; } = "";

    public StoredVisit Stored => new(Visit, Site, Room, Version, Open, Snapshot);

    public static StateRow After(Commit commit, string operation) => new(
        commit.Visit,
        commit.Site,
        commit.Room,
        commit.Opened,
        commit.Expected + commit.Events.Count,
        commit.Open,
        commit.Due,
        operation,
        commit.Open ? Keys.OpenVisit(commit.Visit) : Keys.LeftVisit(commit.Events[^1].At, commit.Visit),
        commit.Snapshot.Bytes);

    public static StateRow Of(TableEntity row) => new(
        new(row.GetString("Visit")!),
        new(row.GetString("Site")!),
        new(row.GetString("Room")!),
        row.GetDateTimeOffset("Opened")!.Value,
        row.GetInt32("Version")!.Value,
        row.RowKey.StartsWith(Keys.Open, StringComparison.Ordinal),
        DueOf(row),
        row.GetString("Operation")!,
        row.RowKey,
        row.GetBinary("Snapshot"),
        row.ETag)
    {
        Mover = row.GetString("Mover") ?? "",
    };

    /// <summary>Zero for "never", since an update that merges cannot take a property away.</summary>
    public static TableEntity Moving(StateRow state, DateTimeOffset? due, string operation) =>
        new(Keys.Of(state.Site), state.Key) { { "Due", due?.UtcTicks ?? 0 }, { "Mover", operation } };

    public TableEntity ToRow() => Rows.New(Keys.Of(Site), Key)
        .With("Visit", Visit.Value)
        .With("Site", Site.Value)
        .With("Room", Room.Value)
        .With("Opened", Opened)
        .With("Version", Version)
        .With("Due", Due?.UtcTicks ?? 0)
        .With("Operation", Operation)
        .With("Snapshot", Snapshot.ToArray());

    private static DateTimeOffset? DueOf(TableEntity row) =>
        row.GetInt64("Due") is { } ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
