using Bot.Clinic;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Storage.Tables;
using Xunit.Abstractions;

namespace Bot.Tests.Whole;

/// <summary>Processes of their own on Microsoft's emulator of Tables, behind one address.</summary>
[Collection(OnAzurite.Name)]
public sealed class SeveralInstances(Azurite azurite, ITestOutputHelper output)
{
    private const int Rooms = 6;
    private const int Contests = 5;
    private const int Clicks = 150;

    // Nobody is reminded meanwhile, however long it takes.
    private static readonly string Patient = SamplePractice.With(
        "\"reminder\": 3, \"noAnswer\": 6, \"lead\": 10", "\"reminder\": 0, \"noAnswer\": 0, \"lead\": 0");

    [Fact]
    public async Task The_journey_passes_though_one_of_three_is_killed_in_the_middle_of_each_step()
    {
        await using var bot = await WholeBot.ShareAsync(azurite.Options(), 3, Patient);
        var (step, kills) = (0, 0);
        (Instance Victim, Task Dies)? killing = null;

        // Now before it can have answered, now before it can have painted.
        bot.Crossroads.Asks = asked => Kill(asked, isTurn: step % 2 == 0);
        bot.Crossroads.Answered = answered => Kill(answered, isTurn: step % 2 == 1);
        var journey = new Journey(bot, async (_, _) =>
        {
            await killing!.Value.Dies;
            await killing.Value.Victim.WakeAsync();
            killing = null;
            step++;
        });

        await journey.PlayAsync();

        var visit = bot.Saved.Visits().Select(one => one.Visit).MaxBy(one => one.Version)!;
        Assert.Null(HashChain.FirstBreak(bot.Saved.Events(visit.Id)));
        Assert.Equal(Outcome.Completed, Assert.IsType<Left>(visit.State).Outcome);
        Assert.All((await bot.BecomesTrueAsync()).Cards.Values, card => Assert.Equal("done", card));

        // A phone rings twice only where an instance was killed between posting a message and saving its id.
        Assert.Equal(Journey.Buzzes, journey.Buzzed().Distinct());
        Assert.InRange(journey.Buzzed().Count, Journey.Buzzes.Count, Journey.Buzzes.Count + kills);
        output.WriteLine($"{kills} kills, {journey.Buzzed().Count - Journey.Buzzes.Count} phones rang twice");

        void Kill(Instance instance, bool isTurn)
        {
            if (!isTurn || killing is not null)
                return;
            kills++;
            killing = (instance, instance.KillAsync());
        }
    }

    [Fact]
    public async Task What_a_frozen_one_does_late_is_put_right()
    {
        await using var bot = await WholeBot.ShareAsync(azurite.Options(), 2, Patient);
        await bot.Maria.TypeAsync("ready 4 lee");
        await bot.BecomesTrueAsync();
        foreach (var verb in (string[])["accept:5", "accept:after", "accept:5", "accept:after"])
        {
            // It has promised to paint, and stands still: the other does so when the promise has run out.
            Instance? frozen = null;
            bot.Crossroads.Answered = answered => frozen ??= Freeze(answered);
            await bot.Lee.TapAsync(verb);
            bot.Crossroads.Answered = null;
            await bot.BecomesTrueAsync();
            await frozen!.ThawAsync();
        }

        await bot.BecomesTrueAsync();

        static Instance Freeze(Instance instance)
        {
            instance.FreezeAsync().GetAwaiter().GetResult();
            return instance;
        }
    }

    [Fact]
    public async Task Under_load_no_click_is_lost_every_contest_has_one_winner_and_every_card_becomes_true()
    {
        await using var bot = await WholeBot.ShareAsync(azurite.Options(), 4, Patient, [.. ServerProcess.NoTeamsLimits]);
        var rooms = Enumerable.Range(1, Rooms).Select(room => new BusyRoom(
            bot, $"{room}", room % 2 == 0 ? bot.Maria : bot.PhoneOf("jordan.kim"), room % 3 == 0 ? bot.Lee : bot.PhoneOf("asha.patel"), () => Task.CompletedTask))
            .ToList();
        var working = rooms.Select(room => room.WorkAsync(isPatient: true)).ToList();
        for (var contest = 0; contest < Contests; contest++)
            Assert.Equal(1, await new Contest(bot, "8").PlayAsync());
        await Eventually.HoldsAsync(() => rooms.Sum(room => room.Clicks) >= Clicks || working.Exists(room => room.IsFaulted), "The rooms stopped working.");
        bot.IsDown = true;
        await Task.WhenAll(working);

        Assert.Empty(rooms.SelectMany(room => room.Lost()));
        await bot.BecomesTrueAsync();
        output.WriteLine($"{rooms.Sum(room => room.Clicks)} clicks in {Rooms} rooms");
    }
}
