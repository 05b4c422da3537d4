namespace Bot.Clinic;

/// <summary>What somebody wants to happen to a role play. Imperative; the time arrives with it.</summary>
public abstract record PlayCommand(StaffId By, DateTimeOffset At)
{
    /// <summary>The facilitator says what is played.</summary>
    public sealed record Choose(ScenarioId Scenario, StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    /// <summary>"I'll play the MA". Whoever has another part leaves that one.</summary>
    public sealed record TakePart(Part Part, StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    /// <summary>Somebody else may play their part.</summary>
    public sealed record GiveBack(StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    public sealed record Begin(StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    /// <summary>Enough is played; the group talks about it.</summary>
    public sealed record Debrief(StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    /// <summary>The next question, or the end after the last.</summary>
    /// <param name="Prompt">The question that is done, from 0: the same tap twice skips none.</param>
    /// <param name="Well">Which of its ticks went well, from 0.</param>
    /// <param name="Better">Which of its ticks are to improve, from 0.</param>
    public sealed record Next(int Prompt, IReadOnlyList<int> Well, IReadOnlyList<int> Better, StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    public sealed record Stop(StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    /// <summary>Whoever says so leads it from now on.</summary>
    public sealed record Facilitate(StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    /// <summary>Somebody tapped a card of the practice visit.</summary>
    public sealed record GoOn(StaffId By, DateTimeOffset At) : PlayCommand(By, At);

    /// <summary>The practice visit has been opened.</summary>
    public sealed record SetTheScene(VisitId Visit, DateTimeOffset At) : PlayCommand(StaffId.Clock, At);

    /// <summary>Whether a message reaches the facilitator.</summary>
    public sealed record Hear(bool IsHeard, DateTimeOffset At) : PlayCommand(StaffId.Clock, At);

    /// <summary>What time, the practice file and the practice visit have done meanwhile.</summary>
    /// <param name="HasLeft">The practice visit has come to its end.</param>
    public sealed record Look(bool HasLeft, DateTimeOffset At) : PlayCommand(StaffId.Clock, At);
}
