using Bot.App;
using Bot.Clinic;
using Moq;

namespace Bot.Tests.Painting;

public sealed class ChoosingAChat : IAsyncDisposable
{
    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task A_post_that_ends_while_one_looks_does_not_ring_in_the_other_chat_too()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var visit = Assert.Single(clinic.Get<OpenVisits>().All);
        var site = clinic.Get<Sites>().Find(visit.Site)!;
        var posting = Postings.Desired(visit, site, clinic.Clock.GetUtcNow()).Single(posting => posting.Slot == Slots.Receiver);
        var easel = new Easel([]);
        var (teams, slack) = (Chat("teams"), Chat("slack"));
        teams.Setup(chat => chat.Knows(posting.Place)).Returns(() =>
        {
            easel.Put(new StoredPosting(visit.Id, posting.KeyIn("teams"), "m1", visit.Version, "", 0, null, Dead: false), isSaved: true);
            return true;
        });
        slack.Setup(chat => chat.Knows(posting.Place)).Returns(true);

        var chats = new Chats([teams.Object, slack.Object], clinic.Get<People>());
        Assert.Equal(["teams"], chats.Of(posting, easel, site).Select(chat => chat.Name));
    }

    private static Mock<IChannel> Chat(string name)
    {
        var chat = new Mock<IChannel>();
        chat.Setup(one => one.Name).Returns(name);
        return chat;
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}
