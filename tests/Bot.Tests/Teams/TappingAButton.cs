using System.Net;
using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Teams.Inbound;

namespace Bot.Tests.Teams;

public class TappingAButton
{
    private const string Execute = "invoke-adaptiveCard-action-execute";

    [Fact]
    public async Task The_tap_arrives_with_who_what_and_where()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync(Execute, one =>
        {
            one["value"]!["action"]!["verb"] = "ACCEPT:Sam.Lee";
            one["value"]!["action"]!["data"]!["visit"] = "k3m9x2p7qa";
        });

        var tap = Assert.Single(bot.Taps);
        Assert.Equal(new Speaker("teams", TeamsBot.BenId, ""), tap.By);
        Assert.Equal(new Conversation(TeamsBot.CareTeamChannel, Direct: false), tap.In);
        Assert.Equal("accept:Sam.Lee", tap.Verb);
        Assert.Equal("k3m9x2p7qa", tap.Visit);
        Assert.Equal("", tap.ClickId);
        Assert.Equal(TeamsBot.CareTeamChannel + ";messageid=1795156011447|1795160012330", tap.Message);
        Assert.Equal(
            [("actions", "obs,meds"), ("etaMinutes", "15"), ("handoffId", "h-1042"), ("note", "seen"), ("readBack", "true"), ("rev", "4")],
            tap.Inputs.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public async Task A_tap_on_a_threads_first_card_names_the_message_as_its_post_did()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Expect("POST", "/emea/v3/conversations", new Reply(201, $$"""{"id":"{{TeamsBot.CareTeamChannel}};messageid=42","activityId":"42"}"""));
        await bot.SendAsync(Execute, one =>
        {
            one["conversation"]!["id"] = TeamsBot.CareTeamChannel + ";messageid=42";
            one["replyToId"] = "42";
        });
        Assert.Equal(await bot.Channel.PostAsync(TeamsBot.CareTeam, TeamsBot.RoomFace(), default), bot.Taps.Single().Message);
    }

