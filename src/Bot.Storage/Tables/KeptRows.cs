using System.Text;
using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>The small things, all in one partition, and in the same transaction a row per kind that tells other instances of the change.</summary>
internal sealed class KeptRows(Account account)
{
    // Several instances may tell of the same kind at once.
    private const int Tries = 8;

    public async Task<IReadOnlyList<Kept>> AllAsync(string kind, CancellationToken ct)
    {
        var prefix = Keys.KeptOf(kind);
        var rows = await Account.RangeAsync(account.Visits, Keys.KeptPartition, prefix, Keys.After(prefix), ct);
        return [.. rows.Select(Rows.KeptOf)];
    }

    public Task<bool> KeepAsync(Kept kept, CancellationToken ct) =>
        ChangeAsync(kept.Kind, new(TableTransactionActionType.UpsertReplace, Rows.Of(kept)), ct);

    public Task<bool> TryKeepAsync(Kept kept, CancellationToken ct) =>
        ChangeAsync(kept.Kind, new(TableTransactionActionType.Add, Rows.Of(kept)), ct);

    public Task<bool> ForgetAsync(string kind, string key, CancellationToken ct) =>
        ChangeAsync(kind, new(TableTransactionActionType.Delete, new(Keys.KeptPartition, Keys.Kept(kind, key)), ETag.All), ct);

    // False if what should go was not there, or what should be new was.
    private async Task<bool> ChangeAsync(string kind, TableTransactionAction change, CancellationToken ct)
    {
        var news = Rows.Of(new Kept(Kept.News, kind, Encoding.UTF8.GetBytes(Guid.NewGuid().ToString("N"))));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await account.Visits.SubmitTransactionAsync([change, new(TableTransactionActionType.UpsertReplace, news)], ct);
                return true;
            }
            catch (TableTransactionFailedException refused) when (refused.ErrorCode == TableErrorCode.ResourceNotFound
                || (change.ActionType == TableTransactionActionType.Add && refused.ErrorCode == TableErrorCode.EntityAlreadyExists))
            {
                return false;
            }
            catch (TableTransactionFailedException refused) when (Steps.IsConflict(refused) && attempt < Tries)
            {
                // Another instance was quicker: once more.
            }
        }
    }
}
