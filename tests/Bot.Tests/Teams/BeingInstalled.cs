using System.Net;
using System.Text;
using Bot.Clinic;
using Bot.Teams.Outbound;

namespace Bot.Tests.Teams;

public class BeingInstalled
{
    [Fact]
    public async Task An_install_is_kept_before_it_is_accepted()
    {
        await using var bot = await TeamsBot.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await bot.SendAsync("installationUpdate-add-channel")).StatusCode);
        var kept = Assert.Single(bot.Kept).Value;
        Assert.Equal(("teams.conversation", TeamsBot.CareTeamChannel), (kept.Kind, kept.Key));
        var body = Encoding.UTF8.GetString(kept.Body.Span);
        Assert.Contains(bot.Teams.ServiceUrl, body, StringComparison.Ordinal);
        Assert.Contains("\"dead\":false", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ward", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_twice_of_one_install_the_bot_greets_once()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("conversationUpdate-membersAdded-bot");
        await bot.SendAsync("installationUpdate-add-channel");
        Assert.Equal((new Speaker("teams", TeamsBot.AnnaId, ""), new Conversation(TeamsBot.CareTeamChannel, false)), Assert.Single(bot.Met));
    }

    [Fact]
    public async Task People_who_join_are_met_and_the_bot_itself_is_not()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("conversationUpdate-membersAdded-bot", one => one["membersAdded"] =
            new System.Text.Json.Nodes.JsonArray(
                new System.Text.Json.Nodes.JsonObject { ["id"] = "29:ben", ["aadObjectId"] = TeamsBot.BenId },
                new System.Text.Json.Nodes.JsonObject { ["id"] = "29:guest" },
                null));
        Assert.Equal(TeamsBot.BenId, Assert.Single(bot.Met).By.Id);
    }

    [Fact]
    public async Task The_same_conversation_is_written_once_however_often_it_speaks()
    {
        await using var bot = await TeamsBot.StartAsync();
        for (var i = 0; i < 5; i++)
            await bot.SendAsync("invoke-adaptiveCard-action-execute");
        await bot.Service<Conversations>().WriteAsync(default);
        Assert.Equal(1, bot.Writes);

        bot.Teams.Always("GET", ".*", _ => new Reply(500));
        await bot.SendAsync("installationUpdate-add-channel", one => one["channelData"]!["team"]!["id"] = "19:other@thread.tacv2");
        Assert.Equal(2, bot.Writes);
    }

    [Fact]
    public async Task Removed_it_says_nothing_there_until_it_is_back()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("installationUpdate-add-channel");
        Assert.True(bot.Channel.Knows(TeamsBot.CareTeam));

        await bot.SendAsync("installationUpdate-add-channel", one => one["action"] = "remove");
        Assert.False(bot.Channel.Knows(TeamsBot.CareTeam));
        Assert.Contains("\"dead\":true", Encoding.UTF8.GetString(bot.Kept[TeamsBot.CareTeamChannel].Body.Span), StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(TeamsBot.CareTeam, TeamsBot.RoomFace(), default));
        Assert.Equal(ChannelTrouble.Unreachable, fault.Trouble);
        Assert.Empty(bot.Teams.Calls);

        await bot.SendAsync("installationUpdate-add-channel");
        Assert.True(bot.Channel.Knows(TeamsBot.CareTeam));
        Assert.Equal(2, bot.Met.Count);
    }

    [Fact]
    public async Task The_end_of_an_old_chat_does_not_touch_the_new_one()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("message-personal");
        await bot.SendAsync("message-personal", one => one["conversation"]!["id"] = "a:new");
        await bot.SendAsync("message-personal", one => (one["type"], one["action"]) = ("installationUpdate", "remove"));
        Assert.True(bot.Channel.Knows(TeamsBot.AnnasPlace));
    }

    [Fact]
    public async Task A_restart_knows_what_was_kept()
    {
        await using var before = await TeamsBot.StartAsync();
        await before.SendAsync("message-personal");
        await before.Service<Conversations>().WriteAsync(default);
        await using var after = await TeamsBot.StartAsync(before: bot =>
        {
            foreach (var kept in before.Kept.Values)
                bot.Kept[kept.Key] = kept with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(kept.Body.Span).Replace(before.Teams.Url, bot.Teams.Url, StringComparison.Ordinal)) };
        });
        after.Teams.Expect("POST", "/emea/v3/conversations/a%3A1Sample.*/activities", new Reply(201, """{"id":"9"}"""));
        Assert.Equal(TeamsBot.AnnasChat + "|9", await after.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(), default));
    }

    [Fact]
    public async Task A_store_that_cannot_keep_it_costs_no_tap_and_is_asked_again()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnKeep = () => throw new StoreUnavailableException();
        Assert.Equal(HttpStatusCode.OK, (await bot.SendAsync("invoke-adaptiveCard-action-execute")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await bot.SendAsync("installationUpdate-add-channel", one => one["conversation"]!["id"] = "19:b@thread.tacv2")).StatusCode);
        bot.OnKeep = () => Task.CompletedTask;
        await bot.Service<Conversations>().WriteAsync(default);
        Assert.Equal(2, bot.Kept.Count);
    }
}
