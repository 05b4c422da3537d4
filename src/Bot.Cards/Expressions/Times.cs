using System.Globalization;
using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>Moments, as ISO 8601 texts; everything is in UTC.</summary>
internal static class Times
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] _days = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    private static readonly string[] _clocks = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    private static readonly string[] _accepted = [.. _days, .. _clocks.SelectMany(c => _days.SelectMany(d => new[] { $"{d}'T'{c}", $"{d}'T'{c}K" }))];

    public static Value Format(Call call, in Scope scope)
    {
        var values = call.All(scope, out var failure);
        if (failure.IsFailure)
            return failure;
        if (values[0].Kind is not Kind.Text || !TryRead(values[0].Text, out var moment))
            return Value.Fails("it is not a moment in ISO 8601");
        return Value.Of(Written(moment, values.AsSpan(1)));
    }

    public static Value AddMinutes(Call call, in Scope scope) => Add(call, scope, TimeSpan.TicksPerMinute);

    public static Value AddHours(Call call, in Scope scope) => Add(call, scope, TimeSpan.TicksPerHour);

    public static Value AddDays(Call call, in Scope scope) => Add(call, scope, TimeSpan.TicksPerDay);

    private static Value Add(Call call, in Scope scope, long unit)
    {
        var values = call.All(scope, out var failure);
        if (failure.IsFailure)
            return failure;
        if (values[0].Kind is not Kind.Text || values[1].Kind is not Kind.Number
            || !DateTime.TryParseExact(values[0].Text, Iso, CultureInfo.InvariantCulture, Universal, out var moment))
            return Value.Fails("it takes a moment such as 2026-03-04T05:06:07.089Z, and a number");
        var ticks = moment.Ticks + (Math.Truncate(values[1].Number) * unit);
        if (!(ticks >= 0) || ticks > DateTime.MaxValue.Ticks)
            return Value.Fails("the moment is out of range");
        return Value.Of(Written(moment.AddTicks((long)Math.Truncate(values[1].Number) * unit), values.AsSpan(2)));
    }

    private const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static bool TryRead(string text, out DateTime moment) =>
        DateTime.TryParseExact(text, _accepted, CultureInfo.InvariantCulture, Universal, out moment);

    /// <summary>A format that is not a text counts as none; a locale after it changes nothing, as the engine knows English only.</summary>
    private static string Written(DateTime moment, ReadOnlySpan<Value> rest)
    {
        var format = rest.Length > 0 && rest[0].Kind is Kind.Text && (rest.Length == 1 || rest[1].Kind is Kind.Text) ? rest[0].Text : "";
        return DayFormat.Write(moment, format);
    }
}
