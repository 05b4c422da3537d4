using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>What stands in chat, a row a message. They are the painters', and take no part in a visit's steps.</summary>
internal sealed class PostingRows(Account account, Recollections recollections)
{
    public async Task<IReadOnlyList<StoredPosting>> AllAsync(SiteId site, VisitId visit, CancellationToken ct) =>
        recollections.Of(visit).Whole ?? await AnewAsync(site, visit, ct);

    public async Task<IReadOnlyList<StoredPosting>> AnewAsync(SiteId site, VisitId visit, CancellationToken ct)
    {
        var known = recollections.Of(visit);
        var began = known.Now;
        var prefix = Keys.PostingsOf(visit);
        var rows = await Account.RangeAsync(account.Visits, Keys.Of(site), prefix, Keys.After(prefix), ct);
        return known.Reads([.. rows.Select(Rows.PostingOf)], began);
    }

    public async Task<StoredPosting?> TryAddAsync(SiteId site, StoredPosting posting, CancellationToken ct)
    {
        var ours = Rows.Of(posting, site, Guid.NewGuid().ToString("N"));
        var known = recollections.Of(posting.Visit);
        while (true)
        {
            try
            {
                await account.Visits.AddEntityAsync(ours, ct);
                known.Saved(posting);
                return null;
            }
            catch (RequestFailedException taken) when (taken.ErrorCode == TableErrorCode.EntityAlreadyExists)
            {
                // Ours too, if the answer to a first try got lost; and dropped meanwhile, if there is none now.
                if (await Account.FindAsync(account.Visits, ours.PartitionKey, ours.RowKey, ct) is { } first)
                {
                    var isOurs = first.GetString("Operation") == ours.GetString("Operation");
                    known.Saved(isOurs ? posting : Rows.PostingOf(first));
                    return isOurs ? null : Rows.PostingOf(first);
                }
            }
            catch
            {
                known.IsOld();
                throw;
            }
        }
    }

    /// <returns>False if it was dropped meanwhile.</returns>
    public async Task<bool> SaveAsync(SiteId site, StoredPosting posting, CancellationToken ct)
    {
        var known = recollections.Of(posting.Visit);
        try
        {
            await account.Visits.UpdateEntityAsync(Rows.Of(posting, site, Guid.NewGuid().ToString("N")), ETag.All, TableUpdateMode.Replace, ct);
            known.Saved(posting);
            return true;
        }
        catch (Exception gone)
        {
            known.IsOld();
            if (gone is RequestFailedException { ErrorCode: TableErrorCode.ResourceNotFound })
                return false;
            throw;
        }
    }
}
