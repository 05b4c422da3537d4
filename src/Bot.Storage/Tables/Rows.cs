using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>Events, postings, work and small things as rows and back.</summary>
/// <remarks>What a key is made of stands in the row too: keys are escaped, and long ones are hashed.</remarks>
internal static class Rows
{
    /// <summary>The form in which rows are written. A program refuses rows of a later form, so that it never drops what it does not know.</summary>
    public const int Schema = 1;

    // No instance is called so.
    private const string Somebody = "somebody";

    public static TableEntity New(string partition, string key) => new(partition, key) { { "Schema", Schema } };

    public static TableEntity With(this TableEntity row, string name, object? value)
    {
        row.Add(name, value);
        return row;
    }

    /// <summary>The row, if this program knows its form.</summary>
    public static TableEntity Known(TableEntity row) => row.GetInt32("Schema") is null or <= Schema
        ? row
        : throw new StoreUnavailableException(
            $"A row was written by a newer version of the bot (schema {row.GetInt32("Schema")}, this one knows {Schema}). Start the newer version.");

    public static TableEntity Of(StoredEvent happened, SiteId site, string operation) =>
        New(Keys.Of(site), Keys.Event(happened.Visit, happened.Sequence))
            .With("Visit", happened.Visit.Value)
            .With("Sequence", happened.Sequence)
            .With("Name", happened.Name)
            .With("By", happened.By.Value)
            .With("At", happened.At)
            .With("Channel", happened.Channel)
            .With("Click", happened.Click)
            .With("Body", happened.Body.ToArray())
            .With("Hash", happened.Hash.ToArray())
            .With("Operation", operation);

    public static StoredEvent EventOf(TableEntity row) => new(
        new(row.GetString("Visit")!),
        row.GetInt32("Sequence")!.Value,
        row.GetString("Name")!,
        new(row.GetString("By")!),
        row.GetDateTimeOffset("At")!.Value,
        row.GetString("Channel")!,
        row.GetString("Click")!,
        row.GetBinary("Body"),
        row.GetBinary("Hash"));

    public static TableEntity Of(StoredPosting posting, SiteId site, string operation) =>
        New(Keys.Of(site), Keys.Posting(posting.Visit, posting.Key))
            .With("Visit", posting.Visit.Value)
            .With("Key", posting.Key)
            .With("Message", posting.Message)
            .With("Version", posting.Version)
            .With("Fingerprint", posting.Fingerprint)
            .With("Attempts", posting.Attempts)
            .With("RetryAt", posting.RetryAt)
            .With("Dead", posting.Dead)
            .With("Operation", operation);

    public static StoredPosting PostingOf(TableEntity row) => new(
        new(row.GetString("Visit")!),
        row.GetString("Key")!,
        row.GetString("Message")!,
        row.GetInt32("Version")!.Value,
        row.GetString("Fingerprint")!,
        row.GetInt32("Attempts")!.Value,
        row.GetDateTimeOffset("RetryAt"),
        row.GetBoolean("Dead")!.Value);

    public static TableEntity Work(VisitId visit, SiteId site, DateTimeOffset due, Claim? claim) =>
        New(Keys.Of(site), Keys.WorkOf(due, visit))
            .With("Visit", visit.Value)
            .With("Due", due)
            .With("Owner", claim?.Owner ?? "")
            .With("LeaseUntil", claim?.Until.UtcTicks ?? 0);

    /// <summary>
    /// Work that only comes up where an instance does not take it away itself. The visit's own row says nothing of it.
    /// </summary>
    /// <param name="isOver">Somebody else was in the middle of painting: it comes up in any case. Else it is left to the instance a while longer, as long as that one is at work.</param>
    public static TableEntity Hold(VisitId visit, SiteId site, Claim claim, bool isOver)
    {
        var due = isOver ? claim.Until : claim.Until.AddTicks(-1);
        return New(Keys.Of(site), Keys.HoldOf(due, visit, claim.Owner))
            .With("Visit", visit.Value)
            .With("Due", due)
            .With("Owner", isOver ? Somebody : claim.Owner)
            .With("LeaseUntil", claim.Until.UtcTicks)
            .With("Beside", true);
    }

    public static bool IsHold(TableEntity row) => row.GetBoolean("Beside") is true;

    public static Work WorkOf(TableEntity row) => new(new(row.GetString("Visit")!), row.GetDateTimeOffset("Due")!.Value);

    public static TableEntity Of(Kept kept) => New(Keys.KeptPartition, Keys.Kept(kept.Kind, kept.Key))
        .With("Kind", kept.Kind)
        .With("Key", kept.Key)
        .With("Body", kept.Body.ToArray());

    public static Kept KeptOf(TableEntity row) => new(row.GetString("Kind")!, row.GetString("Key")!, row.GetBinary("Body"));
}
