using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Playground.SignIn;

namespace Bot.Tests.Whole;

/// <summary>The bot's door as somebody comes to it who can write any activity, and perhaps sign it.</summary>
internal sealed class Door(WholeBot bot) : IDisposable
{
    private readonly HttpClient http = new();

    /// <summary>What Teams would send with an activity, if nothing else is said.</summary>
    public string Token(SigningKey? key = null, string? issuer = null, string? audience = null, string? serviceUrl = null, DateTimeOffset? at = null) =>
        (key ?? bot.Key).Sign(
            issuer ?? bot.Setup.Issuer, audience ?? bot.Setup.AppId, serviceUrl ?? bot.Setup.ServiceUrl, at ?? TimeProvider.System.GetUtcNow());

    /// <summary>A tap on Dr. Lee's request, by Dr. Lee if nobody else is named.</summary>
    public JsonObject Tap(string verb, string visit, Action<JsonObject>? with = null, Phone? by = null)
    {
        var data = new JsonObject { ["visit"] = visit };
        with?.Invoke(data);
        var request = bot.Lee.Find("accept:5")!.Message;
        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data };
        var value = new JsonObject { ["action"] = action, ["trigger"] = "manual" };
        return bot.Activities.Invoke("adaptiveCard/action", (by ?? bot.Lee).Chat, (by ?? bot.Lee).Person, null, request.Id, value);
    }

    /// <summary>A line of Dr. Lee's.</summary>
    public JsonObject Line(string text) => bot.Activities.Line(bot.Lee.Chat, bot.Lee.Person, bot.Lee.Say(text));

    /// <summary>Maria's ready form for room 5, with one field forged.</summary>
    public JsonObject Form(string input, string value)
    {
        var data = new JsonObject { ["room"] = "5", [input] = value };
        var sent = new JsonObject { ["commandId"] = bot.Setup.ReadyCommandId, ["commandContext"] = "compose", ["data"] = data };
        return bot.Activities.Invoke("composeExtension/submitAction", bot.Maria.Chat, bot.Maria.Person, null, null, sent);
    }

    public async Task<HttpResponseMessage> PostAsync(string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, bot.Setup.BotUrl) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        // Whoever sends too much reads the refusal only before sending: the bot hangs up on the rest.
        request.Headers.ExpectContinue = body.Length > 256 * 1024;
        return await http.SendAsync(request);
    }

    /// <summary>What a tap is answered with: the sentence, or the texts of the card.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(JsonObject activity)
    {
        using var answer = await PostAsync(activity.ToJsonString(), Token());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var value = said.RootElement.GetProperty("value");
        return value.ValueKind == JsonValueKind.String ? [value.GetString()!] : SeenCard.Read(value).Texts;
    }

    public void Dispose() => http.Dispose();
}
