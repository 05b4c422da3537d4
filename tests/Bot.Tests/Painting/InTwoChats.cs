using System.Text;
using Bot.App;
using Bot.Clinic;
using Bot.Tests.PracticeFiles;
using Decks = Bot.Tests.Looks.Decks;

namespace Bot.Tests.Painting;

public sealed class InTwoChats : IAsyncDisposable
{
    private const string CareTeam = "care-team:main-street";
    private const string Maria = "person:maria.lopez";
    private const string Lee = "person:sam.lee";

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task A_channel_that_is_bound_in_both_shows_the_room_in_both()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");

        Assert.Equal("Waiting for Dr. Lee", Assert.Single(clinic.Teams.In(CareTeam)).Headline);
        Assert.Equal("Waiting for Dr. Lee", Assert.Single(clinic.Slack.In(CareTeam)).Headline);

        await clinic.TapsAsync(PaperClinic.By("teams", 3), clinic.Teams, Lee, "accept:5");
        Assert.Equal("Dr. Lee is coming", clinic.Teams.In(CareTeam)[^1].Headline);
        Assert.Equal("Dr. Lee is coming", clinic.Slack.In(CareTeam)[^1].Headline);
    }

    [Fact]
    public async Task A_person_is_asked_in_one_of_them_never_in_both()
    {
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "ready 4 lee");

        Assert.Equal("Room 4 is ready for you", Assert.Single(clinic.Teams.In(Lee)).Rang);
        Assert.Empty(clinic.Slack.In(Lee));

        // Maria wrote in Slack, so that is where her card is.
        Assert.Single(clinic.Slack.In(Maria));
        Assert.Empty(clinic.Teams.In(Maria));
    }

    [Fact]
    public async Task Whoever_was_last_active_in_Slack_is_asked_there_and_an_earlier_card_stays_where_it_is()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await clinic.SaysAsync(PaperClinic.By("slack", 3), "ok");

        Assert.Equal("You are on the way", Assert.Single(clinic.Teams.In(Lee)).Headline);
        Assert.Empty(clinic.Slack.In(Lee));

        await clinic.SaysAsync(PaperClinic.By("teams", 2), "ready 5 lee");
        Assert.Equal("Room 5 is ready for you", Assert.Single(clinic.Slack.In(Lee)).Rang);
        Assert.Single(clinic.Teams.In(Lee));
    }

    [Fact]
    public async Task Where_somebody_was_last_active_is_known_after_a_restart()
    {
        await clinic.SaysAsync(PaperClinic.By("slack", 3), "help");

        var later = new People(clinic.Get<Sites>(), clinic.Store);
        await later.LoadAsync(default);
        Assert.Equal("slack", later.ChatOf(new StaffId("sam.lee")));
    }

    [Fact]
    public async Task The_practice_files_word_goes_before_where_they_were_last_active()
    {
        await using var fixedChat = new PaperClinic(SamplePractice.With("\"slack\": \"U03\"", "\"slack\": \"U03\", \"chat\": \"teams\""));
        await fixedChat.SaysAsync(PaperClinic.By("slack", 3), "help");
        await fixedChat.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");

        Assert.Single(fixedChat.Teams.In(Lee));
        Assert.Empty(fixedChat.Slack.In(Lee));
    }

    [Fact]
    public async Task Whom_one_chat_does_not_reach_is_asked_in_the_other_and_is_not_called_unreachable()
    {
        clinic.Teams.Unreachable.Add(Lee);
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");

        Assert.Equal("Room 4 is ready for you", Assert.Single(clinic.Slack.In(Lee)).Rang);
        Assert.DoesNotContain(clinic.Teams.In(CareTeam), message => message.Card == "alert");

        await clinic.TapsAsync(PaperClinic.By("slack", 3), clinic.Slack, Lee, "accept");
        Assert.Equal("Dr. Lee is coming", clinic.Teams.In(CareTeam)[^1].Headline);
    }

    [Fact]
    public async Task Whom_no_chat_reaches_is_told_to_the_care_team_in_each_chat()
    {
        clinic.Teams.Unreachable.Add(Lee);
        clinic.Slack.Unreachable.Add(Lee);
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await clinic.PaintAsync();

        Assert.Contains(clinic.Teams.In(CareTeam), message => message.Card == "alert");
        Assert.Contains(clinic.Slack.In(CareTeam), message => message.Card == "alert");
        Assert.Contains("can't be reached", clinic.Teams.In(Maria)[^1].Model["then"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tap_in_one_is_repainted_in_the_other_and_all_end_as_one_line()
    {
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "ready 4 lee");
        await clinic.TapsAsync(PaperClinic.By("teams", 3), clinic.Teams, Lee, "accept");
        Assert.Equal("Dr. Lee is coming", clinic.Slack.In(Maria)[^1].Headline);

        await clinic.SaysAsync(PaperClinic.By("slack", 1), "left 4");
        Assert.All(clinic.Teams.Messages.Concat(clinic.Slack.Messages), message => Assert.Contains(message.Card, (string[])["done", "alert"]));
        Assert.All(clinic.Teams.In(CareTeam).Concat(clinic.Slack.In(CareTeam)), message => Assert.Equal("done", message.Card));
    }

    [Fact]
    public async Task A_chat_without_an_agreement_sees_no_visit_type_and_no_flag_and_the_other_does()
    {
        var practice = SamplePractice.With("\"slack\": true", "\"slack\": false");
        await using var careful = new PaperClinic(practice);
        var form = new Dictionary<string, string> { ["room"] = "4", ["who"] = "provider", ["visitType"] = "follow-up", ["flags"] = "new-patient", ["ready"] = "vitals" };
        await careful.SaysAsync(PaperClinic.By("slack", 3), "help");
        await careful.SaysAsync(PaperClinic.By("teams", 4), "help");
        var answer = await careful.Get<Listener>().TapsAsync(
            new Tap(PaperClinic.By("teams", 1), new Conversation("dm", true), "ready", "", form, "", ""), default);
        Assert.Equal("", answer.Sentence);
        await careful.PaintAsync();

        var patel = Assert.Single(careful.Teams.In("person:asha.patel")).Model;
        Assert.NotEqual("", patel["visitType"]!.GetValue<string>());
        Assert.Equal("New patient", Assert.Single(patel["flags"]!.AsArray())!.GetValue<string>());
        var lee = Assert.Single(careful.Slack.In(Lee)).Model;
        Assert.Equal("", lee["visitType"]!.GetValue<string>());
        Assert.Empty(lee["flags"]!.AsArray());
        Assert.Equal("Vitals taken", Assert.Single(lee["ready"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task A_chat_without_an_agreement_is_not_asked_for_them_either_and_the_other_is()
    {
        await using var careful = new PaperClinic(SamplePractice.With("\"slack\": true", "\"slack\": false"));
        var listener = careful.Get<Listener>();
        foreach (var (chat, deck, asks) in new[] { ("slack", Decks.Slack, false), ("teams", Decks.Teams, true) })
        {
            var by = PaperClinic.By(chat, 1);
            var here = new Conversation("dm", Direct: true);
            var noRoom = new Dictionary<string, string> { ["room"] = "" };
            foreach (var form in (Answer[])[
                await listener.ReadyFormAsync(by, here, default),
                await listener.TapsAsync(new Tap(by, here, "ready-form", "", noRoom, "", ""), default),
                await listener.TapsAsync(new Tap(by, here, "ready", "", noRoom, "", ""), default)])
            {
                var shown = Encoding.UTF8.GetString(deck.Bind("ready-form", form.Card!.Model).Span);
                Assert.Contains("Vitals taken", shown, StringComparison.Ordinal);
                Assert.All(
                    (string[])["Visit type", "Follow-up visit", "New patient", "Interpreter"],
                    words => Assert.Equal(asks, shown.Contains(words, StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task A_click_that_a_chat_sends_again_changes_nothing_even_where_the_visit_it_opened_is_over()
    {
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "ready 4", click: "Ev1");
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "left 4", click: "Ev2");
        var answer = await clinic.SaysAsync(PaperClinic.By("slack", 1), "ready 4", click: "Ev1");

        Assert.Equal(Answer.Nothing, answer);
        Assert.Empty(await clinic.Store.OpenAsync(null, default));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}
