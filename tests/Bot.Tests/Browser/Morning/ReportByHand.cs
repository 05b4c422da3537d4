using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Playground.World;

namespace Bot.Tests.Browser.Morning;

/// <summary>What the report of the day must say, reckoned from the visits' events and from the phones that buzzed.</summary>
internal sealed class ReportByHand
{
    private const int Fewest = 5;

    private static readonly (string Id, string Label)[] DeskLabels = [("scheduling", "Scheduling"), ("referrals", "Referrals"), ("billing", "Billing"), ("lab", "Lab")];

    private static readonly (string Id, string Name)[] Receivers = [("asha.patel", "Dr. Asha Patel"), ("sam.lee", "Dr. Sam Lee")];

    private readonly IReadOnlyList<VisitByHand> all;
    private readonly List<VisitByHand> ended;

    public ReportByHand(IReadOnlyList<VisitByHand> visits, IEnumerable<Push> pushes)
    {
        all = visits;
        ended = [.. visits.Where(visit => visit.Ended is not null)];

        // A room has one visit at a time, and each push names its room. A message buzzes once, however many read its channel.
        Buzzes = pushes.DistinctBy(push => push.Message).Count(push =>
        {
            var (room, at) = (Regex.Match(push.Text, @"[Rr]oom (\d+)").Groups[1].Value, DateTimeOffset.FromUnixTimeMilliseconds(push.At));
            return ended.Exists(visit => visit.Room == room && At(visit.Opened) <= at && at <= At(visit.Ended));
        });
    }

    public int StillOpen => all.Count - ended.Count;

    public int Eligible => ended.Count;

    public int Warm => ended.Count(visit => visit.Warm > 0);

    public int Modified => ended.Count(visit => visit.Warm == 0 && visit.Parts.Count > 0);

    public IReadOnlyList<double> Accepted => Sorted(ended.Where(visit => visit.Accepted is not null).Select(visit => (visit.Accepted - visit.Ready)!.Value));

    public IReadOnlyList<double> Together => Sorted(ended.Where(visit => visit.Together is not null).Select(visit => (visit.Together - visit.Ready)!.Value));

    public (int Count, int Of) Asked => (ended.Sum(visit => visit.Parts.Count(part => part is "added" or "nothing")), ended.Sum(visit => visit.Warm));

    public (int Count, int Of) Added => (ended.Sum(visit => visit.Parts.Count(part => part == "added")), ended.Sum(visit => visit.Warm));

    public (int Count, int Of) Questions => (ended.Count(visit => visit is { Finished: true, AskedAll: true }), ended.Count(visit => visit.Finished));

    public int Handoffs => ended.Sum(visit => visit.Handoffs);

    public int Buzzes { get; }

    public int Undos => all.Sum(visit => visit.Undos);

    public IReadOnlyList<string> Reasons => [.. ended.SelectMany(visit => visit.Cold)];

    public IReadOnlyList<(string Desk, IReadOnlyList<double> Waits)> Desks =>
    [
        .. DeskLabels.Select(desk => (desk.Label, Waits: (IReadOnlyList<double>)[.. ended.SelectMany(visit => visit.Walks).Where(walk => walk.Desk == desk.Id).Select(walk => walk.Minutes).Order()]))
            .Where(desk => desk.Waits.Count > 0),
    ];

    public IReadOnlyList<(string Name, int Warm, int Of)> ByReceiver =>
        [.. Receivers.Select(one => (one.Name, ended.Count(visit => visit.FirstAsked == one.Id && visit.Warm > 0), ended.Count(visit => visit.FirstAsked == one.Id)))];

    /// <summary>The smallest of these times within which so many tenths have happened.</summary>
    public static string Within(IReadOnlyList<double> sorted, int tenths)
    {
        var rank = 1;
        while (rank * 10 < tenths * sorted.Count)
            rank++;
        return sorted.Count < Fewest ? "" : Minutes(sorted[rank - 1]);
    }

    public static string Minutes(double minutes) => minutes.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Whole percents, halves up.</summary>
    public static string Percent(int count, int of) => $"{((200 * count) + of) / (2 * of)}%";

    /// <summary>The file of this day, line by line.</summary>
    public string Csv(DateOnly monday)
    {
        List<string> lines = [];
        void Add(string measure, string of, object value, object over) =>
            lines.Add($"{(measure.Contains(',', StringComparison.Ordinal) ? $"\"{measure}\"" : measure)},{of},{value},{over}");
        void Spread(string measure, string of, IReadOnlyList<double> sorted)
        {
            Add($"{measure}, half within (min)", of, Within(sorted, 5), sorted.Count);
            Add($"{measure}, nine in ten within (min)", of, Within(sorted, 9), sorted.Count);
        }

        const string site = "Main Street";
        var week = monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        lines.Add("measure,of,value,over");
        Add("eligible visits", site, Eligible, "");
        Add("visits still open", site, StillOpen, "");
        Add("visits with a warm handoff", site, Warm, Eligible);
        Add("visits with a modified handoff", site, Modified, Eligible);
        Spread("ready to accepted", site, Accepted);
        Spread("ready to together", site, Together);
        Add("patient asked what they would add", site, Asked.Count, Asked.Of);
        Add("patient added or corrected something", site, Added.Count, Added.Of);
        Add("all three closing questions asked", site, Questions.Count, Questions.Of);
        Add("handoffs", site, Handoffs, "");
        Add("messages that buzz", site, Buzzes, Handoffs);
        Add("steps undone", site, Undos, "");
        Add("week: visits with a warm handoff", week, Warm, Eligible);
        Spread("week: ready to accepted", week, Accepted);
        Spread("week: ready to together", week, Together);
        Add("week: messages that buzz", week, Buzzes, Handoffs);

        // One alone, and fewer than five: the file says only that there was one.
        Add("cold handoffs by reason", "Provider busy", "not shown", "");
        foreach (var (desk, waits) in Desks)
        {
            var isShown = waits.Count >= Fewest;
            Add("wait for a desk, half within (min)", desk, isShown ? Within(waits, 5) : "", isShown ? waits.Count : "not shown");
            Add("wait for a desk, nine in ten within (min)", desk, isShown ? Within(waits, 9) : "", isShown ? waits.Count : "not shown");
        }

        foreach (var (name, warm, of) in ByReceiver)
            Add("visits with a warm handoff, first asked", name, warm, of);
        return string.Concat(lines.Select(line => $"{line}\r\n"));
    }

    private static List<double> Sorted(IEnumerable<TimeSpan> times) => [.. times.Select(time => time.TotalMinutes).Order()];

    // Pushes are written in whole milliseconds.
    private static DateTimeOffset At(DateTimeOffset? at) => DateTimeOffset.FromUnixTimeMilliseconds(at!.Value.ToUnixTimeMilliseconds());
}
