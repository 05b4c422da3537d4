using System.Net;
using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Tests.Teams;

public class FillingInTheReadyForm
{
    [Theory]
    [InlineData("invoke-task-fetch", true)]
    [InlineData("invoke-composeExtension-fetchTask", false)]
    public async Task The_form_opens_as_a_dialog(string sample, bool direct)
    {
        await using var bot = await TeamsBot.StartAsync();
        var reply = await ReplyAsync(await bot.SendAsync(sample));
        Assert.Equal("continue", reply["task"]!["type"]!.GetValue<string>());
        var card = reply["task"]!["value"]!["card"]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", card["contentType"]!.GetValue<string>());
        Assert.Equal("ready-form", card["content"]!["card"]!.GetValue<string>());
        var (by, conversation) = Assert.Single(bot.Forms);
        Assert.Equal(TeamsBot.AnnaId, by.Id);
        Assert.Equal(direct, conversation.Direct);
    }

    [Fact]
    public async Task Whoever_may_not_gets_the_sentence()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnForm = () => Task.FromResult(Answer.Says("Only an MA marks a patient ready."));
        Assert.Equal(
            """{"task":{"type":"message","value":"Only an MA marks a patient ready."}}""",
            await (await bot.SendAsync("invoke-task-fetch")).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("invoke-task-submit")]
    [InlineData("invoke-composeExtension-submitAction")]
    public async Task What_was_picked_arrives_as_the_verb_ready(string sample)
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync(sample, one => one["value"]!["data"] = JsonNode.Parse("""{"verb":"ready","room":"4","flags":"new-patient,family","type":"x"}"""));
        var tap = Assert.Single(bot.Taps);
        Assert.Equal(("ready", ""), (tap.Verb, tap.Visit));
        Assert.Equal([("room", "4"), ("flags", "new-patient,family")], tap.Inputs.Select(one => (one.Key, one.Value)));
    }

    [Theory]
    [InlineData("invoke-task-submit")]
    [InlineData("invoke-composeExtension-submitAction")]
    public async Task A_form_that_is_refused_comes_again_with_the_notice(string sample)
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(TeamsBot.FormFace("Room 4 is taken"), "Room 4 is taken"));
        var reply = await ReplyAsync(await bot.SendAsync(sample));
        Assert.Equal("Room 4 is taken", reply["task"]!["value"]!["card"]!["content"]!["model"]!["notice"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_form_that_is_done_says_so_or_closes()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(TeamsBot.RoomFace(), "Room 4 is ready"));
        Assert.Equal("Room 4 is ready", (await ReplyAsync(await bot.SendAsync("invoke-task-submit")))["task"]!["value"]!.GetValue<string>());

        bot.OnTap = (_, _) => Task.FromResult(Answer.Nothing);
        var closed = await bot.SendAsync("invoke-task-submit");
        Assert.Equal((HttpStatusCode.OK, ""), (closed.StatusCode, await closed.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_form_that_could_not_be_saved_says_so()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnTap = (_, _) => throw new StoreUnavailableException();
        Assert.Equal("Not saved, please tap again.", (await ReplyAsync(await bot.SendAsync("invoke-task-submit")))["task"]!["value"]!.GetValue<string>());
    }

    private static async Task<JsonNode> ReplyAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
