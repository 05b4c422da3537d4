using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Azure;

namespace Bot.Storage.Tables.Wire;

/// <summary>Rows as JSON: https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations</summary>
internal static class EntityJson
{
    private const string TypeOf = "@odata.type";

    public static ReadOnlyMemory<byte> Write(TableEntity entity)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", entity.PartitionKey);
            json.WriteString("RowKey", entity.RowKey);
            foreach (var (name, value) in entity)
                Write(json, name, value);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                Typed(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                // In the invariant culture infinity is "Infinity", as the protocol has it.
                Typed(json, name, "Edm.Double", number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                Typed(json, name, "Edm.DateTime", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case Guid id:
                Typed(json, name, "Edm.Guid", id.ToString());
                break;
            case byte[] bytes:
                Typed(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            default:
                throw new ArgumentException($"A row can't hold a {value.GetType().Name}: {name}.", nameof(value));
        }
    }

    private static void Typed(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name + TypeOf, type);
        json.WriteString(name, value);
    }

    public static TableEntity Read(JsonElement row)
    {
        // A query that selects no keys gets none.
        var entity = new TableEntity(TextOf(row, "PartitionKey"), TextOf(row, "RowKey"));
        if (TextOf(row, "odata.etag") is { Length: > 0 } etag)
            entity.ETag = new ETag(etag);
        foreach (var property in row.EnumerateObject())
        {
            if (!property.Name.Contains("odata.", StringComparison.Ordinal) && property.Name is not ("PartitionKey" or "RowKey"))
                entity[property.Name] = ValueOf(property.Value, TextOf(row, property.Name + TypeOf));
        }

        return entity;
    }

    private static string TextOf(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString()! : "";

    // Each branch is an object of its own: in one expression, an int beside a double would become a double.
    private static object? ValueOf(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        ("Edm.Int64", _) => (object)long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.DateTime", _) => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        ("Edm.Guid", _) => value.GetGuid(),
        ("Edm.Binary", _) => value.GetBytesFromBase64(),
        ("Edm.Double", JsonValueKind.String) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        ("Edm.Double", _) => value.GetDouble(),
        (_, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (_, JsonValueKind.Number) => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
        _ => value.GetString(),
    };
}
