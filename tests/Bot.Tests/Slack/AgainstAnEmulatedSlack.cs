using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Slack.Outbound;

namespace Bot.Tests.Slack;

/// <summary>The bot's client and its endpoint against a Slack Web API that nobody here wrote: emulate, with its signed events.</summary>
public sealed class AgainstAnEmulatedSlack : IAsyncLifetime, IDisposable
{
    private readonly HttpClient http = new();
    private NodePeer emulator = null!;
    private SlackBot bot = null!;
    private string api = "";
    private string asha = "";

    public async Task InitializeAsync()
    {
        emulator = NodePeer.Start("emulate-slack.mjs", "slack.yaml");
        api = (await emulator.LineAsync(line => line.StartsWith("READY ", StringComparison.Ordinal)))["READY ".Length..] + "/api/";
        bot = await SlackBot.StartAsync(options => (options.ApiUrl, options.BotToken) = (api, "xoxb-emulated"));
        asha = (await AskAsync("users.lookupByEmail", ("email", "asha.patel@example.org")))["user"]!["id"]!.GetValue<string>();
        bot.CareTeamChannel = (await AskAsync("conversations.list"))["channels"]!.AsArray()
            .Single(channel => channel!["name"]!.GetValue<string>() == "care-team")!["id"]!.GetValue<string>();
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await emulator.DisposeAsync();
    }

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task The_bot_knows_who_it_is()
    {
        var own = await bot.Service<Workspace>().OwnAsync(default);
        var told = await AskAsync("auth.test");
        Assert.Equal(
            (told["team_id"]!.GetValue<string>(), told["user_id"]!.GetValue<string>(), told["bot_id"]!.GetValue<string>()), (own.Team, own.User, own.Bot));
    }

    [Fact]
    public async Task A_card_is_posted_repainted_and_removed()
    {
        var id = await bot.Channel.PostAsync(SlackBot.CareTeamPlace, SlackCards.Face("room", "Room 4 · Ready & <b>", "accept:5", "~undo"), default);
        var posted = Assert.Single(await HistoryAsync(bot.CareTeamChannel));
        Assert.Equal($"{bot.CareTeamChannel}|{posted["ts"]}", id);
        Assert.Equal("Room 4 is ready for you", posted["text"]!.GetValue<string>());
        Assert.Equal("Room 4 · Ready & <b> accept:5 undo", string.Join(' ', Small.SmallMessage.Words(posted["blocks"])).Replace("~", "", StringComparison.Ordinal));

        await bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, id, SlackCards.Face("room", "Room 4 · Coming"), default);
        var repainted = Assert.Single(await HistoryAsync(bot.CareTeamChannel));
        Assert.Equal((posted["ts"]!.GetValue<string>(), "Room 4 · Coming"), (repainted["ts"]!.GetValue<string>(), string.Join(' ', Small.SmallMessage.Words(repainted["blocks"]))));

