using Bot.Clinic;

namespace Bot.Tests.Painting;

public sealed class WhenAMessagesIdCannotBeSaved : IAsyncDisposable
{
    private const string Lee = "person:sam.lee";

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task The_message_is_not_posted_again_and_its_id_is_saved_as_soon_as_that_can_be()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.Get<Listener>().SaysAsync(new Line(PaperClinic.By("teams", 1), new Conversation("dm", true), "ready 4 lee", ""), default);
        using (var other = clinic.File.OtherProgram())
        {
            other.Execute("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<StoreUnavailableException>(clinic.PaintAsync);
            await Assert.ThrowsAsync<StoreUnavailableException>(clinic.PaintAsync);
            Assert.Single(clinic.Teams.In(Lee));
            other.Execute("ROLLBACK");
        }

        await clinic.PaintAsync();
        Assert.Single(clinic.Teams.In(Lee));
        var visit = Assert.Single(await clinic.Store.OpenAsync(null, default)).Visit;
        Assert.Contains(await clinic.Store.PostingsAsync(visit, default), posting => posting.Message == clinic.Teams.In(Lee)[0].Id);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}
