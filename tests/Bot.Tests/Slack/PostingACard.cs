using System.Text;
using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Slack.Outbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class PostingACard
{
    private static readonly Face Room = SlackCards.Face("room", "Room 4 · Waiting", "accept:5");

    [Fact]
    public async Task To_a_channel_it_goes_as_a_form_with_the_bots_token()
    {
        await using var bot = await SlackBot.StartAsync();
        var id = await bot.Channel.PostAsync(SlackBot.CareTeamPlace, Room with { Push = "Room 4 <!channel> & co" }, default);
        var message = Assert.Single(bot.Slack.Messages(SlackBot.CareTeam));
        Assert.Equal($"{SlackBot.CareTeam}|{message.Ts}", id);
        Assert.Equal("Room 4 · Waiting accept:5", message.Reads);

        var call = bot.Slack.Calls.Single(one => one.Method == "chat.postMessage");
        Assert.Equal(("Bearer " + SmallSlack.BotToken, "application/x-www-form-urlencoded"), (call.Authorization, call.ContentType));
        Assert.Equal(["blocks", "channel", "parse", "text", "unfurl_links", "unfurl_media"], call.Fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("Room 4 &lt;!channel&gt; &amp; co", "none", "false", "false"), (call["text"], call["parse"], call["unfurl_links"], call["unfurl_media"]));
        Assert.Empty(bot.Slack.Notifications(SlackBot.Maria));
    }

    [Fact]
    public async Task To_a_person_it_goes_into_their_chat_which_is_opened_once_and_kept()
    {
        await using var bot = await SlackBot.StartAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bot.Channel.PostAsync(SlackBot.MariasPlace, Room, default)));
        Assert.Equal(ids.Order(), bot.Slack.DirectMessages(SlackBot.Maria).Select(one => $"{bot.MariasHands.Chat}|{one.Ts}").Order());
        Assert.Equal(1, bot.Slack.CallsOf("conversations.open"));
        Assert.Equal($"\"{bot.MariasHands.Chat}\"", Encoding.UTF8.GetString(bot.Kept[SlackBot.Maria].Body.Span));
        Assert.Equal(DirectChats.Kind, bot.Kept[SlackBot.Maria].Kind);
        Assert.All(bot.Slack.Notifications(SlackBot.Maria), one => Assert.Equal("Room 4 is ready for you", one.Text));
        Assert.Equal(3, bot.Slack.Notifications(SlackBot.Maria).Count);
    }

    [Fact]
    public async Task A_chat_that_was_kept_is_not_opened_again_after_a_restart()
    {
        await using var bot = await SlackBot.StartAsync(before: one =>
            one.Kept[SlackBot.Maria] = new Kept(DirectChats.Kind, SlackBot.Maria, Encoding.UTF8.GetBytes($"\"{one.MariasHands.Chat}\"")));
        await bot.Channel.PostAsync(SlackBot.MariasPlace, Room, default);
        Assert.Equal(0, bot.Slack.CallsOf("conversations.open"));
    }

    [Fact]
    public async Task A_chat_that_Slack_forgot_is_opened_anew_once()
    {
        await using var bot = await SlackBot.StartAsync(before: one =>
            one.Kept[SlackBot.Maria] = new Kept(DirectChats.Kind, SlackBot.Maria, "\"D0GONE0001\""u8.ToArray()));
        await bot.Channel.PostAsync(SlackBot.MariasPlace, Room, default);
        Assert.Single(bot.Slack.DirectMessages(SlackBot.Maria));
        Assert.Equal($"\"{bot.MariasHands.Chat}\"", Encoding.UTF8.GetString(bot.Kept[SlackBot.Maria].Body.Span));

        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Error("channel_not_found"), times: 2);
        var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(SlackBot.MariasPlace, Room, default));
        Assert.Equal(ChannelTrouble.Unreachable, fault.Trouble);
        Assert.Equal(4, bot.Slack.CallsOf("chat.postMessage"));
    }

    [Fact]
    public async Task A_chat_that_cannot_be_kept_costs_nobody_a_message()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnKeep = () => throw new StoreUnavailableException();
        await bot.Channel.PostAsync(SlackBot.MariasPlace, Room, default);
        await bot.Channel.PostAsync(SlackBot.MariasPlace, Room, default);
        Assert.Equal((2, 1), (bot.Slack.DirectMessages(SlackBot.Maria).Count, bot.Slack.CallsOf("conversations.open")));
    }

    [Fact]
    public async Task Whoever_is_not_linked_is_found_by_their_mail_and_linked()
    {
        await using var bot = await SlackBot.StartAsync();
        var place = new Place.Person(SlackBot.Unlinked);
        Assert.True(bot.Channel.Knows(place));
        await bot.Channel.PostAsync(place, Room, default);
        await bot.Channel.PostAsync(place, Room, default);
        Assert.Equal(new Speaker("slack", "U0PATEL001", "asha.patel@example.org"), Assert.Single(bot.Linked));
        Assert.Equal((2, 1), (bot.Slack.DirectMessages("U0PATEL001").Count, bot.Slack.CallsOf("users.lookupByEmail")));
    }

    [Fact]
    public async Task Whom_Slack_does_not_know_the_channel_does_not_know_either_for_a_while()
    {
        await using var bot = await SlackBot.StartAsync();
        var place = new Place.Person(SlackBot.Nobody);
        Assert.True(bot.Channel.Knows(place));
        for (var i = 0; i < 2; i++)
        {
            var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(place, Room, default));
            Assert.Equal(ChannelTrouble.Unreachable, fault.Trouble);
            Assert.False(bot.Channel.Knows(place));
        }
        Assert.Equal(1, bot.Slack.CallsOf("users.lookupByEmail"));
    }

    [Fact]
    public async Task A_lookup_that_fails_says_nothing_about_the_person()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("users.lookupByEmail", new SmallFault.Html(502));
        var place = new Place.Person(SlackBot.Unlinked);
        Assert.Equal(ChannelTrouble.Later, (await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(place, Room, default))).Trouble);
        Assert.True(bot.Channel.Knows(place));
        await bot.Channel.PostAsync(place, Room, default);
    }

    [Fact]
    public async Task Only_people_with_a_link_or_a_mail_and_places_with_a_channel_are_known()
    {
        await using var bot = await SlackBot.StartAsync();
        Assert.True(bot.Channel.Knows(SlackBot.MariasPlace));
        Assert.True(bot.Channel.Knows(SlackBot.CareTeamPlace));
        Assert.False(bot.Channel.Knows(new Place.Person(new StaffId("without.mail"))));
        Assert.False(bot.Channel.Knows(new Place.Desk(new SiteId("main-street"), new DeskId("lab"))));
        Assert.Equal("slack", bot.Channel.Name);
        var fault = await Assert.ThrowsAsync<ChannelException>(
            () => bot.Channel.PostAsync(new Place.Desk(new SiteId("main-street"), new DeskId("lab")), Room, default));
        Assert.Equal(ChannelTrouble.Unreachable, fault.Trouble);
    }

    [Fact]
    public async Task Whoever_is_mentioned_is_notified_in_a_line_above_the_card()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Channel.PostAsync(SlackBot.CareTeamPlace, Room with { Push = "Room 4 needs someone", Mentions = [SlackBot.LeeStaff, SlackBot.Nobody] }, default);
        Assert.Equal("Room 4 needs someone", Assert.Single(bot.Slack.Notifications(SlackBot.Lee)).Text);
        Assert.Empty(bot.Slack.Notifications(SlackBot.Maria));

        var message = Assert.Single(bot.Slack.Messages(SlackBot.CareTeam));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""[{"type":"user","user_id":"U0LEE00001"},{"type":"text","text":" "},{"type":"text","text":"Room 4 needs someone"}]"""),
            message.Blocks[0]!["elements"]![0]!["elements"]));
        Assert.EndsWith("Room 4 · Waiting accept:5", message.Reads, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mention_of_nobody_whom_Slack_knows_is_just_the_card()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.Channel.PostAsync(SlackBot.CareTeamPlace, Room with { Mentions = [SlackBot.Nobody] }, default);
        Assert.Equal("Room 4 · Waiting accept:5", Assert.Single(bot.Slack.Messages(SlackBot.CareTeam)).Reads);
    }

    [Fact]
    public async Task What_Slack_would_refuse_for_its_size_is_not_even_sent()
    {
        await using var bot = await SlackBot.StartAsync();
        var fault = await Assert.ThrowsAsync<ChannelException>(
            () => bot.Channel.PostAsync(SlackBot.CareTeamPlace, SlackCards.Face("room", "Room 4", new string('x', 76)), default));
        Assert.Equal((ChannelTrouble.Refused, "over a limit of Slack's at /blocks/1/elements/0/text/text: over 75"), (fault.Trouble, fault.Message));
        Assert.Equal(0, bot.Slack.CallsOf("chat.postMessage"));
    }
}
