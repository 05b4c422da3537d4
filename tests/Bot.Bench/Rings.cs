using Bot.Playground.Connector;
using Bot.Tests.Whole;

namespace Bot.Bench;

/// <summary>Counts how often each phone rang for the same thing: once, and once more for each fault that makes it unknown whether it did.</summary>
internal sealed class Rings(Overheard overheard)
{
    private readonly Dictionary<(string Visit, string Conversation, string Push), (int Rang, int Allowed)> all = [];
    private int heard;
    private int round;

    /// <summary>Phones that rang more than once for the same.</summary>
    public int Twice => all.Values.Count(one => one.Rang > 1);

    /// <summary>One line for each phone that rang too often.</summary>
    /// <param name="faults">In this round, of those that may make one ring again.</param>
    public IReadOnlyList<string> TooMany(int faults)
    {
        // A call that is not over yet is looked at the next time, with whatever came after it.
        var calls = overheard.Calls.Skip(heard).TakeWhile(call => call.IsOver).ToList();
        heard += calls.Count;
        round++;
        var tooMany = new List<string>();
        foreach (var ring in calls.Where(call => call.Rings && IsDone(call)).GroupBy(call => (Visit: VisitOf(call), call.Conversation, call.Push)))
        {
            var (rang, allowed) = all.GetValueOrDefault(ring.Key, (0, 1));
            rang += ring.Count();
            allowed += faults + ring.Count(call => call.Fault == FaultKind.Lost);
            all[ring.Key] = (rang, allowed);
            if (rang > allowed)
                tooMany.Add($"A phone rang {rang} times with \"{ring.Key.Push}\" for visit {ring.Key.Visit}.");
        }

        return tooMany;
    }

    private static bool IsDone(OverheardCall call) => call.Fault is FaultKind.Lost || (call.Fault is null && call.Status < 300);

    // A card without a button names no visit; those of another round are of another one.
    private string VisitOf(OverheardCall call) =>
        call.Card is { } card && SeenCard.Read(card).Visit is { Length: > 0 } visit ? visit : $"of round {round}";
}
