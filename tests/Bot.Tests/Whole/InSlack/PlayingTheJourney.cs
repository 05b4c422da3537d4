using Bot.Clinic;
using Bot.Tests.Slack.Small;
using Xunit.Abstractions;

namespace Bot.Tests.Whole.InSlack;

[Collection("Whole")]
public sealed class PlayingTheJourney(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_Slack_alone_over_either_door(bool sockets)
    {
        await using var clinic = await SlackClinic.StartAsync(sockets);
        await PlayAsync(clinic, clinic.Maria, clinic.Lee, clinic.Dana, clinic.Lou);

        Assert.Equal("Room 4 is ready for you", Assert.Single(clinic.Slack.Notifications("U03")).Text);
        Assert.Empty(clinic.Slack.Notifications("U10"));
        Assert.All(clinic.Bot.Phones, phone => Assert.Empty(phone.Buzzes));
    }

    [Fact]
    public async Task With_the_provider_in_Teams_and_everyone_else_in_Slack()
    {
        await using var clinic = await SlackClinic.StartAsync(false, "sam.lee");
        await PlayAsync(clinic, clinic.Maria, new TeamsHand(clinic.Bot.Lee), clinic.Dana, clinic.Lou);

        Assert.Empty(clinic.Slack.DirectMessages("U03"));
        Assert.Equal("Room 4 is ready for you", Assert.Single(clinic.Bot.Lee.Buzzes));
    }

    [Fact]
    public async Task With_the_assistant_in_Teams_and_everyone_else_in_Slack()
    {
        await using var clinic = await SlackClinic.StartAsync(true, "maria.lopez");
        await PlayAsync(clinic, new TeamsHand(clinic.Bot.Maria), clinic.Lee, clinic.Dana, clinic.Lou);

        Assert.Empty(clinic.Slack.DirectMessages("U01"));
    }

    [Fact]
    public async Task With_a_third_of_Slack_s_calls_failing_in_each_way()
    {
        await using var clinic = await SlackClinic.StartAsync();
        SmallFault[] ways =
        [
            new SmallFault.RateLimited(1), new SmallFault.RateLimited(null), new SmallFault.Html(502), new SmallFault.Html(200), new SmallFault.HalfBody(),
            new SmallFault.LostAnswer(), new SmallFault.Reset(), new SmallFault.Error("internal_error"), new SmallFault.Error("fatal_error"),
        ];
        var (calls, faults, lostPings) = (0, 0, 0);
        var luck = new Random(7);
        clinic.Slack.Mood = call =>
        {
            // A form must open while its trigger lives, and a person taps again if it does not: that is another test's.
            // Drawn, not counted: counting can come into step with what is tried again.
            if (call.Method is "views.open")
                return null;
            lock (luck)
            {
                calls++;
                if (luck.Next(3) != 0)
                    return null;
            }

            var way = ways[Interlocked.Increment(ref faults) % ways.Length];
            if (way.CarriesOut && call.Method == "chat.postMessage" && call["text"] == "Room 4 is ready for you")
                Interlocked.Increment(ref lostPings);
            return way;
        };

        await PlayAsync(clinic, clinic.Maria, clinic.Lee, clinic.Dana, clinic.Lou);

        output.WriteLine($"{faults} of {calls} calls failed; {lostPings} answers to the provider's ping were lost.");
        Assert.True(faults >= ways.Length, "Too few calls to fail in each way.");
        Assert.Equal(1 + lostPings, clinic.Slack.Notifications("U03").Count(one => one.Text == "Room 4 is ready for you"));
    }

    private static async Task PlayAsync(SlackClinic clinic, Hand maria, Hand lee, Hand dana, Hand lou)
    {
        (string Name, Func<Task> Does)[] steps =
        [
            ("ready 4 lee", () => maria.TypeAsync("ready 4 lee")),
            ("5 min", () => lee.TapAsync("accept:5")),
            ("Dr. Lee is here", () => maria.TapAsync("here")),
            ("Patient added something", () => maria.TapAsync("handed-off:added")),
            ("Visit done", () => lee.TapAsync("visit-done", "next-visit-2-weeks", "lab")),
            ("Asked all three", () => maria.TapAsync("asked-all")),
            ("Walk to scheduling", () => maria.TapAsync("walk:scheduling")),
            ("Hold 5 min", () => dana.TapAsync("accept:5")),
            ("Send them", () => dana.TapAsync("accept")),
            ("They're here", () => dana.TapAsync("here")),
            ("Walk to the lab", () => maria.TapAsync("walk:lab")),
            ("They're here, lab", () => lou.TapAsync("here")),
        ];
        foreach (var (_, does) in steps)
        {
            await does();
            await clinic.BecomesTrueAsync();
        }

        var (visit, _) = Assert.Single(clinic.Bot.Disk.Visits());
        Assert.Equal(Outcome.Completed, Assert.IsType<Left>(visit.State).Outcome);
        Assert.Null(HashChain.FirstBreak(clinic.Bot.Disk.Events(visit.Id)));
        Assert.All((await clinic.BecomesTrueAsync()).Cards.Values, card => Assert.Equal("done", card));
        clinic.Bot.NothingBroke();
    }
}
