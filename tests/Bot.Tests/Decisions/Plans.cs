using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Decisions;

/// <summary>Decisions of the sample site, for tests that look at one of them.</summary>
internal static class Plans
{
    public static readonly SiteDecisions Everything = new(
        [Route.ProviderComes, Route.ColleagueJoins, Route.WalkToADesk], Wait.Stay, [], new PhaseIn.Everyone(), new DateOnly(2026, 3, 2), Priya, Ten);

    public static readonly SiteDecisions NewPatients = Everything with { Patients = ["new-patient"] };

    public static readonly SiteDecisions MariaWithLee = Everything with { PhaseIn = new PhaseIn.OnePair(Maria, Lee) };

    public static SiteDecisions During(params Moment[] moments) => Everything with { PhaseIn = new PhaseIn.AtMoments(moments, new TimeOnly(12, 30)) };

    public static Site Decided(SiteDecisions decided) => Now with { Plan = Plan.With(decided), Decisions = decided };
}
