using Bot.Clinic;

namespace Bot.App;

/// <summary>A visit in memory with the hash of its latest event; the form in which a store keeps both.</summary>
internal sealed record Held(Visit Visit, byte[] Hash)
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

    public static Held From(StoredVisit stored)
    {
        var bytes = stored.Snapshot.Span;
        var hex = bytes.Slice(Start.Length, HexDigits);
        var visit = bytes[(Start.Length + HexDigits + Middle.Length)..^1];
        return new Held(VisitJson.ReadVisit(visit), Convert.FromHexString(hex));
    }
}
