using Azure;
using Bot.Storage.Tables;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Moving;

/// <summary>Changes of rows, sent a partition's hundred at a time. Each may be repeated without harm.</summary>
internal sealed class Transactions(Account account)
{
    private const int Most = 100;

    // A transaction has room for 4 MiB, and binary values grow by a third on their way.
    private const int MostBytes = 2 * 1024 * 1024;

    private readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);

    public Task PutAsync(TableEntity row, CancellationToken ct) =>
        AddAsync(new(TableTransactionActionType.UpsertReplace, row), row.Sum(property => property.Value is byte[] bytes ? bytes.Length : 64), ct);

    public Task DeleteAsync(string partition, string key, CancellationToken ct) =>
        AddAsync(new(TableTransactionActionType.Delete, new(partition, key), ETag.All), 64, ct);

    public async Task EndAsync(CancellationToken ct)
    {
        foreach (var partition in waiting.Keys)
            await SendAsync(partition, ct);
    }

    private async Task AddAsync(TableTransactionAction action, int bytes, CancellationToken ct)
    {
        var partition = action.Entity.PartitionKey;
        if (!waiting.TryGetValue(partition, out var these))
            waiting[partition] = these = new Waiting();
        if (these.Actions.Count == Most || these.Bytes + bytes > MostBytes)
            await SendAsync(partition, ct);
        these.Actions.Add(action);
        these.Bytes += bytes;
    }

    private async Task SendAsync(string partition, CancellationToken ct)
    {
        var these = waiting[partition];
        if (these.Actions.Count > 0)
            await account.AskAsync(ct => SubmitAsync(these.Actions, ct), ct);
        these.Actions.Clear();
        these.Bytes = 0;
    }

    private async Task<bool> SubmitAsync(List<TableTransactionAction> actions, CancellationToken ct)
    {
        try
        {
            await account.Visits.SubmitTransactionAsync(actions, ct);
        }
        catch (TableTransactionFailedException refused) when (refused.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            // The answer to a first try got lost, and what was to be deleted is gone.
        }

        return true;
    }

    private sealed class Waiting
    {
        public List<TableTransactionAction> Actions { get; } = [];

        public int Bytes { get; set; }
    }
}
