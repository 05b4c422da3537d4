using System.Collections;
using Azure;

namespace Bot.Storage.Tables.Wire;

/// <summary>A row: two keys and typed properties. A property that is null is absent.</summary>
internal sealed class TableEntity(string partitionKey, string rowKey) : IEnumerable<KeyValuePair<string, object?>>
{
    private readonly Dictionary<string, object?> properties = [];

    public string PartitionKey { get; } = partitionKey;

    public string RowKey { get; } = rowKey;

    public ETag ETag { get; set; }

    public object? this[string name]
    {
        get => properties.GetValueOrDefault(name);
        set => properties[name] = value;
    }

    public void Add(string name, object? value) => properties.Add(name, value);

    public string? GetString(string name) => (string?)this[name];

    public int? GetInt32(string name) => (int?)this[name];

    public long? GetInt64(string name) => (long?)this[name];

    public bool? GetBoolean(string name) => (bool?)this[name];

    public byte[]? GetBinary(string name) => (byte[]?)this[name];

    public DateTimeOffset? GetDateTimeOffset(string name) => (DateTimeOffset?)this[name];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
