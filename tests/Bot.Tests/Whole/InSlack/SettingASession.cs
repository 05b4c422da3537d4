using Bot.Tests.Slack.Small;

namespace Bot.Tests.Whole.InSlack;

/// <summary>The training in Slack: the session is set in a modal, and the others are asked in their own chats.</summary>
[Collection("Whole")]
public sealed class SettingASession
{
    [Fact]
    public async Task In_a_modal_that_keeps_its_faults_under_its_inputs()
    {
        await using var clinic = await SlackClinic.StartAsync();
        var priya = clinic.Slack.Person("U10");
        await priya.SayAsync("training");
        await TapAsync(clinic, priya, "session-form:main-street");
        await Eventually.HoldsAsync(() => priya.Form is not null, "No form opened.");

        await priya.SubmitAsync(("day", ["2020-01-01"]), ("who", ["maria.lopez", "sam.lee"]));
        Assert.Equal("That time has passed. Pick a later one.", priya.Form!.Errors["day"]);

        // What was picked beforehand is sent as it is: tomorrow, at half past twelve, all roles but those unpicked.
        await priya.SubmitAsync(("who", ["maria.lopez", "sam.lee"]), ("plays", ["ma-to-provider"]));
        Assert.Null(priya.Form);
        await Eventually.HoldsAsync(() => Read(clinic, "U10").Contains("2 people are invited", StringComparison.Ordinal), "The lead never read that it is set.");
        await Eventually.HoldsAsync(() => Read(clinic, "U01").Contains("You are invited", StringComparison.Ordinal), "Maria was never invited.");
        Assert.Equal("Training session", Assert.Single(clinic.Slack.Notifications("U01")).Text);

        await TapAsync(clinic, clinic.Slack.Person("U01"), "will-come");
        await Eventually.HoldsAsync(() => Read(clinic, "U01").Contains("You come to the training", StringComparison.Ordinal), "Her card never said so.");
        await TapAsync(clinic, priya, "run-sheet");
        await Eventually.HoldsAsync(() => Read(clinic, "U10").Contains("Maria Lopez", StringComparison.Ordinal), "The lead never saw who comes.");
        Assert.Empty(clinic.Slack.DirectMessages("U09"));
        clinic.Bot.NothingBroke();
    }

    private static async Task TapAsync(SlackClinic clinic, SmallPerson person, string verb)
    {
        var message = await Eventually.FindsAsync(
            () => clinic.Slack.DirectMessages(person.Id).Reverse().FirstOrDefault(message => message.Buttons.Any(button => button.Verb == verb)), () => $"{person.Id} never saw {verb}.");
        Assert.Equal(200, (await person.TapAsync(message, verb)).Status);
    }

    private static string Read(SlackClinic clinic, string user) => string.Join('\n', clinic.Slack.DirectMessages(user).Select(message => message.Blocks.ToJsonString()));
}
