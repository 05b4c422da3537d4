using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Clinic;

/// <summary>Each event of a visit holds a hash over itself and the hash before it, so that no event can be changed unnoticed.</summary>
/// <remarks>It shows a change of one event or the loss of one in the middle; that the last are there is told by the snapshot's hash, once they are filed.</remarks>
public static class HashChain
{
    private const int OnTheStack = 1024;
    private const int Fields = 9;

    /// <summary>The hash of an event: SHA-256, 32 bytes. The event's own <see cref="StoredEvent.Hash"/> is not read.</summary>
    /// <param name="before">The hash of the event before it in its visit; empty for the first.</param>
    public static byte[] Next(ReadOnlySpan<byte> before, StoredEvent e)
    {
        var characters = e.Visit.Value.Length + e.Name.Length + e.By.Value.Length + e.Channel.Length + e.Click.Length;
        var most = (Fields * sizeof(int)) + (2 * sizeof(long)) + before.Length + Encoding.UTF8.GetMaxByteCount(characters) + e.Body.Length;
        Span<byte> all = most <= OnTheStack ? stackalloc byte[OnTheStack] : new byte[most];
        var rest = all;
        Field(ref rest, before);
        Text(ref rest, e.Visit.Value);
        Number(ref rest, e.Sequence);
        Text(ref rest, e.Name);
        Text(ref rest, e.By.Value);

        // The instant alone: a store may keep it in another zone.
        Number(ref rest, e.At.UtcTicks);
        Text(ref rest, e.Channel);
        Text(ref rest, e.Click);
        Field(ref rest, e.Body.Span);
        return SHA256.HashData(all[..^rest.Length]);
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
    private static void Field(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        Length(ref rest, bytes.Length);
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static void Text(ref Span<byte> rest, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
        Length(ref rest, length);
        rest = rest[length..];
    }

    private static void Number(ref Span<byte> rest, long number)
    {
        Length(ref rest, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(rest, number);
        rest = rest[sizeof(long)..];
    }

    private static void Length(ref Span<byte> rest, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(rest, length);
        rest = rest[sizeof(int)..];
    }
}
