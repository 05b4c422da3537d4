using Bot.Clinic;

namespace Bot.Tests.Whole.InSlack;

/// <summary>Buttons and forms that no card of the bot's has, or has no more: a sentence to that person, and no visit changes.</summary>
[Collection("Whole")]
public sealed class TappingWhatIsNotThere
{
    private const string NoButton = "That button is not known here any more.";
    private const string NoVisit = "That visit is not there any more.";

    [Fact]
    public async Task A_forged_button_is_answered_with_a_sentence()
    {
        await using var clinic = await SlackClinic.StartAsync();
        await clinic.Maria.TypeAsync("ready 4 lee");
        var lee = clinic.Slack.Person("U03");
        var request = await Eventually.FindsAsync(
            () => clinic.Slack.DirectMessages("U03").FirstOrDefault(message => message.Buttons.Any(button => button.Verb == "accept")),
            () => "Dr. Lee was never asked.");
        var (visit, _) = Assert.Single(clinic.Bot.Disk.Visits());
        foreach (var (verb, about, sentence) in new[]
        {
            ("dance", $"{visit.Id}", NoButton),
            ("accept:777", $"{visit.Id}", NoButton),
            ("walk:nowhere", $"{visit.Id}", NoButton),
            ("accept", "0000000000", NoVisit),
            ("accept", "'; DROP TABLE visit; --", NoVisit),
            ("accept", "", NoVisit),
        })
        {
            var tap = lee.TapOn(request, "accept");
            (tap["actions"]![0]!["action_id"], tap["actions"]![0]!["value"]) = (verb, about);
            var told = clinic.Slack.Ephemerals("U03").Count;
            Assert.Equal(200, (await clinic.Slack.Postman.InteractionAsync(tap)).Status);
            await Eventually.HoldsAsync(() => clinic.Slack.Ephemerals("U03").Count > told, $"Nobody answered {verb} {about}.");
            Assert.Equal(sentence, clinic.Slack.Ephemerals("U03")[^1].Reads);
        }

        Assert.Equal(visit.Version, Assert.Single(clinic.Bot.Disk.Visits()).Visit.Version);
        clinic.Bot.NothingBroke();
    }

    [Fact]
    public async Task A_form_for_a_visit_that_moved_on_stays_open_with_a_sentence()
    {
        await using var clinic = await SlackClinic.StartAsync();
        await clinic.Maria.TypeAsync("ready 4 lee");
        await clinic.Lee.TapAsync("accept");
        await clinic.Maria.TapAsync("here");
        await clinic.Maria.TapAsync("handed-off:added");
        await clinic.Lee.TapAsync("visit-done");
        var lee = clinic.Slack.Person("U03");
        await Eventually.HoldsAsync(() => lee.Form is not null, "No form opened before Dr. Lee.");
        await clinic.Maria.TypeAsync("left 4");
        await Eventually.HoldsAsync(() => clinic.Bot.Disk.OpenIn("4") is null, "The visit never ended.");
        var (left, _) = Assert.Single(clinic.Bot.Disk.Visits());
        Assert.IsType<Left>(left.State);

        Assert.Equal(200, (await lee.SubmitAsync(("stops", ["lab"]))).Status);

        Assert.StartsWith("The patient has already left room 4", lee.Form!.Errors["stops"], StringComparison.Ordinal);
        Assert.Equal(left.Version, Assert.Single(clinic.Bot.Disk.Visits()).Visit.Version);
        clinic.Bot.NothingBroke();
    }

    [Fact]
    public async Task Somebody_who_was_deactivated_is_not_known()
    {
        await using var clinic = await SlackClinic.StartAsync();
        var gone = clinic.Slack.AddPerson("U77", "Gone", "gone@example.org", deleted: true);

        Assert.Contains(Sentences.Unknown, (await gone.SlashAsync(SlackClinic.CareTeam, "ready 5")).Body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(clinic.Bot.Disk.Visits());
    }
}
