using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Clinic;

/// <summary>Each event of a visit holds a hash over itself and the hash before it, so that no event can be changed unnoticed.</summary>
/// <remarks>It shows a change of one event or the loss of one in the middle; that the last are there is told by the snapshot's hash, once they are filed.</remarks>
public static class HashChain
{
    private const int InitialBytes = 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? reused;

    /// <summary>The hash of an event: SHA-256, 32 bytes. The event's own <see cref="StoredEvent.Hash"/> is not read.</summary>
    /// <param name="before">The hash of the event before it in its visit; empty for the first.</param>
    public static byte[] Next(ReadOnlySpan<byte> before, StoredEvent e)
    {
        var fields = reused ??= new ArrayBufferWriter<byte>(InitialBytes);
        fields.ResetWrittenCount();
        Field(fields, before);
        Text(fields, e.Visit.Value);
        Number(fields, e.Sequence);
        Text(fields, e.Name);
        Text(fields, e.By.Value);

        // The instant alone: a store may keep it in another zone.
        Number(fields, e.At.UtcTicks);
        Text(fields, e.Channel);
        Text(fields, e.Click);
        Field(fields, e.Body.Span);
        return SHA256.HashData(fields.WrittenSpan);
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
    private static void Field(ArrayBufferWriter<byte> fields, ReadOnlySpan<byte> bytes)
    {
        Length(fields, bytes.Length);
        fields.Write(bytes);
    }

    private static void Text(ArrayBufferWriter<byte> fields, string text)
    {
        Length(fields, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, fields);
    }

    private static void Number(ArrayBufferWriter<byte> fields, long number)
    {
        Length(fields, sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(fields.GetSpan(sizeof(long)), number);
        fields.Advance(sizeof(long));
    }

    private static void Length(ArrayBufferWriter<byte> fields, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(fields.GetSpan(sizeof(int)), length);
        fields.Advance(sizeof(int));
    }
}
