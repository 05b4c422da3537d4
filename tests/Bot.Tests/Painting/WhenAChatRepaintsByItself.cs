using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>Slack shows the card of an answer only beside a sentence: else the message that was tapped is repainted, as every other.</summary>
public sealed class WhenAChatRepaintsByItself : IAsyncDisposable
{
    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task A_tap_that_worked_is_answered_without_a_card()
    {
        var answer = await TapsAsync(PaperClinic.By("slack", 3), "accept:5");
        Assert.Equal(Answer.Nothing, answer);
        Assert.IsType<Coming>(Assert.Single(clinic.Get<OpenVisits>().All).State);
    }

    [Fact]
    public async Task A_tap_that_was_refused_is_answered_with_the_card_and_why()
    {
        var answer = await TapsAsync(PaperClinic.By("slack", 3), "walk:lab");
        Assert.NotNull(answer.Card);
        Assert.NotEmpty(answer.Sentence);
    }

    private async Task<Answer> TapsAsync(Speaker by, string verb)
    {
        await clinic.SaysAsync(PaperClinic.By("slack", 3), "board");
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var message = clinic.Slack.In("person:sam.lee")[^1];
        return await clinic.Get<Listener>().TapsAsync(
            new Tap(by, new Conversation("dm", Direct: true), verb, message.Model["visit"]!.GetValue<string>(), new Dictionary<string, string>(), message.Id, "")
            {
                IsRepainted = true,
            },
            default);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}
