using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>What stands in chat, a row a message. They are the painters', and take no part in a visit's steps.</summary>
internal sealed class PostingRows(Account account)
{
    public async Task<IReadOnlyList<StoredPosting>> AllAsync(SiteId site, VisitId visit, CancellationToken ct)
    {
        var prefix = Keys.PostingsOf(visit);
        var rows = await Account.RangeAsync(account.Visits, Keys.Of(site), prefix, Keys.After(prefix), ct);
        return [.. rows.Select(Rows.PostingOf)];
    }

    public async Task<StoredPosting?> TryAddAsync(SiteId site, StoredPosting posting, CancellationToken ct)
    {
        var ours = Rows.Of(posting, site, Guid.NewGuid().ToString("N"));
        while (true)
        {
            try
            {
                await account.Visits.AddEntityAsync(ours, ct);
                return null;
            }
            catch (RequestFailedException taken) when (taken.ErrorCode == TableErrorCode.EntityAlreadyExists)
            {
                // Ours too, if the answer to a first try got lost; and dropped meanwhile, if there is none now.
                if (await Account.FindAsync(account.Visits, ours.PartitionKey, ours.RowKey, ct) is { } first)
                    return first.GetString("Operation") == ours.GetString("Operation") ? null : Rows.PostingOf(first);
            }
        }
    }

    /// <returns>False if it was dropped meanwhile.</returns>
    public async Task<bool> SaveAsync(SiteId site, StoredPosting posting, CancellationToken ct)
    {
        try
        {
            await account.Visits.UpdateEntityAsync(Rows.Of(posting, site, Guid.NewGuid().ToString("N")), ETag.All, TableUpdateMode.Replace, ct);
            return true;
        }
        catch (RequestFailedException gone) when (gone.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return false;
        }
    }
}
