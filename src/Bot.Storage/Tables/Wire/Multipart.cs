using System.Globalization;
using System.Text;
using Azure;

namespace Bot.Storage.Tables.Wire;

/// <summary>
/// A transaction as one request with a part per action:
/// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
/// </summary>
internal static class Multipart
{
    private const string End = "\r\n";

    public static string Write(string boundary, IReadOnlyList<TableTransactionAction> actions, Uri table)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"--batch_{boundary}{End}Content-Type: multipart/mixed; boundary=changeset_{boundary}{End}{End}");
        foreach (var action in actions)
        {
            text.Append(CultureInfo.InvariantCulture, $"--changeset_{boundary}{End}Content-Type: application/http{End}");
            text.Append(CultureInfo.InvariantCulture, $"Content-Transfer-Encoding: binary{End}{End}");
            Write(text, action, table);
        }

        text.Append(CultureInfo.InvariantCulture, $"--changeset_{boundary}--{End}--batch_{boundary}--{End}");
        return text.ToString();
    }

    private static void Write(StringBuilder text, TableTransactionAction action, Uri table)
    {
        var verb = action.ActionType switch
        {
            TableTransactionActionType.Add => "POST",
            TableTransactionActionType.UpdateMerge => "MERGE",
            TableTransactionActionType.Delete => "DELETE",
            _ => "PUT",
        };
        var (partition, row) = (action.Entity.PartitionKey, action.Entity.RowKey);
        var uri = action.ActionType == TableTransactionActionType.Add ? table : TableClient.RowOf(table, partition, row);
        text.Append(CultureInfo.InvariantCulture, $"{verb} {uri.AbsoluteUri} HTTP/1.1{End}");
        text.Append(CultureInfo.InvariantCulture, $"Accept: {TableClient.Json}{End}DataServiceVersion: 3.0{End}");
        if (action.ActionType == TableTransactionActionType.Add)
            text.Append(CultureInfo.InvariantCulture, $"Prefer: return-no-content{End}");
        else if (action.ActionType != TableTransactionActionType.UpsertReplace)
            text.Append(CultureInfo.InvariantCulture, $"If-Match: {TableClient.Said(action.ETag)}{End}");
        if (action.ActionType != TableTransactionActionType.Delete)
        {
            var json = EntityJson.Write(action.Entity);
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json{End}Content-Length: {json.Length}{End}{End}");
            text.Append(Encoding.UTF8.GetString(json.Span));
        }
        else
        {
            text.Append(End);
        }

        text.Append(End);
    }

    /// <summary>The answers to the actions, in their order; only one where an action failed.</summary>
    public static List<Response> Read(string contentType, string text)
    {
        var outer = BoundaryIn(contentType);
        var found = new List<Response>();
        foreach (var part in PartsOf(text, outer))
        {
            var (headers, body) = Split(part);
            if (headers.GetValueOrDefault("Content-Type") is { } type && type.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase))
                found.AddRange(PartsOf(body, BoundaryIn(type)).Select(inner => AnswerIn(Split(inner).Body)));
            else
                found.Add(AnswerIn(body));
        }

        return found;
    }

    private static string BoundaryIn(string contentType) =>
        contentType.Split("boundary=", 2) is [_, var boundary]
            ? boundary.Split(';')[0].Trim('"', ' ')
            : throw new FormatException("An answer to a transaction without a boundary.");

    // What stands before the first boundary and after the last is not a part.
    private static IEnumerable<string> PartsOf(string text, string boundary)
    {
        var parts = (End + text).Split($"{End}--{boundary}");
        return parts.Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)).Select(part => part.TrimStart('\r', '\n'));
    }

    private static PartResponse AnswerIn(string http)
    {
        var (line, rest) = http.Split(End, 2) is [var first, var after] ? (first, after) : (http, "");
        if (line.Split(' ', 3) is not [_, var status, .. var reason])
            throw new FormatException("An answer within a transaction without a status.");
        var (headers, body) = Split(rest);
        return new PartResponse(int.Parse(status, CultureInfo.InvariantCulture), string.Concat(reason), headers, Encoding.UTF8.GetBytes(body));
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (text.Length > 0)
        {
            var (line, rest) = text.Split(End, 2) is [var first, var after] ? (first, after) : (text, "");
            text = rest;
            if (line.Length == 0)
                break;
            if (line.Split(':', 2) is [var name, var value])
                headers[name.Trim()] = value.Trim();
        }

        return (headers, text);
    }
}
