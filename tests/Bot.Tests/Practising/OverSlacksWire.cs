using Bot.Clinic;
using Bot.Tests.Slack.Small;
using Bot.Tests.Training;
using Bot.Tests.Whole;
using Bot.Tests.Whole.InSlack;

namespace Bot.Tests.Practising;

/// <summary>The bot program in a process of its own, and four people who practise in a small Slack beside a real visit.</summary>
[Collection("Whole")]
public sealed class OverSlacksWire
{
    private static readonly Scenario Scenario = RolePlays.All.Single(one => one.Id.Value == "ma-to-scheduling");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Four_people_play_and_the_real_visits_do_not_notice(bool sockets)
    {
        await using var clinic = await SlackClinic.StartAsync(sockets);
        await clinic.Maria.TypeAsync("ready 4 lee");
        await clinic.Lee.TapAsync("accept");
        await clinic.BecomesTrueAsync();
        var before = Rows(clinic);
        var told = clinic.Slack.DirectMessages("U03").Count;

        // Priya leads; Jordan gives, Blake is the desk; Robin watches, and tries to tap.
        var (priya, real) = (clinic.Slack.Person("U10"), Assert.Single(clinic.Bot.Disk.Visits()).Visit.Id.Value);
        Assert.Equal(200, (await priya.SlashAsync(SlackClinic.CareTeam, "practice referral")).Status);
        await TapAsync("U02", "part:ma");
        await TapAsync("U08", "part:front-desk");
        await TapAsync("U10", "begin");
        await TapAsync("U02", "asked-all");
        var room = await CardAsync(clinic, "Room PRACTICE", SlackClinic.CareTeam, _ => true);
        Assert.All(room.Buttons.Select(button => button.Visit), visit => Assert.StartsWith("1", visit, StringComparison.Ordinal));
        foreach (var stop in (string[])["scheduling", "referrals"])
        {
            await TapAsync("U02", $"walk:{stop}");
            await TapAsync("U08", "here");
            await Eventually.HoldsAsync(() => Find("U08", "here") is null, "The desk's card did not shrink.");
        }

        for (var prompt = 0; prompt < Scenario.Facilitators.Debrief.Count; prompt++)
        {
            var asks = await CardAsync(clinic, Scenario.Facilitators.Debrief[prompt].Ask, SlackClinic.CareTeam, message => message.Buttons.Any(button => button.Verb == $"debrief:{prompt}"));
            Assert.Equal(200, (await priya.TapAsync(asks, $"debrief:{prompt}", ($"well-{prompt}", ["0"]), ($"better-{prompt}", ["0", "1"]))).Status);
        }

        await CardAsync(clinic, "done. 3 things went well, 6 things to improve.", SlackClinic.CareTeam, _ => true);

        // The real visit is where it was, to the byte, and its people heard of nothing else.
        Assert.Equal(before, Rows(clinic));
        Assert.Equal(told, clinic.Slack.DirectMessages("U03").Count);
        foreach (var other in (string[])["U04", "U05", "U06", "U07", "U09"])
            Assert.Empty(clinic.Slack.DirectMessages(other));
        Assert.All(clinic.Slack.Notifications("U08"), one => Assert.Contains("PRACTICE", one.Text, StringComparison.OrdinalIgnoreCase));

        // What the facilitator alone may know was sent to nobody else.
        var priyas = priya.Chat;
        var hidden = Scenario.Facilitators.Patient.Concat(Scenario.Facilitators.Steps).ToList();
        Assert.All(clinic.Slack.Calls.Where(call => hidden.Exists(fact => call["blocks"]?.Contains(fact, StringComparison.Ordinal) == true)), call => Assert.Equal(priyas, call["channel"]));
        clinic.Bot.NothingBroke();

        // Buttons of the real visit stand in the same channel.
        SmallMessage? Find(string user, string verb) => clinic.Slack.DirectMessages(user).Reverse().Concat(clinic.Slack.Messages(SlackClinic.CareTeam).Reverse())
            .FirstOrDefault(message => message.Buttons.Any(button => button.Verb == verb && button.Visit != real));
        async Task TapAsync(string user, string verb)
        {
            var message = await Eventually.FindsAsync(() => Find(user, verb), () => $"{user} never saw {verb}.");
            Assert.Equal(200, (await clinic.Slack.Person(user).TapAsync(message, verb)).Status);
        }
    }

    private static List<string> Rows(SlackClinic clinic) =>
    [
        .. clinic.Bot.Disk.Visits().SelectMany(one => clinic.Bot.Disk.Events(one.Visit.Id)).Select(e => $"{e.Visit} {e.Sequence} {e.Name} {e.By} {Convert.ToHexString(e.Hash.Span)}"),
    ];

    private static Task<SmallMessage> CardAsync(SlackClinic clinic, string words, string channel, Func<SmallMessage, bool> fits) => Eventually.FindsAsync(
        () => clinic.Slack.Messages(channel).LastOrDefault(message => SmallMessage.Words(message.Blocks).Any(word => word.Contains(words, StringComparison.Ordinal)) && fits(message)),
        () => $"No card in {channel} says \"{words}\".");
}
