using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>The answer to a post was lost, and somebody tapped that message: it is the posting now, and was posted again meanwhile.</summary>
public sealed class WhenAnAdoptedMessageWasFirst
{
    private const string Marias = "person:maria.lopez";

    [Fact]
    public async Task It_shows_what_is_true_and_the_second_is_gone()
    {
        await using var clinic = new PaperClinic();
        clinic.Teams.RefusePosts = () => new ChannelException(ChannelTrouble.Unsure, "no answer");
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        clinic.Teams.RefusePosts = null;
        var visit = Assert.Single(clinic.Get<OpenVisits>().All);
        var old = new Face("giver", "{ \"headline\": \"as it was\" }"u8.ToArray(), "", Rings: false, []);
        clinic.Teams.Messages.Add(new PaperMessage("lost", Marias, "") { Face = old });
        await clinic.Store.TryAddPostingAsync(new StoredPosting(visit.Id, $"giver/{Marias}/1", "lost", 1, "", 0, null, Dead: false), default);

        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        await clinic.PaintAsync();

        var message = Assert.Single(clinic.Teams.In(Marias));
        Assert.Equal(("lost", "waiting"), (message.Id, message.Model["state"]!.GetValue<string>()));
    }
}
