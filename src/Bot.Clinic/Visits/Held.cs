using System.Buffers;
using System.Text.Json;

namespace Bot.Clinic;

/// <summary>A visit in memory with the hash of its latest event; the form in which a store keeps both.</summary>
public sealed record Held(Visit Visit, byte[] Hash)
{
    private const int HexDigits = 64;

    private static ReadOnlySpan<byte> Start => "{\"hash\":\""u8;

    private static ReadOnlySpan<byte> Middle => "\",\"visit\":"u8;

    /// <summary>{"hash":"64 hexadecimal digits","visit":{…}}.</summary>
    public byte[] ToSnapshot()
    {
        var visit = VisitJson.Write(Visit);
        var snapshot = new byte[Start.Length + HexDigits + Middle.Length + visit.Length + 1];
        var rest = snapshot.AsSpan();
        Start.CopyTo(rest);
        rest = rest[Start.Length..];
        Convert.TryToHexStringLower(Hash, rest, out _);
        rest = rest[HexDigits..];
        Middle.CopyTo(rest);
        visit.CopyTo(rest[Middle.Length..]);
        snapshot[^1] = (byte)'}';
        return snapshot;
    }

    /// <exception cref="JsonException">The bytes hold no visit.</exception>
    public static Held From(StoredVisit stored)
    {
        var bytes = stored.Snapshot.Span;
        var hash = new byte[HexDigits / 2];
        if (bytes.Length <= Start.Length + HexDigits + Middle.Length
            || Convert.FromHexString(bytes.Slice(Start.Length, HexDigits), hash, out _, out _) != OperationStatus.Done)
        {
            throw new JsonException("The bytes hold no visit.");
        }

        return new Held(VisitJson.ReadVisit(bytes[(Start.Length + HexDigits + Middle.Length)..^1]), hash);
    }

    /// <summary>The visit after what has happened to it since it was stored: the same bytes as if each step had stored them.</summary>
    /// <param name="since">At least one event, in order, the first of them the next of the visit.</param>
    /// <exception cref="JsonException">The bytes hold no visit, or no event, or not one of this visit.</exception>
    public static ReadOnlyMemory<byte> Follow(StoredVisit stored, IReadOnlyList<StoredEvent> since)
    {
        var visit = From(stored).Visit;
        try
        {
            visit = Fold.Apply(visit, since.Select(e => VisitJson.ReadEvent(e.Body.Span, e.By, e.At)));
        }
        catch (Exception strange) when (strange is InvalidOperationException or InvalidCastException or ArgumentException)
        {
            throw new JsonException("An event does not belong to the visit.", strange);
        }

        return new Held(visit, since[^1].Hash.ToArray()).ToSnapshot();
    }
}
