using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Clinic;

/// <summary>Each event of a visit holds a hash over itself and the hash before it, so that no event can be changed unnoticed.</summary>
/// <remarks>It shows a change of one event or the loss of one in the middle; that the last are there is told by the snapshot's hash.</remarks>
public static class HashChain
{
    /// <summary>The hash of an event: SHA-256, 32 bytes. The event's own <see cref="StoredEvent.Hash"/> is not read.</summary>
    /// <param name="before">The hash of the event before it in its visit; empty for the first.</param>
    public static byte[] Next(ReadOnlySpan<byte> before, StoredEvent e)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Field(hash, before);
        Text(hash, e.Visit.Value);
        Number(hash, e.Sequence);
        Text(hash, e.Name);
        Text(hash, e.By.Value);

        // The instant alone: a store may keep it in another zone.
        Number(hash, e.At.UtcTicks);
        Text(hash, e.Channel);
        Text(hash, e.Click);
        Field(hash, e.Body.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>The sequence number of the first event of one visit that is not what was written, or that follows a gap; null if all are sound.</summary>
    /// <param name="events">All events of one visit, in order.</param>
    public static int? FirstBreak(IEnumerable<StoredEvent> events)
    {
        ReadOnlyMemory<byte> before = default;
        VisitId? visit = null;
        var sequence = 0;
        foreach (var e in events)
        {
            sequence++;
            if (e.Sequence != sequence || (visit ?? e.Visit) != e.Visit || !e.Hash.Span.SequenceEqual(Next(before.Span, e)))
                return e.Sequence;
            before = e.Hash;
            visit = e.Visit;
        }

        return null;
    }

    // Each field has its length before it, so that no text can slide from one field into the next.
    private static void Field(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static void Text(IncrementalHash hash, string text) => Field(hash, Encoding.UTF8.GetBytes(text));

    private static void Number(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        Field(hash, bytes);
    }
}
