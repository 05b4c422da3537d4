using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Bot.Tests.Playground;

public sealed class Tapping
{
    private static object Answer(string type, object value) => new { statusCode = 200, type, value };

    private static object Tap(string person, string message) => new
    {
        person,
        message,
        action = new { type = "Action.Execute", title = "On my way", verb = "accept", data = new { visit = "v1", stops = "lab,billing" } },
    };

    [Fact]
    public async Task The_bot_hears_who_tapped_what_on_which_message()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var card = await teams.SentAsync(SmallTeams.CareTeam, SmallTeams.Card("shared"));

        using var answer = await teams.Page.PostAsJsonAsync("/playground/tap", Tap("lee", card));
        var heard = await teams.Bot.HearsAsync(h => h["type"] == "invoke");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(("adaptiveCard/action", card), (heard["name"], heard["replyToId"]));
        Assert.Equal($"{SmallTeams.CareTeam};messageid={card}", heard.Activity.GetProperty("conversation").GetProperty("id").GetString());
        Assert.Equal(SmallTeams.Lee.AadObjectId, heard.Activity.GetProperty("from").GetProperty("aadObjectId").GetString());
        Assert.Equal("lab,billing", heard.Value.GetProperty("action").GetProperty("data").GetProperty("stops").GetString());
        Assert.Equal("manual", heard.Value.GetProperty("trigger").GetString());
    }

    [Fact]
    public async Task The_card_in_the_answer_is_for_the_caller_until_the_message_is_updated()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var card = await teams.SentAsync(SmallTeams.CareTeam, SmallTeams.Card("shared"));
        teams.Bot.AnswersInvokesWith(Answer("application/vnd.microsoft.card.adaptive", new { type = "AdaptiveCard", text = "only Lee" }));

        using (await teams.Page.PostAsJsonAsync("/playground/tap", Tap("lee", card)))
        {
        }

        var tapped = await teams.MessageAsync(card);
        Assert.Equal("lee", Assert.Single(tapped.GetProperty("views").EnumerateObject()).Name);
        Assert.Contains("shared", tapped.GetProperty("cards").GetRawText());

        using (await teams.UpdateAsync(SmallTeams.CareTeam, card, SmallTeams.Card("everybody")))
        {
        }

        Assert.Empty((await teams.MessageAsync(card)).GetProperty("views").EnumerateObject());
    }

    [Fact]
    public async Task A_sentence_in_the_answer_stands_under_the_callers_card_until_their_next_tap()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var card = await teams.SentAsync(SmallTeams.CareTeam, SmallTeams.Card("shared"));
        teams.Bot.AnswersInvokesWith(Answer("application/vnd.microsoft.activity.message", "Dr. Patel is already on the way."));
        using (await teams.Page.PostAsJsonAsync("/playground/tap", Tap("lee", card)))
        {
        }

        // The repaint that comes with the same change must not sweep the refusal away unread.
        using (await teams.UpdateAsync(SmallTeams.CareTeam, card, SmallTeams.Card("everybody")))
        {
        }

        var aside = Assert.Single((await teams.MessageAsync(card)).GetProperty("asides").EnumerateObject());
        Assert.Equal(("lee", "Dr. Patel is already on the way."), (aside.Name, aside.Value.GetString()));

        teams.Bot.AnswersInvokesWith(null);
        using (await teams.Page.PostAsJsonAsync("/playground/tap", Tap("lee", card)))
        {
        }

        Assert.Empty((await teams.MessageAsync(card)).GetProperty("asides").EnumerateObject());
    }

    [Fact]
    public async Task A_failing_bot_leaves_the_card_and_says_so()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var card = await teams.SentAsync(SmallTeams.CareTeam, SmallTeams.Card("shared"));
        teams.Bot.Answers = static _ => Task.FromResult<(int, object?)>((500, null));
        using var answer = await teams.Page.PostAsJsonAsync("/playground/tap", Tap("lee", card));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("try again", (await teams.MessageAsync(card)).GetProperty("asides").GetProperty("lee").GetString());
    }

    [Fact]
    public async Task A_submit_that_asks_for_a_dialog_gets_its_card()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var chat = await teams.ChatWithAsync(SmallTeams.Maria);
        var card = await teams.SentAsync(chat, SmallTeams.Card("help"));
        teams.Bot.AnswersInvokesWith(new
        {
            task = new { type = "continue", value = new { title = "Patient ready", card = new { contentType = "application/vnd.microsoft.card.adaptive", content = new { type = "AdaptiveCard" } } } },
        });

        using var answer = await teams.Page.PostAsJsonAsync("/playground/submit", new { person = "maria", message = card, data = new { msteams = new { type = "task/fetch" }, verb = "ready-form" } });
        var dialog = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("Patient ready", dialog.GetProperty("title").GetString());
        Assert.Equal("AdaptiveCard", dialog.GetProperty("card").GetProperty("type").GetString());
        var heard = await teams.Bot.HearsAsync(h => h["name"] == "task/fetch");
        Assert.Equal("ready-form", heard.Value.GetProperty("data").GetProperty("verb").GetString());
    }

    [Theory]
    [InlineData("task", "task/submit")]
    [InlineData("compose", "composeExtension/submitAction")]
    public async Task A_filled_in_dialog_goes_to_the_bot_and_its_sentence_comes_back(string kind, string name)
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var chat = await teams.ChatWithAsync(SmallTeams.Maria);
        teams.Bot.AnswersInvokesWith(new { task = new { type = "message", value = "Room 4 is ready." } });

        using var answer = await teams.Page.PostAsJsonAsync("/playground/dialog", new { person = "maria", place = chat, kind, data = new { verb = "ready", room = "4" } });

        Assert.Equal("Room 4 is ready.", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sentence").GetString());
        var heard = await teams.Bot.HearsAsync(h => h["name"] == name);
        Assert.Equal("4", heard.Value.GetProperty("data").GetProperty("room").GetString());
    }

    [Fact]
    public async Task A_plain_submit_is_a_message_with_a_value_and_no_text()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var card = await teams.SentAsync(await teams.ChatWithAsync(SmallTeams.Maria), SmallTeams.Card("card"));
        using var answer = await teams.Page.PostAsJsonAsync("/playground/submit", new { person = "maria", message = card, data = new { verb = "accept" } });
        var heard = await teams.Bot.HearsAsync(h => h["type"] == "message");
        Assert.Equal((card, "accept", null), (heard["replyToId"], heard.Value.GetProperty("verb").GetString(), heard["text"]));
    }
}
