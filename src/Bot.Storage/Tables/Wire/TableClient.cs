using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Bot.Storage.Tables.Wire;

/// <summary>How a <see cref="TableClient"/> retries, waits and is watched.</summary>
internal sealed class TableClientOptions : ClientOptions
{
    /// <summary>The clock on the wall: what is signed with another time is refused.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// One table, over https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api. It has the shape of Azure.Data.Tables,
/// which could not be had, so that the package can take its place: then this folder goes.
/// </summary>
/// <remarks>Safe to use from many threads. Every refusal is a <see cref="RequestFailedException"/> with the server's code.</remarks>
internal sealed class TableClient
{
    public const string Json = "application/json;odata=minimalmetadata";

    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline pipeline;
    private readonly Uri tables;
    private readonly Uri table;
    private readonly Uri batch;

    public TableClient(Uri endpoint, string tableName, TokenCredential credential, TableClientOptions options)
        : this(endpoint, tableName, options, new BearerTokenAuthenticationPolicy(credential, Scope))
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options)
        : this(endpoint, tableName, options, new SharedKeyPolicy(credential, options.Clock))
    {
    }

    private TableClient(Uri endpoint, string tableName, TableClientOptions options, HttpPipelinePolicy auth)
    {
        var root = endpoint.AbsoluteUri.TrimEnd('/');
        Name = tableName;
        (tables, table, batch) = (new Uri(root + "/Tables"), new Uri($"{root}/{tableName}"), new Uri(root + "/$batch"));

        // Per retry: each attempt is dated and signed again.
        pipeline = HttpPipelineBuilder.Build(options, [], [auth], new ResponseClassifier());
    }

    public string Name { get; }

    public async Task CreateIfNotExistsAsync(CancellationToken ct)
    {
        using var made = await SendAsync(RequestMethod.Post, tables, Encoding.UTF8.GetBytes($$"""{"TableName":"{{Name}}"}"""), ct: ct);
        if (made.IsError && TableErrors.Of(made) is { ErrorCode: not TableErrorCode.TableAlreadyExists } refused)
            throw refused;
    }

    public async Task<NullableResponse<TableEntity>> GetEntityIfExistsAsync(string partitionKey, string rowKey, CancellationToken ct)
    {
        var found = await SendAsync(RequestMethod.Get, RowOf(table, partitionKey, rowKey), ct: ct);
        if (!found.IsError)
        {
            var row = EntityJson.Read(JsonOf(found));
            return row.RowKey == rowKey
                ? Response.FromValue(row, found)
                : throw new FormatException("An answer with another row than was asked for.");
        }

        // A table that is missing is no row that is missing, nor is the page of somebody in between.
        return TableErrors.Of(found) is { ErrorCode: TableErrorCode.ResourceNotFound } ? new Missing(found) : throw TableErrors.Of(found);
    }

    public AsyncPageable<TableEntity> QueryAsync(string filter, int? maxPerPage, IEnumerable<string>? select, CancellationToken ct) =>
        new Pages(this, filter, maxPerPage, select, ct);

    public Task<Response> AddEntityAsync(TableEntity entity, CancellationToken ct) =>
        NeededAsync(RequestMethod.Post, table, EntityJson.Write(entity), null, ct);

    public Task<Response> UpdateEntityAsync(TableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken ct) => NeededAsync(
        mode == TableUpdateMode.Merge ? RequestMethod.Parse("MERGE") : RequestMethod.Put,
        RowOf(table, entity.PartitionKey, entity.RowKey),
        EntityJson.Write(entity),
        Said(ifMatch),
        ct);

    public Task<Response> UpsertEntityAsync(TableEntity entity, CancellationToken ct) =>
        NeededAsync(RequestMethod.Put, RowOf(table, entity.PartitionKey, entity.RowKey), EntityJson.Write(entity), null, ct);

