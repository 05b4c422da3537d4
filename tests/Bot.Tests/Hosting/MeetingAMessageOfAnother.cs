using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Hosting;

/// <summary>A tap comes to an instance that neither knows of the message nor of the step for which another has just posted it.</summary>
[Collection(OnAzurite.Name)]
public sealed class MeetingAMessageOfAnother(Azurite azurite)
{
    private const string Lees = "person:sam.lee";

    [Fact]
    public async Task It_is_taken_for_what_it_was_posted_for()
    {
        await using var both = await TwoInstances.StartAsync(azurite, AskedUnheardAsync);
        var visit = Assert.Single(await both.Two.Store.OpenAsync(null, default));
        await both.Two.Get<App.Sharing>().RefreshAsync(visit.Site, default);
        var slow = new TaskCompletionSource();
        both.One.Teams.AnswersWaitFor = slow.Task;
        foreach (var line in (string[])["undo", "request 4 lee"])
            await both.One.HearsAsync(PaperClinic.By("teams", 1), line);
        await both.One.PassesUntilAsync(() => both.One.Teams.In(Lees).Count > 0);
        await both.Two.TapsInPassingAsync(PaperClinic.By("teams", 3), both.Two.Teams, Lees, "accept");
        slow.SetResult();
        await both.One.EndedAsync();
        await both.Two.EndedAsync();

        var message = Assert.Single(both.One.Teams.In(Lees));
        Assert.Equal("coming", message.Model["state"]!.GetValue<string>());
    }

    // Dr. Lee is asked to room 4, and the chat does not answer.
    private static async Task AskedUnheardAsync(PaperClinic clinic)
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4");
        clinic.Teams.RefusePosts = () => new ChannelException(ChannelTrouble.Unsure, "no answer");
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "request 4 lee");
        clinic.Teams.RefusePosts = null;
    }
}
