using System.Collections.Concurrent;
using Bot.App;
using Bot.Clinic;
using Bot.Tests.Storage;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Whole;

[Collection("Whole")]
public sealed class AcceptingInTheSameInstant
{
    private const int Rounds = 1000;

    private static readonly ParallelOptions ManyAtOnce = new() { MaxDegreeOfParallelism = 32 };
    private static readonly Origin Teams = new("teams", "");
    private static readonly Practice Practice = new("A clinic of many rooms", [Plan with { Rooms = [.. Enumerable.Range(0, Rounds).Select(RoomOf)] }]);

    [Fact]
    public async Task Of_two_servers_that_decide_on_the_same_version_one_wins_and_the_other_tells_who()
    {
        await using var file = new SqliteFile(Held.Follow);
        var visits = await AskAllProvidersAsync(file);

        // Nobody appends before both have decided.
        var meetings = new ConcurrentDictionary<VisitId, Meeting>();
        var store = new HeldBack(file.Store, commit => meetings.GetOrAdd(commit.Visit, _ => new Meeting()).ArriveAsync());
        var (lees, patels) = (await ServerAsync(store), await ServerAsync(store));

        await RaceAsync(file, visits, id =>
            (lees.HandleAsync(id, Accepts(Lee), Teams, default), patels.HandleAsync(id, Accepts(Patel), Teams, default)));
        Assert.Equal(Rounds, meetings.Count);
    }

    [Fact]
    public async Task Of_two_who_tap_at_one_server_the_first_wins_and_the_other_is_told_who()
    {
        await using var file = new SqliteFile(Held.Follow);
        var visits = await AskAllProvidersAsync(file);

        // The first is being saved, and held there, when the second arrives.
        var released = visits.ToDictionary(id => id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var server = await ServerAsync(new HeldBack(file.Store, commit => released[commit.Visit].Task));

        await RaceAsync(file, visits, id =>
        {
            var first = server.HandleAsync(id, Accepts(Lee), Teams, default);
            var second = server.HandleAsync(id, Accepts(Patel), Teams, default);
            Assert.False(first.IsCompleted || second.IsCompleted);
            released[id].SetResult();
            return (first, second);
        });
    }

    private static Task RaceAsync(SqliteFile file, IEnumerable<VisitId> visits, Func<VisitId, (Task<Handled> Lee, Task<Handled> Patel)> race)
    {
        // Visits may share a turn; in the same order at both servers, nobody waits for each other crosswise.
        var start = new Lock();
        return Parallel.ForEachAsync(visits, ManyAtOnce, async (id, ct) =>
        {
            Task<Handled> lees, patels;
            lock (start)
                (lees, patels) = race(id);
            var (lee, patel) = ((await lees).Decision, (await patels).Decision);
            var (winner, won, lost) = lee is Decision.Happened ? (Lee, lee, patel) : (Patel, patel, lee);
            Assert.IsType<Decision.Happened>(won);
            Assert.Equal(new Decision.Refused(Refusal.AlreadyOnTheWay, winner), lost);
            var events = await file.Store.EventsAsync(id, ct);
            Assert.Equal(winner, Assert.Single(events, happened => happened.Name == "accepted").By);
            Assert.Null(HashChain.FirstBreak(events));
        });
    }

    private static async Task<IReadOnlyList<VisitId>> AskAllProvidersAsync(SqliteFile file)
    {
        var server = await ServerAsync(file.Store);
        var visits = new VisitId[Rounds];
        await Parallel.ForAsync(0, Rounds, ManyAtOnce, async (round, ct) =>
        {
            var ready = new MarkReady(RoomOf(round), ReadyNotes.None, new Whom.InRole(Role.Provider), Maria, Ten);
            visits[round] = (await server.HandleAsync(Plan.Id, ready.Room, ready, Teams, ct)).Visit!.Id;
        });
        return visits;
    }

    private static async Task<App.Visits> ServerAsync(IVisitStore store)
    {
        var open = new OpenVisits();
        await open.LoadAsync(store, default);
        var clock = new ManualClock(Ten);
        var (bell, happenings) = (new Bell(), new Happenings());
        var sites = new Sites(Practice, open, new Today(store, open, bell, happenings), new Decided(store), clock);
        var sharing = new Sharing(false, store, open, clock);
        var backlog = new Backlog(sharing, sites, new Chats([], new People(sites, store)), new Easels(), clock);
        return new App.Visits(store, open, sites, sharing, backlog, new LeadTold(sites, store, clock), bell, happenings, new VisitIds(""));
    }

    private static Accept Accepts(StaffId who) => new(new When.Now(), who, Ten.AddMinutes(1));

    private static RoomId RoomOf(int number) => new($"{number}");

    /// <summary>Two wait here for each other.</summary>
    private sealed class Meeting
    {
        private readonly TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int arrived;

        public Task ArriveAsync()
        {
            if (Interlocked.Increment(ref arrived) == 2)
                both.SetResult();
            return both.Task.WaitAsync(Eventually.Ceiling);
        }
    }
}
