using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Whole.InSlack;

/// <summary>The bot program in a process of its own, between a small Slack and a small Teams, with the sample practice.</summary>
internal sealed class SlackClinic : IAsyncDisposable
{
    public const string CareTeam = "C0CARETEAM";

    private static readonly string[] NoLimits =
        [.. ((string[])["PostsPerChannel", "PostsAtOnce", "Posts", "Tier3", "Tier4"]).Select(limit => $"--Slack:Limits:{limit}=0")];

    private SlackClinic(SmallSlack slack, WholeBot bot) => (Slack, Bot) = (slack, bot);

    public SmallSlack Slack { get; }

    public WholeBot Bot { get; }

    public Hand Maria => InSlack("U01");

    public Hand Lee => InSlack("U03");

    public Hand Dana => InSlack("U07");

    public Hand Lou => InSlack("U09");

    /// <param name="sockets">Through Socket Mode instead of HTTP.</param>
    /// <param name="inTeams">Who is asked in Teams; everybody else is in Slack. With somebody in Teams, the care team has a channel in both.</param>
    public static async Task<SlackClinic> StartAsync(bool sockets = false, params string[] inTeams)
    {
        var slack = await SmallSlack.StartAsync();
        var practice = Practice(inTeams);
        foreach (var person in SamplePractice.Read(practice).Sites[0].Staff)
            slack.AddPerson(person.SlackId, person.Name, person.Email);
        slack.AddChannel(CareTeam, "care-team", [.. Enumerable.Range(1, 10).Select(number => $"U{number:00}")]);
        foreach (var (desk, people) in Desks)
            slack.AddChannel(ChannelOf(desk), desk, people);
        try
        {
            var bot = await WholeBot.StartAsync(practice,
            [
                $"--Slack:ApiUrl={slack.ApiUrl}",
                $"--Slack:BotToken={SmallSlack.BotToken}",
                sockets ? $"--Slack:AppToken={SmallSlack.AppToken}" : $"--Slack:SigningSecret={SmallSlack.SigningSecret}",
                .. NoLimits,
            ]);
            var clinic = new SlackClinic(slack, bot);
            if (sockets)
                await Eventually.HoldsAsync(() => slack.Sockets.Open == 2, "The bot did not open its sockets.");
            else
                slack.Postman.BotUrl = bot.Setup.BotUrl.GetLeftPart(UriPartial.Authority);
            return clinic;
        }
        catch
        {
            await slack.DisposeAsync();
            throw;
        }
    }

    public Hand InSlack(string user) => new SlackHand(Slack, user);

    /// <summary>Every card in both chats shows what the visits on disk say.</summary>
    public Task<TheTruth> BecomesTrueAsync() => Bot.BecomesTrueAsync(Slack);

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Slack.DisposeAsync();
        Assert.Empty(Slack.Unexpected);
    }

    private static readonly IReadOnlyList<(string Desk, string[] People)> Desks =
        [("scheduling", ["U07"]), ("referrals", ["U07"]), ("billing", ["U08"]), ("lab", ["U09"])];

    private static string ChannelOf(string desk) => $"C0{desk.ToUpperInvariant()}";

    private static string Practice(string[] inTeams)
    {
        var practice = JsonNode.Parse(SamplePractice.Json, null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        var site = practice["sites"]![0]!;
        foreach (var person in site["staff"]!.AsArray())
            person!["chat"] = inTeams.Contains(person["id"]!.GetValue<string>()) ? "teams" : "slack";
        var desks = new JsonObject();
        foreach (var (desk, _) in Desks)
            desks[desk] = ChannelOf(desk);
        var channels = site["channels"]!.AsObject();
        channels["slack"] = new JsonObject { ["careTeam"] = CareTeam, ["desks"] = desks };
        if (inTeams.Length == 0)
            channels.Remove("teams");
        else
            channels["teams"]!.AsObject().Remove("desks");

        // Nobody is reminded meanwhile: what rings then rings for the journey alone, however long it takes.
        foreach (var step in (string[])["reminder", "noAnswer", "lead"])
            site["patience"]![step] = 0;
        return practice.ToJsonString();
    }
}
