using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>The answer to a post was lost, and somebody tapped that message: it is the posting now.</summary>
public sealed class WhenALostMessageComesToLight
{
    private const string Marias = "person:maria.lopez";
    private const string Lees = "person:sam.lee";

    [Fact]
    public async Task Where_it_was_posted_again_it_shows_what_is_true_and_the_second_is_gone()
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

    [Fact]
    public async Task It_shows_what_is_true_where_nobody_posts_it_again()
    {
        await using var clinic = await LostAsync();

        // Before it is tried again.
        await clinic.TapsAsync(PaperClinic.By("teams", 3), clinic.Teams, Lees, "accept");
        var message = clinic.Teams.In(Lees)[0];
        Assert.Equal("coming", message.Model["state"]!.GetValue<string>());
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "left 4");
        Assert.Equal("done", message.Card);
    }

    [Fact]
    public async Task It_stays_the_only_one_where_it_was_being_posted_again()
    {
        await using var clinic = await LostAsync();
        var slow = new TaskCompletionSource();
        clinic.Teams.PostsWaitFor = slow.Task;
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 1), "ready 5 patel");
        await clinic.TapsInPassingAsync(PaperClinic.By("teams", 3), clinic.Teams, Lees, "accept");
        slow.SetResult();
        await clinic.EndedAsync();
        var message = Assert.Single(clinic.Teams.In(Lees));
        Assert.Equal("coming", message.Model["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_stays_what_it_was_posted_for_where_they_are_asked_anew_before_its_id_is_known()
    {
        await using var clinic = new PaperClinic();
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4");
        var slow = new TaskCompletionSource();
        clinic.Teams.AnswersWaitFor = slow.Task;
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 1), "request 4 lee");
        foreach (var line in (string[])["undo", "request 4 lee"])
            await clinic.HearsAsync(PaperClinic.By("teams", 1), line);
        await clinic.TapsInPassingAsync(PaperClinic.By("teams", 3), clinic.Teams, Lees, "accept");
        slow.SetResult();
        await clinic.EndedAsync();

        Assert.Equal(["passed", "request"], clinic.Teams.In(Lees).Select(message => message.Card));
        Assert.Equal("coming", clinic.Teams.In(Lees)[1].Model["state"]!.GetValue<string>());
    }

    // Dr. Lee is asked to room 4, and the bot does not hear that the message arrived.
    private static async Task<PaperClinic> LostAsync()
    {
        var clinic = new PaperClinic();
        clinic.Slack.KnownPlaces.Clear();
        clinic.Teams.LosesPosts.Add(Lees);
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        clinic.Teams.LosesPosts.Clear();
        return clinic;
    }
}
