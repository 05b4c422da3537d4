using System.Globalization;

namespace Bot.Clinic;

/// <summary>What a lead has filled in for a new session. Whatever a chat sends may be forged, or older than the practice file.</summary>
public static class SessionDraft
{
    /// <summary>So far ahead may a session be, in days.</summary>
    private const int Furthest = 366;

    private const string Passed = "That time has passed. Pick a later one.";

    private const string DayForm = "yyyy-MM-dd";

    /// <param name="fault">One sentence for whoever sent it; empty exactly if there is a session.</param>
    public static Session? Read(
        SessionId id, IReadOnlyDictionary<string, string> inputs, SitePlan site, IReadOnlyList<Scenario> plays, StaffId by, DateTimeOffset now, out string fault)
    {
        var presenter = new StaffId(Of(inputs, "presenter"));
        var who = List(inputs, "who").Select(one => new StaffId(one)).ToList();
        var played = List(inputs, "plays").Select(one => new ScenarioId(one)).ToList();
        var minutes = int.TryParse(Of(inputs, "minutes"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : 0;
        var starts = Starts(inputs, site.Zone, now, out fault);
        if (fault.Length > 0)
            return null;

        fault = minutes switch
        {
            < Session.Shortest => $"A session takes at least {Session.Shortest} minutes.",
            > Session.Longest => $"A session takes at most {Session.Longest} minutes. Set several instead.",
            _ when site.Find(presenter) is null => "Whoever presents must work here. Pick somebody else.",
            _ when who.Count == 0 => "Pick who trains.",
            _ when who.Count > Session.MostPeople => $"At most {Session.MostPeople} people fit into one session. Set several instead.",
            _ when who.Exists(one => site.Find(one) is null) => "Somebody you picked no longer works here. Please pick again.",
            _ when played.Exists(one => plays.All(play => play.Id != one)) => "A role play you picked is no longer there. Please pick again.",
            _ => "",
        };
        return fault.Length > 0 ? null : new Session(id, site.Id, starts, minutes, presenter, who, played, by, now);
    }

    /// <summary>A day as forms have it: "2026-12-01".</summary>
    public static string Text(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    public static DateOnly? ReadDay(string text) => DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static TimeOnly? ReadTime(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static DateTimeOffset Starts(IReadOnlyDictionary<string, string> inputs, TimeZoneInfo zone, DateTimeOffset now, out string fault)
    {
        fault = "";
        if (ReadDay(Of(inputs, "day")) is not { } day)
            fault = "Pick a day.";
        else if (ReadTime(Of(inputs, "time")) is not { } time)
            fault = "Pick a time.";
        else if (day < Report.DayOf(now, zone))
            fault = Passed;
        else if (day > Report.DayOf(now, zone).AddDays(Furthest))
            fault = "That is more than a year away. Pick an earlier day.";
        else if (InZone(day.ToDateTime(time), zone) is not { } starts)
            fault = "The clocks go forward then: there is no such time on that day. Pick another.";
        else if (starts <= now)
            fault = Passed;
        else
            return starts;
        return default;
    }

    // A time that comes twice in autumn is the first of the two: whoever comes at the second would be late.
    private static DateTimeOffset? InZone(DateTime local, TimeZoneInfo zone) =>
        zone.IsInvalidTime(local) ? null
        : new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));

    /// <summary>What is picked in a list, each once, in the order sent.</summary>
    internal static IReadOnlyList<string> List(IReadOnlyDictionary<string, string> inputs, string input) =>
        [.. Of(inputs, input).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    internal static string Of(IReadOnlyDictionary<string, string> inputs, string input) => inputs.GetValueOrDefault(input, "");
}
