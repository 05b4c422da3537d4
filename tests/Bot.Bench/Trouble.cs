using Bot.Playground.Connector;
using Bot.Tests.Storage.Tables;
using Bot.Tests.Whole;

namespace Bot.Bench;

/// <summary>Something that goes wrong for a while.</summary>
/// <param name="MayRingTwice">A phone may ring twice for it: a process ended, stood still, or was not told, between a post and saving its id.</param>
internal sealed record Trouble(string Name, bool MayRingTwice, Func<Task> BeginAsync, Func<Task> EndAsync)
{
    // Longer than an instance's promise to look after a visit.
    private static readonly TimeSpan PastTheLease = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Far = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(3);

    public static Trouble Kill(WholeBot bot, Random random)
    {
        Instance? victim = null;
        return new Trouble(
            "kill -9",
            MayRingTwice: true,
            () => (victim = OneOf(bot, random)).KillAsync(),
            () => victim!.WakeAsync());
    }

    public static Trouble Freeze(WholeBot bot, Random random)
    {
        Instance? victim = null;
        return new Trouble(
            "SIGSTOP past the lease",
            MayRingTwice: true,
            async () =>
            {
                await (victim = OneOf(bot, random)).FreezeAsync();
                await Task.Delay(PastTheLease, TimeProvider.System);
            },
            () => victim!.ThawAsync());
    }

    public static Trouble Chat(WholeBot bot)
    {
        bot.Faults.RetryAfter = TimeSpan.FromSeconds(1);
        bot.Faults.Silence = TimeSpan.FromMilliseconds(500);
        return new Trouble("a third of the calls to the chat failing", MayRingTwice: false, () => Switch(true), () => Switch(false));

        Task Switch(bool isOn)
        {
            foreach (var kind in Enum.GetValues<FaultKind>())
                bot.Faults.Switch(kind, isOn);
            return Task.CompletedTask;
        }
    }

    /// <summary>503, 429, an answer that takes too long, and a connection that breaks after all was done: one request in ten.</summary>
    public static Trouble Tables(Relay relay, Random random)
    {
        const int OneIn = 10;
        return new Trouble("503, 429, timeouts and lost answers of the tables", MayRingTwice: true, Begin, End);

        Task Begin()
        {
            relay.Loses = request => Task.FromResult(!HttpMethods.IsGet(request.Method) && Next(OneIn) == 0);
            relay.Refuses = async http =>
            {
                switch (Next(OneIn * 3))
                {
                    case 0:
                        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                        return true;
                    case 1:
                        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                        http.Response.Headers.RetryAfter = "1";
                        return true;
                    case 2:
                        await Task.Delay(Seconds, TimeProvider.System, CancellationToken.None);
                        http.Abort();
                        return true;
                    default:
                        return false;
                }
            };
            return Task.CompletedTask;
        }

        Task End()
        {
            relay.Loses = static _ => Task.FromResult(false);
            relay.Refuses = static _ => Task.FromResult(false);
            return Task.CompletedTask;
        }

        int Next(int below)
        {
            lock (random)
                return random.Next(below);
        }
    }

    /// <summary>Another program holds the database.</summary>
    public static Trouble Locked(WholeBot bot)
    {
        IDisposable? locked = null;
        return new Trouble(
            "the database locked",
            MayRingTwice: true,
            async () =>
            {
                locked = bot.Disk.Locked();
                await Task.Delay(Seconds, TimeProvider.System);
            },
            () =>
            {
                locked!.Dispose();
                return Task.CompletedTask;
            });
    }

    /// <summary>The disk is full, but for less than a page.</summary>
    public static Trouble Full(SmallDisk disk) => new(
        "the disk full",
        MayRingTwice: true,
        async () =>
        {
            disk.Fill();
            await Task.Delay(Seconds, TimeProvider.System);
        },
        () =>
        {
            disk.Empty();
            return Task.CompletedTask;
        });

    /// <summary>
    /// One machine's clock is set a minute ahead or back, and later set right. A minute, since until then waits what was put off by a clock
    /// that was ahead.
    /// </summary>
    public static Trouble Jump(IReadOnlyList<JumpingClock> clocks, Random random)
    {
        bool isAhead;
        JumpingClock clock;
        lock (random)
            (isAhead, clock) = (random.Next(2) == 0, clocks[random.Next(clocks.Count)]);
        return new Trouble(
            isAhead ? "a clock a minute ahead" : "a clock a minute behind",

            // To who is ahead, the claims of the others seem to be over.
            MayRingTwice: clocks.Count > 1,
            () => Set(isAhead ? Far : -Far),
            () => Set(TimeSpan.Zero));

        Task Set(TimeSpan off)
        {
            clock.Off = off;
            return Task.CompletedTask;
        }
    }

    // What is away already can't be made to go.
    private static Instance OneOf(WholeBot bot, Random random)
    {
        var there = bot.Instances.Where(instance => !instance.IsAway).DefaultIfEmpty(bot.Instances[0]).ToList();
        lock (random)
            return there[random.Next(there.Count)];
    }
}
