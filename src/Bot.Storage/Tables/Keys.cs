using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Clinic;

namespace Bot.Storage.Tables;

/// <summary>Where each row lives. One partition a site, so that a step is one transaction; ranges over what is open never touch what is closed.</summary>
/// <remarks>
/// r|room = the visit that is open there. a|visit = an open visit, c|day|visit = one that has left on that day (UTC).
/// s|opened|visit = what reports need of one that has left. e|visit|sequence = an event. p|visit|key = a posting. w|due|visit = work,
/// w|due|visit|instance = a hold. k|hash = a click that was seen.
/// In the second table: site = the list of sites, instance = who is at work, visit|id = the site of a visit. In the first, partition kept = the small things.
/// </remarks>
internal static class Keys
{
    public const string Open = "a|", Left = "c|", Events = "e|", Work = "w|", Clicks = "k|", Rooms = "r|", Summaries = "s|", Postings = "p|";
    public const string KeptPartition = "kept|", SitesPartition = "site", SiteOfVisit = "site", InstancesPartition = "instance";

    // In characters of two bytes; a key has at most 1 KiB.
    private const int Longest = 200;

    /// <summary>The partition of a site. Its escaped name holds no bar, so that no site is called as the small things are.</summary>
    public static string Of(SiteId site) => Part(site.Value);

    public static string OfVisit(VisitId visit) => "visit|" + Part(visit.Value);

    public static string Instance(string owner) => Part(owner);

    public static string OpenVisit(VisitId visit) => Open + Part(visit.Value);

    public static string LeftVisit(DateTimeOffset at, VisitId visit) => LeftOn(at) + "|" + Part(visit.Value);

    public static string LeftOn(DateTimeOffset day) => Left + day.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Room(RoomId room) => Rooms + Part(room.Value);

    public static string EventsOf(VisitId visit) => $"{Events}{Part(visit.Value)}|";

    public static string Event(VisitId visit, int sequence) => EventsOf(visit) + sequence.ToString("D6", CultureInfo.InvariantCulture);

    public static string PostingsOf(VisitId visit) => $"{Postings}{Part(visit.Value)}|";

    public static string Posting(VisitId visit, string key) => PostingsOf(visit) + Part(key);

    public static string WorkAt(DateTimeOffset due) => Work + due.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static string WorkOf(DateTimeOffset due, VisitId visit) => $"{WorkAt(due)}|{Part(visit.Value)}";

    /// <summary>Work beside the visit's own: where an instance paints what its own does not cover.</summary>
    public static string HoldOf(DateTimeOffset due, VisitId visit, string owner) => $"{WorkOf(due, visit)}|{Part(owner)}";

    public static string SummaryFrom(DateTimeOffset opened) => Summaries + opened.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public static string Summary(DateTimeOffset opened, VisitId visit) => $"{SummaryFrom(opened)}|{Part(visit.Value)}";

    /// <summary>Never read back, only met again: so its hash, which has one length and no odd character.</summary>
    public static string Click(string click) => Clicks + Hash(click);

    public static string KeptOf(string kind) => Part(kind) + "|";

    public static string Kept(string kind, string key) => KeptOf(kind) + Part(key);

    /// <summary>The end of the range of all keys that begin so. '}' follows '|', and '~' whatever stands in a key.</summary>
    public static string After(string prefix) => prefix.EndsWith('|') ? prefix[..^1] + "}" : prefix + "~";

    /// <summary>
    /// A text as a part of a key. Keys may not hold / \ # ? and control characters; the bar is ours, and the percent sign is not understood
    /// alike everywhere. The order of letters and digits stays.
    /// </summary>
    private static string Part(string text)
    {
        var part = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
                part.Append(letter);
            else
                part.Append(CultureInfo.InvariantCulture, $"={(int)letter:X4}");
        }

        return part.Length <= Longest ? part.ToString() : "==" + Hash(text);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
