using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>What reports need of visits that have ended: a row a visit, in the order of opening, so that a quarter is one range.</summary>
internal sealed class SummaryRows(Account account)
{
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> BetweenAsync(SiteId site, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var rows = await Account.RangeAsync(account.Visits, Keys.Of(site), Keys.SummaryFrom(from), Keys.SummaryFrom(to), ct);
        return [.. rows.Select(row => (ReadOnlyMemory<byte>)row.GetBinary("Body")).Where(body => !body.IsEmpty)];
    }

    /// <summary>Part of a step that ends a visit, or that opens again one that had ended: then nothing is left in the row.</summary>
    public static TableEntity Of(Commit commit) => Of(commit.Site, commit.Opened, commit.Visit, commit.Open ? default : commit.Summary);

    public static TableEntity Of(SiteId site, DateTimeOffset opened, VisitId visit, ReadOnlyMemory<byte> summary) =>
        Rows.New(Keys.Of(site), Keys.Summary(opened, visit)).With("Body", summary.ToArray());
}
