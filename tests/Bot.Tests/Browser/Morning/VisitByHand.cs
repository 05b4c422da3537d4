using System.Globalization;
using System.Text.Json.Nodes;
using Bot.App;

namespace Bot.Tests.Browser.Morning;

/// <summary>One visit, counted from its exported events as a person with a pencil would: nothing of the bot's own report is used.</summary>
internal sealed class VisitByHand
{
    private readonly List<Written> kept = [];

    private VisitByHand(string room, IEnumerable<Written> events)
    {
        Room = room;
        foreach (var e in events)
        {
            Opened ??= e.At;
            if (e.Is == "undone")
            {
                // Back to before the last person's step; what the clock did since goes with it.
                var step = kept.FindLastIndex(one => one.By != "clock" && !one.Continues);
                kept.RemoveRange(step, kept.Count - step);
                Undos++;
                continue;
            }

            kept.Add(e);
        }
    }

    public string Room { get; }

    public DateTimeOffset? Opened { get; }

    public int Undos { get; }

    public DateTimeOffset? Ready => kept.Find(e => e.Is == "marked-ready")?.At;

    public DateTimeOffset? Together => kept.Find(e => e.Is == "came-in")?.At;

    /// <summary>The acceptance that stood when somebody first came in.</summary>
    public DateTimeOffset? Accepted
    {
        get
        {
            DateTimeOffset? accepted = null;
            foreach (var e in kept)
            {
                if (e.Is == "came-in")
                    return accepted;
                if (e.Is == "accepted")
                    accepted = e.At;
                if (e.Is is "said-cant" or "lapsed" or "request-cancelled" or "couldnt-meet")
                    accepted = null;
            }

            return null;
        }
    }

    /// <summary>When it was over: somebody said so, or the last stop was made.</summary>
    public DateTimeOffset? Ended => State == "left" ? kept[^1].At : null;

    /// <summary>Whoever was asked first, if that was one person by name.</summary>
    public string? FirstAsked => kept.Find(e => e.Is == "requested") is { } first && first.List("asked") is [var one] && first.Text("did").EndsWith($":{one}", StringComparison.Ordinal) ? one : null;

    public IReadOnlyList<string> Parts => [.. kept.Where(e => e.Is == "handed-off").Select(e => e.Text("part"))];

    public int Warm => Parts.Count(part => part != "notBeforeThePatient");

    public IReadOnlyList<string> Cold => [.. kept.Where(e => e.Is == "couldnt-meet").Select(e => e.Text("reason"))];

    public bool Finished => kept.Exists(e => e.Is == "visit-done");

    public bool AskedAll => kept.Exists(e => e.Is == "asked-all-three");

    /// <summary>Each walk that came to an introduction, and how long the desk kept the patient waiting.</summary>
    public IReadOnlyList<(string Desk, double Minutes)> Walks
    {
        get
        {
            List<(string, double)> walks = [];
            (string Desk, DateTimeOffset From, DateTimeOffset? Ready) walk = ("", default, null);
            foreach (var e in kept)
            {
                if (e.Is == "walk-started")
                    walk = (e.Text("desk"), e.At, e.Flag("told") ? e.At : null);
                if (e.Is == "desk-said-when")
                    walk.Ready = e.Time("expected");
                if (e.Is == "introduced")
                    walks.Add((walk.Desk, ((walk.Ready is { } ready && ready < e.At ? ready : e.At) - walk.From).TotalMinutes));
            }

            return walks;
        }
    }

    public int Handoffs => Parts.Count + Cold.Count + Walks.Count;

    public string State
    {
        get
        {
            var (state, stops) = ("", 0);
            foreach (var e in kept)
            {
                // The whole list each time; those already made are marked.
                stops = e.Is == "stops-named" ? e.Count("stops", stop => stop["done"]?.GetValue<bool>() != true) : e.Is == "introduced" ? stops - 1 : stops;
                state = e.Is switch
                {
                    "roomed" => "rooming",
                    "marked-ready" => "ready",
                    "requested" or "asked-too" => "waiting",
                    "accepted" => "coming",
                    "came-in" => "together",
                    "handed-off" or "couldnt-meet" => "with",
                    "visit-done" => "closing",
                    "walk-started" => e.Flag("told") ? "walking over" : "waiting",
                    "desk-said-when" => "walking over",
                    "introduced" => stops > 0 ? "closing" : "left",
                    "left" => "left",
                    _ => state,
                };
            }

            return state;
        }
    }

    /// <summary>The clock has said that nobody answers, and nobody has since.</summary>
    public bool IsOverdue => State == "waiting" && kept.Exists(e => e.Is == "clock-spoke" && e.Text("step") == "noAnswer");

    /// <summary>Every visit in the order of opening, from `export jsonl` on the file of a bot that runs.</summary>
    public static async Task<IReadOnlyList<VisitByHand>> AllAsync(string storePath, IReadOnlyDictionary<string, string> rooms)
    {
        var (lines, faults) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        Assert.Equal(0, await Export.RunAsync(["jsonl", $"--Store:Path={storePath}"], lines, faults, CancellationToken.None));
        return
        [
            .. lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => new Written(JsonNode.Parse(line)!)).GroupBy(e => e.Visit)
                .Select(visit => new VisitByHand(rooms[visit.Key], visit.OrderBy(e => e.Sequence))).OrderBy(visit => visit.Opened),
        ];
    }

    // One exported line.
    private sealed class Written(JsonNode line)
    {
        private readonly JsonNode body = line["body"]!;

        public string Visit { get; } = line["visit"]!.GetValue<string>();

        public int Sequence { get; } = line["sequence"]!.GetValue<int>();

        public string Is { get; } = line["event"]!.GetValue<string>();

        public string By { get; } = line["by"]!.GetValue<string>();

        public DateTimeOffset At { get; } = Read(line["at"]!);

        public bool Continues => Flag("continues");

        public string Text(string name) => body[name]!.GetValue<string>();

        public bool Flag(string name) => body[name]?.GetValue<bool>() == true;

        public DateTimeOffset Time(string name) => Read(body[name]!);

        public IReadOnlyList<string> List(string name) => [.. body[name]!.AsArray().Select(one => one!.GetValue<string>())];

        public int Count(string name, Func<JsonNode, bool> which) => body[name]!.AsArray().Count(one => which(one!));

        private static DateTimeOffset Read(JsonNode at) => DateTimeOffset.Parse(at.GetValue<string>(), CultureInfo.InvariantCulture);
    }
}