        await bot.Channel.DeleteAsync(SlackBot.CareTeamPlace, id, default);
        Assert.Empty(await HistoryAsync(bot.CareTeamChannel));
        Assert.Equal(ChannelTrouble.MessageGone, (await FaultAsync(() => bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, id, SlackCards.Face("room", "x"), default))).Trouble);
    }

    [Fact]
    public async Task A_person_is_found_by_mail_and_written_to_directly()
    {
        var id = await bot.Channel.PostAsync(new Place.Person(SlackBot.Unlinked), SlackCards.Face("request", "Room 4 · Ready for you"), default);
        Assert.Equal(new Speaker("slack", asha, "asha.patel@example.org"), Assert.Single(bot.Linked));
        Assert.StartsWith("D", id, StringComparison.Ordinal);
        Assert.Single(await HistoryAsync(id.Split('|')[0]));

        Assert.Equal(ChannelTrouble.Unreachable, (await FaultAsync(() => bot.Channel.PostAsync(new Place.Person(SlackBot.Nobody), SlackCards.Face("room", "x"), default))).Trouble);
        bot.CareTeamChannel = "C0NOWHERE1";
        Assert.Equal(ChannelTrouble.Unreachable, (await FaultAsync(() => bot.Channel.PostAsync(SlackBot.CareTeamPlace, SlackCards.Face("room", "x"), default))).Trouble);
    }

    [Fact]
    public async Task One_person_alone_is_told_and_asked_who_they_are()
    {
        var slack = bot.Service<SlackApi>();
        await slack.PostEphemeralAsync(bot.CareTeamChannel, asha, "", OutgoingMessage.Sentence("Already."), default);
        Assert.Empty(await HistoryAsync(bot.CareTeamChannel));
        Assert.Equal(new Member(asha, "asha.patel@example.org", IsPerson: true) { Name = "Asha Patel" }, await slack.MemberAsync(asha, default));
        Assert.Equal(ChannelTrouble.Unreachable, (await FaultAsync(() => slack.MemberAsync("U0NOBODY01", default))).Trouble);
    }

    [Fact]
    public async Task A_home_is_shown_and_a_form_opened_once_a_trigger()
    {
        await bot.HomeTab.ShowAsync(SlackBot.Unlinked, SlackCards.Face("home", "Your rooms", "accept"), default);

        var slack = bot.Service<SlackApi>();
        var form = new OutgoingMessage(SlackCards.Bind).View(SlackCards.Face("ready-form", ""), bot.CareTeamChannel);
        var trigger = (await AskAsync("views.generateTriggerId"))["trigger_id"]!.GetValue<string>();
        await slack.OpenViewAsync(trigger, form, default);
        Assert.Equal("views.open: exchanged_trigger_id", (await FaultAsync(() => slack.OpenViewAsync(trigger, form, default))).Message);
        Assert.Equal("views.open: invalid_trigger_id", (await FaultAsync(() => slack.OpenViewAsync("1.2.abc", form, default))).Message);

        var opened = await AskAsync(
            "views.open", ("trigger_id", (await AskAsync("views.generateTriggerId"))["trigger_id"]!.GetValue<string>()), ("view", System.Text.Encoding.UTF8.GetString(form.Span)));
        await slack.UpdateViewAsync(opened["view"]!["id"]!.GetValue<string>(), OutgoingMessage.SmallView("Patient ready", "Saved."), default);
    }

    [Fact]
    public async Task Its_signed_events_are_heard_and_the_bots_own_words_are_not()
    {
        await emulator.TellAsync(bot.Url + "/slack/events");
        await emulator.LineAsync(line => line.StartsWith("TELLING ", StringComparison.Ordinal));
        var chat = (await AskAsync("conversations.open", ("users", asha)))["channel"]!["id"]!.GetValue<string>();

        // The emulator waits for the bot before it answers, and tells of the bot's own answer as well.
        await AskAsAsync("xoxp-asha", "chat.postMessage", ("channel", chat), ("text", "ready 4 & lee"));
        var line = Assert.Single(bot.Lines);
        Assert.Equal((asha, "ready 4 & lee", new Conversation(chat, Direct: true)), (line.By.Id, line.Text, line.In));
        while ((await HistoryAsync(chat)).Count < 2)
            await Task.Yield();
        await AskAsAsync("xoxp-asha", "chat.postMessage", ("channel", chat), ("text", "board"));
        Assert.Equal(["ready 4 & lee", "board"], bot.Lines.Select(one => one.Text));
    }

    private static Task<ChannelException> FaultAsync(Func<Task> call) => Assert.ThrowsAsync<ChannelException>(call);

    private async Task<IReadOnlyList<JsonNode>> HistoryAsync(string channel) =>
        [.. (await AskAsync("conversations.history", ("channel", channel)))["messages"]!.AsArray().Select(message => message!)];

    private Task<JsonNode> AskAsync(string method, params (string Name, string Value)[] fields) => AskAsAsync("xoxb-emulated", method, fields);

    private async Task<JsonNode> AskAsAsync(string token, string method, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, api + method);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        using var response = await http.SendAsync(request);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.True(answer["ok"]!.GetValue<bool>(), $"{method}: {answer["error"]}");
        return answer;
    }
}
