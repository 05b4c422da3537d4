using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Core;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>The two tables of the storage account, and how long anybody waits for them.</summary>
internal sealed class Account
{
    private readonly TablesOptions options;

    public Account(TablesOptions options)
    {
        this.options = options;
        Url = new Uri(options.TablesUrl);
        Visits = Client(options.TableName);
        Sites = Client(options.TableName + "sites");
    }

    public Uri Url { get; }

    public TableClient Visits { get; }

    public TableClient Sites { get; }

    /// <summary>One call of the store: however many requests it takes, somebody waits for its end.</summary>
    /// <exception cref="StoreUnavailableException">The tables did not answer in time, or would not.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Patience);
        try
        {
            return await ask(limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            var within = options.Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new StoreUnavailableException($"Azure Tables did not answer within {within} s.", late);
        }
        catch (Exception failure) when (Reason(failure) is { } reason)
        {
            // The server's own words may hold keys; status and code do not.
            throw new StoreUnavailableException(reason.Status == 0
                ? "Azure Tables can't be reached."
                : $"Azure Tables answered {reason.Status} {reason.ErrorCode}{CureOf(reason)}.", failure);
        }
    }

    public static async Task<TableEntity?> FindAsync(TableClient table, string partition, string key, CancellationToken ct)
    {
        var found = await table.GetEntityIfExistsAsync(partition, key, ct);
        return found.HasValue ? Rows.Known(found.Value!) : null;
    }

    /// <summary>The rows of a partition from one key (inclusive) to another (exclusive), in the order of their keys.</summary>
    public static async Task<List<TableEntity>> RangeAsync(
        TableClient table,
        string partition,
        string from,
        string to,
        CancellationToken ct,
        int most = int.MaxValue,
        string and = "",
        string[]? only = null)
    {
        // No query goes without a range of keys: without one it would read all history.
        var filter = $"PartitionKey eq '{Quoted(partition)}' and RowKey ge '{Quoted(from)}' and RowKey lt '{Quoted(to)}'{and}";
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync(filter, most < 1000 ? most : null, only is null ? null : ["RowKey", "Schema", .. only], ct))
        {
            rows.Add(Rows.Known(row));
            if (rows.Count == most)
                break;
        }

        return rows;
    }

    /// <summary>The same of the visits' table, streamed. Each page is a call of its own: the whole may take as long as it likes, its requests not.</summary>
    public async IAsyncEnumerable<TableEntity> PagesAsync(
        string partition, string from, string to, int most, string[]? only, [EnumeratorCancellation] CancellationToken ct)
    {
        List<TableEntity> page;
        do
        {
            page = await AskAsync(ct => RangeAsync(Visits, partition, from, to, ct, most, only: only), ct);
            foreach (var row in page)
                yield return row;

            // Nothing that a key may hold comes before a space.
            if (page.Count > 0)
                from = page[^1].RowKey + " ";
        }
        while (page.Count == most);
    }

    /// <summary>What the tables, or the way to them, refused; null for a fault of ours.</summary>
    public static RequestFailedException? Reason(Exception failure) => failure switch
    {
        RequestFailedException reason => reason,
        AggregateException tries => tries.InnerExceptions.Select(Reason).LastOrDefault(reason => reason is not null)

            // Each of the tries took too long, and the last was broken off by the caller's patience.
            ?? (tries.InnerExceptions.All(one => one is OperationCanceledException) ? new RequestFailedException(0, failure.Message, failure) : null),

        // Something that is not Azure Tables answered, or stopped in the middle of it.
        IOException or SocketException or FormatException or JsonException => new RequestFailedException(0, failure.Message, failure),
        _ => null,
    };

    private static string CureOf(RequestFailedException reason) => reason switch
    {
        { Status: 401 or 403 } => ": check the bot's identity, its role there, and this machine's clock",
        { ErrorCode: TableErrorCode.TableNotFound } => ": a table is missing",
        _ => "",
    };

    private TableClient Client(string name)
    {
        var how = new TableClientOptions
        {
            Clock = options.Wall,
            Retry =
            {
                MaxRetries = 3,
                Delay = TimeSpan.FromMilliseconds(50),
                MaxDelay = TimeSpan.FromMilliseconds(400),
                NetworkTimeout = options.RequestTimeout,
            },
        };
        if (options.Transport is { } transport)
            how.Transport = transport;
        if (options.Watch is { } watch)
            how.AddPolicy(watch, HttpPipelinePosition.PerRetry);
        return options.Credential is { } identity
            ? new TableClient(Url, name, new Identity(identity), how)
            : new TableClient(Url, name, new TableSharedKeyCredential(Url.AbsolutePath.Trim('/'), options.AccountKey), how);
    }

    private static string Quoted(string key) => key.Replace("'", "''", StringComparison.Ordinal);
}
