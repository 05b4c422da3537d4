using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>With whom, or when, a practice starts before it goes wider.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Everyone), "everyone")]
[JsonDerivedType(typeof(OnePair), "one-pair")]
[JsonDerivedType(typeof(AtMoments), "moments")]
public abstract record PhaseIn
{
    private PhaseIn()
    {
    }

    /// <summary>All at once, or wide by now.</summary>
    public sealed record Everyone : PhaseIn;

    /// <summary>One MA (or nurse) and one provider. Somebody who left the practice file makes it nobody.</summary>
    public sealed record OnePair(StaffId Ma, StaffId Provider) : PhaseIn;

    /// <param name="Moments">At least one.</param>
    /// <param name="Lunch">When lunch begins at the site, local time.</param>
    public sealed record AtMoments(IReadOnlyList<Moment> Moments, TimeOnly Lunch) : PhaseIn
    {
        /// <summary>How long each moment is. The bot has no schedule, so "the first patient" is whoever is ready within the first hour.</summary>
        public static readonly TimeSpan Window = TimeSpan.FromHours(1);

        /// <summary>True if that is one of the moments. Where the site has no opening times that day, only lunch is known.</summary>
        public bool Has(DateTimeOffset at, SitePlan site)
        {
            var local = TimeZoneInfo.ConvertTime(at, site.Zone);
            var time = TimeOnly.FromDateTime(local.DateTime);
            var hours = site.Opening.Days.GetValueOrDefault(local.DayOfWeek);
            return Moments.Any(moment => moment switch
            {
                Moment.FirstOfTheDay => hours is not null && time >= hours.Opens && time - hours.Opens < Window,
                Moment.LastOfTheDay => hours is not null && IsInTheHourBefore(hours.Closes, time),
                _ => IsInTheHourBefore(Lunch, time),
            });
        }

        private static bool IsInTheHourBefore(TimeOnly end, TimeOnly time) => time < end && end - time <= Window;
    }
}

/// <summary>A part of the day in which patients are offered a warm handoff first.</summary>
public enum Moment
{
    /// <summary>The hour after the site opens.</summary>
    FirstOfTheDay,

    /// <summary>The hour before lunch begins.</summary>
    BeforeLunch,

    /// <summary>The hour before the site closes.</summary>
    LastOfTheDay,
}
