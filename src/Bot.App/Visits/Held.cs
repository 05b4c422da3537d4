using System.Text;
using Bot.Clinic;

namespace Bot.App;

/// <summary>A visit in memory with the hash of its latest event; the form in which a store keeps both.</summary>
internal sealed record Held(Visit Visit, byte[] Hash)
{
    private static ReadOnlySpan<byte> Start => "{\"hash\":\""u8;

    private static ReadOnlySpan<byte> Middle => "\",\"visit\":"u8;

    /// <summary>{"hash":"64 hexadecimal digits","visit":{…}}.</summary>
    public byte[] ToSnapshot()
    {
        var visit = VisitJson.Write(Visit);
        var hex = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Hash));
        return [.. Start, .. hex, .. Middle, .. visit, (byte)'}'];
    }

    public static Held From(StoredVisit stored)
    {
        var bytes = stored.Snapshot.Span;
        var hex = bytes.Slice(Start.Length, 64);
        var visit = bytes[(Start.Length + 64 + Middle.Length)..^1];
        return new Held(VisitJson.ReadVisit(visit), Convert.FromHexString(Encoding.ASCII.GetString(hex)));
    }
}
