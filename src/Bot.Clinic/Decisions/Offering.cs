namespace Bot.Clinic;

/// <summary>Why a warm handoff is not offered in a visit by itself. People may ask for one all the same.</summary>
public enum NotOffered
{
    /// <summary>The provider's coming is not switched on yet.</summary>
    Route,

    /// <summary>The practice's rule is for other patients.</summary>
    Patients,

    /// <summary>The practice starts with others, or at other times of the day.</summary>
    PhaseIn,
}

/// <summary>For which visits the plan offers a warm handoff: decided once, when the room is ready.</summary>
public static class Offering
{
    /// <summary>Null if it is offered, as it always is where nothing was decided.</summary>
    /// <param name="asked">Who is asked by name in the same step; null for nobody, or a role.</param>
    /// <param name="flags">What was picked; what was not said is not known.</param>
    public static NotOffered? WhyNot(Site site, StaffId ma, StaffId? asked, IReadOnlyList<string> flags, DateTimeOffset at)
    {
        if (site.Decisions is not { } decided)
            return null;
        if (!decided.Routes.Contains(Route.ProviderComes))
            return NotOffered.Route;
        if (decided.Patients.Count > 0 && !decided.Patients.Any(flags.Contains))
            return NotOffered.Patients;
        var isIn = decided.PhaseIn switch
        {
            PhaseIn.OnePair pair => IsOfThePair(pair, site, ma, asked),
            PhaseIn.AtMoments moments => moments.Has(at, site.Plan),
            _ => true,
        };
        return isIn ? null : NotOffered.PhaseIn;
    }

    // Half a pair is none: whoever left it would be waited for by the other.
    private static bool IsOfThePair(PhaseIn.OnePair pair, Site site, StaffId ma, StaffId? asked) =>
        ma == pair.Ma && (asked ?? pair.Provider) == pair.Provider && site.Find(pair.Ma) is not null && site.Find(pair.Provider) is not null;
}
