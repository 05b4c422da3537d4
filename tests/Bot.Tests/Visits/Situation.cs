using System.Text;
using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Visits;

/// <summary>Given what people did in room 4, when somebody does something more, then what stands.</summary>
internal sealed class Situation
{
    private Decision? decision;

    private Situation(Site site, Visit? visit) => (Site, Visit) = (site, visit);

    public Site Site { get; private set; }

    public Visit? Visit { get; private set; }

    /// <summary>10:00 and so many minutes.</summary>
    public static DateTimeOffset At(double minutes) => Ten.AddMinutes(minutes);

    public static Situation Given(params VisitCommand[] steps) => GivenAt(Now, steps);

    public static Situation GivenAt(Site site, params VisitCommand[] steps)
    {
        var situation = new Situation(site, null);
        foreach (var step in steps)
        {
            situation.When(step);
            Assert.True(situation.decision is Decision.Happened, $"{step} was answered {situation.decision}.");
        }

        return situation;
    }

    public Situation AndThen(Func<Site, Site> change)
    {
        Site = change(Site);
        return this;
    }

    public Situation When(VisitCommand command)
    {
        decision = Rules.Decide(Visit, Site, command);
        Visit = After(Visit, decision);
        return this;
    }

    /// <summary>The clock looks whenever it must, until then.</summary>
    public Situation WhenTheClockRunsTo(DateTimeOffset end)
    {
        var from = Visit!.Last?.At ?? Visit.Opened;
        while (Clock.NextLook(Visit!, Site, from) is { } next && next <= end)
        {
            from = next > from ? next : from;
            When(new Tick(from));
        }

        return this;
    }

    public Situation Then(VisitState expected)
    {
        Assert.True(decision is Decision.Happened, $"Answered {decision}.");
        Assert.Equal(Json(Visit! with { State = expected }), Json(Visit));
        return this;
    }

    public Situation Then(Func<Visit, bool> holds)
    {
        Assert.True(holds(Visit!), Json(Visit!));
        return this;
    }

    /// <summary>Something was kept, yet the main thing could not be.</summary>
    public Situation And(Refusal but)
    {
        Assert.Equal(but, Assert.IsType<Decision.Happened>(decision).But?.Why);
        return this;
    }

    public Situation Refuses(Refusal why, StaffId? who = null)
    {
        Assert.Equal(new Decision.Refused(why, who), decision);
        return this;
    }

    public Situation IsAlreadySo()
    {
        Assert.IsType<Decision.AlreadySo>(decision);
        return this;
    }

    public static Visit? After(Visit? visit, Decision decision)
    {
        if (decision is not Decision.Happened { Events: var events })
            return visit;
        return visit is null
            ? Fold.Apply(Fold.Open(TheVisit, Plan.Id, Four, events[0]), events.Skip(1))
            : Fold.Apply(visit, events);
    }

    public static string Json(Visit visit) => Encoding.UTF8.GetString(VisitJson.Write(visit));
}
