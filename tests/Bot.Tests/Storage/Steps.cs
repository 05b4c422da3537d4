using System.Globalization;
using System.Text;
using Bot.Clinic;

namespace Bot.Tests.Storage;

/// <summary>Commits and postings to store. The bytes mean nothing to a store, so here they are made up.</summary>
internal static class Steps
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly SiteId MainStreet = new("main-street");
    public static readonly SiteId Harbor = new("harbor");

    public static VisitId Visit(string name) => new(name);

    public static Commit Opening(string visit, string room, int minute = 0) => Step(visit, room, 0, minute: minute);

    public static Commit Leaving(string visit, string room, int expected, int minute = 0) =>
        Step(visit, room, expected, minute: minute) with { Open = false };

    /// <summary>A step of one or more events on top of a version.</summary>
    public static Commit Step(string visit, string room, int expected, int events = 1, int minute = 0)
    {
        var at = Morning.AddMinutes(minute);
        return new Commit(
            new(visit),
            MainStreet,
            new(room),
            at,
            expected,
            Open: true,
            Bytes($$"""{"visit":"{{visit}}","version":{{expected + events}}}"""),
            [.. Enumerable.Range(expected + 1, events).Select(sequence => Event(visit, sequence, at))],
            Due: at);
    }

    /// <summary>A step with an event of a megabyte.</summary>
    public static Commit Large(Commit step) => step with { Events = [.. step.Events.Select(happened => happened with { Body = new byte[1 << 20] })] };

    /// <summary>What the steps after it make of a visit.</summary>
    public static ReadOnlyMemory<byte> Follow(StoredVisit filed, IReadOnlyList<StoredEvent> since) =>
        Bytes($$"""{"visit":"{{filed.Visit}}","version":{{since[^1].Sequence}}}""");

    public static StoredEvent Event(string visit, int sequence, DateTimeOffset at) => new(
        new(visit),
        sequence,
        "accepted",
        new("lee"),
        at,
        "teams",
        string.Create(CultureInfo.InvariantCulture, $"click-{visit}-{sequence}"),
        Bytes($$"""{"sequence":{{sequence}}}"""),
        Hash(visit, sequence));

    public static StoredPosting Posting(string visit, string key, string message = "1712") =>
        new(new(visit), key, message, Version: 1, Fingerprint: "f1", Attempts: 0, RetryAt: null, Dead: false);

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>An event as one line, bytes included: records compare the bytes' place in memory, not the bytes.</summary>
    public static string Told(StoredEvent happened) => string.Join(
        '|',
        happened.Visit,
        happened.Sequence,
        happened.Name,
        happened.By,
        happened.At.ToString("O", CultureInfo.InvariantCulture),
        happened.Channel,
        happened.Click,
        Convert.ToHexString(happened.Body.Span),
        Convert.ToHexString(happened.Hash.Span));

    private static byte[] Hash(string visit, int sequence) =>
        System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{visit}{sequence}"));
}
