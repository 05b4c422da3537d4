namespace Bot.Clinic;

/// <summary>What a site has decided about its warm handoffs: where they begin, how people wait, for whom they are offered, and with whom or when they start.</summary>
/// <remarks>Who gives and who receives stands in the practice file, and the three closing questions belong to the method: neither is decided here.</remarks>
/// <param name="Routes">The transitions that are switched on.</param>
/// <param name="Patients">Of <see cref="Picks.Flags"/>; whoever has any of them is meant. Empty for all patients.</param>
/// <param name="From">The first day at the site on which it counts.</param>
/// <param name="By">The lead who saved it.</param>
public sealed record SiteDecisions(
    IReadOnlyList<Route> Routes, Wait Wait, IReadOnlyList<string> Patients, PhaseIn PhaseIn, DateOnly From, StaffId By, DateTimeOffset At);

/// <summary>The transitions of a visit, which a practice switches on one by one.</summary>
public enum Route
{
    ProviderComes,
    ColleagueJoins,
    WalkToADesk,
}

/// <summary>A practice file as the decisions of one of its sites have it.</summary>
public static class DecidedSite
{
    /// <summary>How people wait is as decided; where walks are not switched on, no stop comes with *Visit done*, though *Other stop…* has all of them.</summary>
    public static SitePlan With(this SitePlan site, SiteDecisions? decided) => decided is null ? site : site with
    {
        Manners = site.Manners with { Returns = decided.Wait == Wait.Return },
        Desks = decided.Routes.Contains(Route.WalkToADesk)
            ? site.Desks
            : [.. site.Desks.Select(desk => desk with { Asks = [.. desk.Asks.Select(stop => stop with { Usual = false })] })],
    };
}