    /// <summary>A row that is not there counts as deleted.</summary>
    public async Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch, CancellationToken ct)
    {
        var gone = await SendAsync(RequestMethod.Delete, RowOf(table, partitionKey, rowKey), ifMatch: Said(ifMatch), ct: ct);
        return !gone.IsError || TableErrors.Of(gone) is { ErrorCode: TableErrorCode.ResourceNotFound } ? gone : throw TableErrors.Of(gone);
    }

    /// <summary>All of the actions or none: at most 100 in one partition, each on a row of its own, 4 MiB in sum.</summary>
    /// <exception cref="TableTransactionFailedException">None, because of one of them.</exception>
    public async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken ct)
    {
        var actions = transactionActions.ToList();
        var boundary = Guid.NewGuid().ToString();
        var body = Encoding.UTF8.GetBytes(Multipart.Write(boundary, actions, table));
        var answer = await SendAsync(RequestMethod.Post, batch, body, contentType: $"multipart/mixed; boundary=batch_{boundary}", ct: ct);
        if (answer.IsError)
            throw TableErrors.Of(answer);

        // The outer status is 202 whatever became of the actions; of those that failed, the server names the first alone.
        var parts = Multipart.Read(answer.Headers.ContentType ?? "", answer.Content.ToString());
        if (parts.FirstOrDefault(part => part.IsError) is { } failed)
        {
            var reason = TableErrors.Of(failed);
            throw new TableTransactionFailedException(reason, IndexIn(reason.Message));
        }

        return parts.Count == actions.Count
            ? Response.FromValue<IReadOnlyList<Response>>(parts, answer)
            : throw new RequestFailedException(answer.Status, $"{parts.Count} answers to {actions.Count} actions.");
    }

    /// <summary>Where a row lives. Quotes are doubled before the keys are escaped.</summary>
    public static Uri RowOf(Uri table, string partitionKey, string rowKey) =>
        new($"{table.AbsoluteUri}(PartitionKey='{Quoted(partitionKey)}',RowKey='{Quoted(rowKey)}')");

    /// <summary>A version that was never read must not turn an update into one of any version, nor into an insert.</summary>
    public static string Said(ETag ifMatch) =>
        ifMatch != default
            ? ifMatch.ToString("H")
            : throw new ArgumentException("An update names the version of the row it means, or ETag.All.", nameof(ifMatch));

    private static string Quoted(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    // "3:The specified entity already exists."
    private static int? IndexIn(string message) => int.TryParse(message.Split(':')[0], out var index) ? index : null;

    private static JsonElement JsonOf(Response response)
    {
        using var json = JsonDocument.Parse(response.Content);
        return json.RootElement.Clone();
    }

    private async Task<Response> NeededAsync(RequestMethod method, Uri uri, ReadOnlyMemory<byte> body, string? ifMatch, CancellationToken ct)
    {
        var answer = await SendAsync(method, uri, body, ifMatch, ct: ct);
        return answer.IsError ? throw TableErrors.Of(answer) : answer;
    }

    private async Task<Response> SendAsync(
        RequestMethod method,
        Uri uri,
        ReadOnlyMemory<byte> body = default,
        string? ifMatch = null,
        string contentType = "application/json",
        CancellationToken ct = default)
    {
        using var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(uri);
        request.Headers.SetValue("x-ms-version", "2020-12-06");
        request.Headers.SetValue("DataServiceVersion", "3.0");
        request.Headers.SetValue("Accept", Json);
        if (method == RequestMethod.Post)
            request.Headers.SetValue("Prefer", "return-no-content");
        if (ifMatch is not null)
            request.Headers.SetValue("If-Match", ifMatch);
        if (!body.IsEmpty)
        {
            request.Headers.SetValue("Content-Type", contentType);
            request.Content = RequestContent.Create(body);
        }

        return await pipeline.SendRequestAsync(request, ct);
    }

    private sealed class Missing(Response response) : NullableResponse<TableEntity>
    {
        public override bool HasValue => false;

        public override TableEntity Value => throw new InvalidOperationException("The row is not there.");

        public override Response GetRawResponse() => response;
    }

    private sealed class Pages(TableClient client, string filter, int? maxPerPage, IEnumerable<string>? select, CancellationToken ct)
        : AsyncPageable<TableEntity>(ct)
    {
        public override async IAsyncEnumerable<Page<TableEntity>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        {
            // A page may be empty and still say that there is more.
            var next = continuationToken ?? "";
            do
            {
                var page = await PageAsync(next);
                next = page.ContinuationToken ?? "";
                yield return page;
            }
            while (next.Length > 0);
        }

        private async Task<Page<TableEntity>> PageAsync(string next)
        {
            var top = maxPerPage is { } most ? string.Create(CultureInfo.InvariantCulture, $"&$top={most}") : "";
            var only = select is null ? "" : "&$select=" + string.Join(',', select);
            var query = $"{client.table.AbsoluteUri}()?$filter={Uri.EscapeDataString(filter)}{top}{only}{next}";
            var answer = await client.SendAsync(RequestMethod.Get, new Uri(query), ct: CancellationToken);
            if (answer.IsError)
                throw TableErrors.Of(answer);
            if (!JsonOf(answer).TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.Array)
                throw new FormatException("An answer to a query without rows.");
            var rows = value.EnumerateArray().Select(EntityJson.Read).ToList();
            return Page<TableEntity>.FromValues(rows, NextOf(answer), answer);
        }

        // The second of the two may be missing, and then must be left out.
        private static string? NextOf(Response answer)
        {
            if (!answer.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition))
                return null;
            var next = "&NextPartitionKey=" + Uri.EscapeDataString(partition);
            return answer.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? $"{next}&NextRowKey={Uri.EscapeDataString(row)}" : next;
        }
    }
}
