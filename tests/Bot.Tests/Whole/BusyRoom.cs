using Bot.Clinic;
using Bot.Playground.Wire;

namespace Bot.Tests.Whole;

/// <summary>One room all day: patient after patient, by taps on the cards that really stand there. It remembers what was acknowledged.</summary>
internal sealed class BusyRoom
{
    private static readonly IReadOnlyDictionary<string, string> Lab = new Dictionary<string, string> { ["stops"] = "lab" };

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly WholeBot bot;
    private readonly string room;
    private readonly Phone ma;
    private readonly string provider;
    private readonly Func<Task> pace;
    private readonly (Phone Who, string Verb, string[] Picks)[] steps;
    private readonly Dictionary<VisitId, List<string>> acknowledged = [];
    private VisitId? visit;
    private OnScreen? unanswered;
    private int before;
    private int next;

    public BusyRoom(WholeBot bot, string room, Phone ma, Phone provider, Func<Task> pace)
    {
        (this.bot, this.room, this.ma, this.pace) = (bot, room, ma, pace);
        this.provider = provider.Person.StaffId.Split('.')[1];
        steps =
        [
            (provider, "accept:5", []),
            (provider, "accept:after", []),
            (provider, "accept:5", []),
            (provider, "accept:after", []),
            (ma, "here", []),
            (ma, "handed-off:added", []),
            (provider, "visit-done", ["lab"]),
            (ma, "asked-all", []),
            (ma, "walk:lab", []),
            (bot.Lou, "here", []),
        ];
    }

    public int Clicks { get; private set; }

    /// <summary>Goes on where it was, until the bot does not answer any more, or (with patience) is down for all.</summary>
    public async Task WorkAsync(bool isPatient = false)
    {
        while (!bot.IsDown)
        {
            if (await StepAsync())
                continue;
            if (!isPatient)
                return;
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>One line for each click that was answered with its card and is not on disk, in the order in which they were answered.</summary>
    public IEnumerable<string> Lost()
    {
        foreach (var (id, clicks) in acknowledged)
        {
            var events = bot.Saved.Events(id);
            Assert.Null(HashChain.FirstBreak(events));
            var did = new Queue<string>(events.Select(e => VisitJson.ReadEvent(e.Body.Span, e.By, e.At)).Where(e => !e.Continues).Select(e => $"{e.By} {e.Did}"));
            foreach (var click in clicks)
            {
                while (did.TryPeek(out var done) && done != click)
                    did.Dequeue();
                if (did.TryDequeue(out _))
                    continue;
                yield return $"{id}: {click}, of {string.Join(", ", clicks)}, where there is {string.Join(", ", events.Select(e => $"{e.By} {e.Name}"))}";
                break;
            }
        }
    }

    private async Task<bool> StepAsync()
    {
        if (visit is null)
            return await OpenAsync();
        var (who, verb, picks) = steps[next];

        // What was not answered is tapped once more, on the card as it stood.
        var seen = unanswered ?? await Eventually.FindsAsync<Glance>(
            () => bot.IsDown ? new Glance(null) : who.Find(verb, visit.Value.Value) is { } found ? new Glance(found) : null,
            () => $"{who.Name} never saw [{verb}] for room {room}.") switch
        { { Found: var found } => found };
        if (seen is null)
            return false;
        await pace();
        if (unanswered is null)
            before = bot.Saved.VersionOf(visit.Value.Value);
        unanswered = seen;
        var answer = await who.TappedAsync(seen, picks);
        if (answer is not BotAnswer.Answered answered)
            return false;
        Assert.True(answered.IsGood, $"{verb} was answered {answered.Status}.");
        if (answered.Body.ToString().Contains("card.adaptive", StringComparison.Ordinal))
            Remember(who, verb);

        // A sentence: it was not saved, and is tapped again; or an earlier tap was, whose answer got lost, and it is too late for another.
        else if (!IsSaved(who, verb))
            return true;
        unanswered = null;
        next = (next + 1) % steps.Length;
        if (next == 0)
            visit = null;
        return true;
    }

    private async Task<bool> OpenAsync()
    {
        await pace();
        if (await ma.TypedAsync($"ready {room} {provider}") is not BotAnswer.Answered { IsGood: true })
            return false;
        visit = bot.Saved.OpenIn(room)?.Id;
        return true;
    }

    private bool IsSaved(Phone who, string verb) => bot.Saved.Events(visit!.Value)
        .Where(e => e.Sequence > before && e.By.Value == who.Person.StaffId)
        .Any(e => VisitJson.ReadEvent(e.Body.Span, e.By, e.At).Did == DidOf(who, verb));

    private void Remember(Phone who, string verb)
    {
        Clicks++;
        var by = new StaffId(who.Person.StaffId);
        if (!acknowledged.TryGetValue(visit!.Value, out var clicks))
            acknowledged[visit.Value] = clicks = [];
        clicks.Add($"{by} {DidOf(who, verb)}");
    }

    private string DidOf(Phone who, string verb) =>
        Verbs.Read(verb, Lab, bot.Practice.Sites[0], new StaffId(who.Person.StaffId), TimeProvider.System.GetUtcNow())!.Did;

    internal sealed record Glance(OnScreen? Found);
}