    [Fact]
    public async Task The_answer_is_the_card_as_it_now_is()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(TeamsBot.RoomFace(), "Dr. Lee is already on the way"));
        var response = await bot.SendAsync(Execute);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","card":"room","model":{"room":"4"}}}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_answer_without_a_card_is_the_sentence()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(Answer.Says("Say \"ready 4\""));
        Assert.Equal("Say \"ready 4\"", await SentenceAsync(await bot.SendAsync(Execute)));
    }

    [Fact]
    public async Task A_tap_that_the_store_cannot_save_says_so()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnTap = (_, _) => throw new StoreUnavailableException();
        Assert.Equal("Not saved, please tap again.", await SentenceAsync(await bot.SendAsync(Execute)));
    }

    [Fact]
    public async Task A_fault_of_our_own_is_no_5xx_and_its_words_are_not_logged()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnTap = (_, _) => throw new InvalidOperationException("room four, Mr. Smith");
        Assert.Equal(Ear.NotSaved, await SentenceAsync(await bot.SendAsync(Execute)));
        Assert.Contains(bot.Log, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log, line => line.Contains("Smith", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_that_cannot_be_bound_does_not_look_like_a_failed_tap()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(TeamsBot.RoomFace() with { Card = "broken" }, ""));
        Assert.Equal(InvokeReplies.NoCard, await SentenceAsync(await bot.SendAsync(Execute)));
    }

    [Fact]
    public async Task A_tap_that_takes_long_is_answered_and_not_lost()
    {
        await using var bot = await TeamsBot.StartAsync(options => options.AnswerWithin = TimeSpan.FromMilliseconds(50));
        var disk = new TaskCompletionSource();
        var saved = new TaskCompletionSource();
        bot.OnTap = async (_, ct) =>
        {
            await disk.Task.WaitAsync(ct);
            saved.SetResult();
            return new Answer(TeamsBot.RoomFace(), "");
        };
        Assert.Equal("Still saving, the card will follow.", await SentenceAsync(await bot.SendAsync(Execute)));
        disk.SetResult();
        await saved.Task;
    }

    [Fact]
    public async Task A_refusal_that_comes_late_still_reaches_the_one_who_tapped()
    {
        await using var bot = await TeamsBot.StartAsync(options => options.AnswerWithin = TimeSpan.FromMilliseconds(50));
        var (disk, told) = (new TaskCompletionSource(), new TaskCompletionSource<Call>());
        bot.OnTap = async (_, ct) =>
        {
            await disk.Task.WaitAsync(ct);
            return Answer.Says("Dr. Lee is already on the way");
        };
        bot.Teams.Always("POST", ".*/activities", call =>
        {
            told.SetResult(call);
            return new Reply(201, """{"id":"1"}""");
        });
        await bot.SendAsync(Execute, one => one["conversation"] = Wire.Sample("message-personal")["conversation"]!.DeepClone());
        disk.SetResult();
        Assert.Equal("Dr. Lee is already on the way", (await told.Task).Json["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_phone_that_hangs_up_takes_nothing_back()
    {
        await using var bot = await TeamsBot.StartAsync();
        var (arrived, disk, saved) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        bot.OnTap = async (_, ct) =>
        {
            arrived.SetResult();
            await disk.Task.WaitAsync(ct);
            saved.SetResult();
            return Answer.Nothing;
        };
        var tapping = bot.SendAsync(Execute);
        await arrived.Task;
        bot.Client.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tapping);
        disk.SetResult();
        await saved.Task;
    }

    [Fact]
    public async Task An_old_clients_button_comes_as_a_message_and_changes_its_card()
    {
        await using var bot = await TeamsBot.StartAsync();
        var changed = new TaskCompletionSource<Call>();
        bot.Teams.Always("PUT", "/emea/v3/conversations/.*/activities/77", call =>
        {
            changed.SetResult(call);
            return new Reply(200);
        });
        bot.OnTap = (_, _) => Task.FromResult(new Answer(TeamsBot.RoomFace(), "so"));
        var response = await bot.SendAsync("message-personal", one =>
        {
            one.AsObject().Remove("text");
            one["replyToId"] = "77";
            one["value"] = JsonNode.Parse("""{"verb":"visit-done","visit":"k3m9x2p7qa","stops":"lab,billing","sure":true,"msteams":{"feedback":{}}}""");
        });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var tap = Assert.Single(bot.Taps);
        Assert.Equal(("visit-done", "k3m9x2p7qa", "1795159960518"), (tap.Verb, tap.Visit, tap.ClickId));
        Assert.Equal([("stops", "lab,billing"), ("sure", "true")], tap.Inputs.Select(one => (one.Key, one.Value)));
        Assert.Equal("room", (await changed.Task).Json["attachments"]![0]!["content"]!["card"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_button_without_data_is_a_tap_without_inputs()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync(Execute, one => one["value"]!["action"]!["data"] = "text");
        await bot.SendAsync(Execute, one => one["value"]!["action"]!.AsObject().Remove("data"));
        Assert.All(bot.Taps, tap => Assert.Empty(tap.Inputs));
        Assert.Equal(2, bot.Taps.Count);
    }

    [Fact]
    public async Task Whoever_is_not_linked_yet_is_told_with_their_mail_and_asked_for_it_once()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.IsLinked = _ => false;
        bot.Teams.Expect("GET", $"/emea/v3/conversations/19%3A.*%40thread.tacv2/members/{TeamsBot.BenId}", new Reply(200, """{"id":"29:x","email":"Ben.Sample@Example.org"}"""));
        await bot.SendAsync(Execute);
        await bot.SendAsync(Execute);
        Assert.All(bot.Taps, tap => Assert.Equal("ben.sample@example.org", tap.By.Email));
        Assert.Equal(2, bot.Taps.Count);
    }

    [Fact]
    public async Task A_roster_that_does_not_answer_costs_nobody_a_tap()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.IsLinked = _ => false;
        bot.Teams.Expect("GET", ".*/members/.*", Reply.Error(403, "BotNotInConversationRoster"));
        await bot.SendAsync(Execute);
        await bot.SendAsync(Execute);
        Assert.All(bot.Taps, tap => Assert.Equal("", tap.By.Email));
        Assert.Equal(2, bot.Taps.Count);
    }

    private static async Task<string> SentenceAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(200, json["statusCode"]!.GetValue<int>());
        Assert.Equal("application/vnd.microsoft.activity.message", json["type"]!.GetValue<string>());
        return json["value"]!.GetValue<string>();
    }
}
