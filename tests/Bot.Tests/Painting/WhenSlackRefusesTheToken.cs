using Bot.Clinic;

namespace Bot.Tests.Painting;

public sealed class WhenSlackRefusesTheToken
{
    [Theory]
    [InlineData("token_revoked")]
    [InlineData("invalid_auth")]
    [InlineData("account_inactive")]
    [InlineData("missing_scope")]
    public async Task Every_card_becomes_true_once_it_is_mended(string error)
    {
        await using var clinic = await ClinicOnTheWire.StartAsync();
        await clinic.Paper.SaysAsync(PaperClinic.By("slack", 1), "ready 4 lee");
        Assert.Equal(3, (await clinic.TrueCardsAsync()).Count);

        clinic.Refuse(error);
        await clinic.Paper.SaysAsync(PaperClinic.By("slack", 3), "5");
        await clinic.Paper.SaysAsync(PaperClinic.By("slack", 2), "ready 5 lee");
        for (var minute = 0; minute < 3; minute++)
        {
            clinic.Paper.Clock.Advance(TimeSpan.FromMinutes(1));
            await clinic.Paper.PaintAsync();
        }
        Assert.All(clinic.Slack.Messages(ClinicOnTheWire.CareTeam), message => Assert.Contains("Waiting for Dr. Lee", message.Reads, StringComparison.Ordinal));
        Assert.Contains(clinic.Paper.Get<IReadOnlyList<IChannel>>(), channel => channel.Fault?.EndsWith($": {error}", StringComparison.Ordinal) == true);

        clinic.Refuse("");
        for (var minute = 0; minute < 2; minute++)
        {
            clinic.Paper.Clock.Advance(TimeSpan.FromMinutes(1));
            await clinic.Paper.PaintAsync();
        }
        Assert.True((await clinic.TrueCardsAsync()).Count >= 6);
        Assert.Equal(2, clinic.Slack.Messages(ClinicOnTheWire.CareTeam).Count);

        // Three minutes later the ask has become a reminder, and rings once.
        Assert.Equal(["Room 4 is ready for you", "Room 5 still waits"], clinic.Slack.Notifications("U03").Select(one => one.Text));
        Assert.All(clinic.Paper.Get<IReadOnlyList<IChannel>>(), channel => Assert.Null(channel.Fault));
    }

    [Fact]
    public async Task Nothing_is_tried_more_often_than_each_minute_however_many_cards_wait()
    {
        await using var clinic = await ClinicOnTheWire.StartAsync();
        clinic.Refuse("token_revoked");
        await clinic.Paper.SaysAsync(PaperClinic.By("slack", 1), "ready 4 lee");
        await clinic.Paper.SaysAsync(PaperClinic.By("slack", 2), "ready 5 lee");
        var before = clinic.Slack.Calls.Count;
        for (var second = 0; second < 5; second++)
        {
            clinic.Paper.Clock.Advance(TimeSpan.FromSeconds(10));
            await clinic.Paper.SaysAsync(PaperClinic.By("slack", 1), second % 2 == 0 ? "request 4 patel" : "undo");
        }

        Assert.Equal(before, clinic.Slack.Calls.Count);
    }
}
