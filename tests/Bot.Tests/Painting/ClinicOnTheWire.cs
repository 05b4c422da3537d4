using Bot.App;
using Bot.Clinic;
using Bot.Slack;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Slack.Small;
using Bot.Tests.Whole.InSlack;

namespace Bot.Tests.Painting;

/// <summary>A <see cref="PaperClinic"/> whose Slack is on the wire: the bot's own channel before a <see cref="SmallSlack"/>. Dr. Lee is asked there.</summary>
internal sealed class ClinicOnTheWire : IAsyncDisposable
{
    public const string CareTeam = "C0CARETEAM";

    private volatile string refused = "";

    private ClinicOnTheWire(SmallSlack slack)
    {
        Slack = slack;
        slack.Mood = _ => refused is { Length: > 0 } error ? new SmallFault.Error(error) : null;
        var practice = SamplePractice.With("\"channels\": {\n", $"\"channels\": {{ \"slack\": {{ \"careTeam\": \"{CareTeam}\", \"desks\": {{}} }},\n")
            .Replace("\"slack\": \"U03\"", "\"slack\": \"U03\", \"chat\": \"slack\"", StringComparison.Ordinal);
        foreach (var person in SamplePractice.Site(practice).Staff)
            slack.AddPerson(person.SlackId, person.Name, person.Email);
        slack.AddChannel(CareTeam, "care-team", "U01", "U02", "U03");
        var options = new SlackOptions { SigningSecret = SmallSlack.SigningSecret, BotToken = SmallSlack.BotToken, ApiUrl = slack.ApiUrl };
        (options.Limits.Posts, options.Limits.PostsPerChannel, options.Limits.Tier3, options.Limits.Tier4) = (0, 0, 0, 0);
        Paper = new PaperClinic(practice, options);
    }

    public SmallSlack Slack { get; }

    public PaperClinic Paper { get; }

    public static async Task<ClinicOnTheWire> StartAsync() => new(await SmallSlack.StartAsync());

    /// <summary>From now on Slack answers every call so; with nothing it takes them again.</summary>
    public void Refuse(string error) => refused = error;

    /// <summary>The cards in Slack that should stand. Fails if one does not, or shows something else.</summary>
    public async Task<IReadOnlyList<string>> TrueCardsAsync()
    {
        var site = Paper.Get<Sites>().Find(new SiteId("main-street"))!;
        var cards = new List<string>();
        foreach (var visit in site.Open)
        {
            var standing = await Paper.Store.PostingsAsync(visit.Id, default);
            var desired = Postings.Desired(visit, site, Paper.Clock.GetUtcNow());
            foreach (var posting in desired.Where(posting => posting.Place is not Place.Desk))
            {
                var stands = Assert.Single(standing, one => one.Key == posting.KeyIn("slack"));
                Assert.Equal(SlackTruth.ShouldShow(posting.Model.In("slack", site.Plan)), SlackTruth.Shows(Slack, stands.Message));
                cards.Add(stands.Key);
            }
        }

        return cards;
    }

    public async ValueTask DisposeAsync()
    {
        await Paper.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
