using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Bot.Tests.Playground;

public sealed class PostingAndRepainting
{
    [Fact]
    public async Task A_person_always_gets_the_same_chat_by_either_id()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var byEntra = await teams.ChatWithAsync(SmallTeams.Maria);
        using var member = await teams.Connector.GetAsync($"v3/conversations/{Uri.EscapeDataString(byEntra)}/members/{SmallTeams.Maria.AadObjectId}");
        var userId = (await member.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        using var again = await teams.Connector.PostAsJsonAsync("v3/conversations", new { isGroup = false, members = new[] { new { id = userId } } });

        Assert.StartsWith("29:", userId, StringComparison.Ordinal);
        Assert.Equal(byEntra, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_card_is_sent_repainted_in_its_place_and_taken_away()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var chat = await teams.ChatWithAsync(SmallTeams.Maria);
        var id = await teams.SentAsync(chat, SmallTeams.Card("before"));
        Assert.Contains("before", (await teams.MessageAsync(id)).GetRawText());

        using var update = await teams.UpdateAsync(chat, id, SmallTeams.Card("after"));
        Assert.Equal(HttpStatusCode.OK, update.StatusCode);
        var now = (await teams.MessageAsync(id)).GetRawText();
        Assert.Contains("after", now);
        Assert.DoesNotContain("before", now);

        using var delete = await teams.Connector.DeleteAsync($"v3/conversations/{Uri.EscapeDataString(chat)}/activities/{id}");
        Assert.Equal(HttpStatusCode.OK, delete.StatusCode);
        Assert.Empty((await teams.StateAsync()).GetProperty("messages").EnumerateArray());
        using var tooLate = await teams.UpdateAsync(chat, id, SmallTeams.Card("too late"));
        Assert.Equal((HttpStatusCode.NotFound, "ActivityNotFoundInConversation"), await RefusedAsync(tooLate));
    }

    [Fact]
    public async Task A_new_thread_in_a_channel_can_be_answered_and_repainted_by_its_own_id()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        using var made = await teams.Connector.PostAsJsonAsync("v3/conversations", new
        {
            isGroup = true,
            channelData = new { channel = new { id = SmallTeams.CareTeam } },
            activity = SmallTeams.Card("first"),
        });
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        var (thread, first) = (body.GetProperty("id").GetString()!, body.GetProperty("activityId").GetString()!);

        Assert.Equal($"{SmallTeams.CareTeam};messageid={first}", thread);
        var reply = await teams.SentAsync(thread, SmallTeams.Card("second"));
        Assert.Equal(first, (await teams.MessageAsync(reply)).GetProperty("thread").GetString());
        using var update = await teams.UpdateAsync(thread, first, SmallTeams.Card("repainted"));
        Assert.Equal(HttpStatusCode.OK, update.StatusCode);
    }

    [Fact]
    public async Task Only_a_new_message_with_an_alert_reaches_the_lock_screen_with_its_summary()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var chat = await teams.ChatWithAsync(SmallTeams.Lee);
        var quiet = await teams.SentAsync(chat, SmallTeams.Card("quiet"));
        using (await teams.UpdateAsync(chat, quiet, SmallTeams.Card("repaint", push: "must not buzz")))
        {
        }

        Assert.Empty((await teams.StateAsync()).GetProperty("pushes").EnumerateObject());
        await teams.SentAsync(chat, SmallTeams.Card("card", push: "Room 4 is ready for you"));
        var push = Assert.Single((await teams.StateAsync()).GetProperty("pushes").EnumerateObject());
        Assert.Equal(("lee", "Room 4 is ready for you"), (push.Name, push.Value.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_mention_in_a_channel_buzzes_that_person_alone()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var id = await teams.SentAsync(SmallTeams.CareTeam, new
        {
            type = "message",
            textFormat = "xml",
            text = "<at>Maria Lopez</at> Dr. Lee can&#39;t be reached",
            summary = "Dr. Lee can't be reached",
            entities = new[] { new { type = "mention", text = "<at>Maria Lopez</at>", mentioned = new { id = SmallTeams.Maria.AadObjectId, name = "Maria Lopez" } } },
            channelData = new { notification = new { alert = true } },
        });

        Assert.Equal("Maria Lopez Dr. Lee can't be reached", (await teams.MessageAsync(id)).GetProperty("text").GetString());
        Assert.Equal("maria", Assert.Single((await teams.StateAsync()).GetProperty("pushes").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("a:nobody", HttpStatusCode.NotFound, "ConversationNotFound")]
    [InlineData("19:nowhere@thread.tacv2", HttpStatusCode.NotFound, "ConversationNotFound")]
    [InlineData(SmallTeams.CareTeam + ";messageid=1", HttpStatusCode.NotFound, "ConversationNotFound")]
    public async Task An_unknown_conversation_is_not_found(string conversation, HttpStatusCode status, string code)
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        using var answer = await teams.SendAsync(conversation, SmallTeams.Card("hello"));
        Assert.Equal((status, code), await RefusedAsync(answer));
    }

    [Fact]
    public async Task A_message_over_the_limit_is_too_big()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        using var answer = await teams.SendAsync(SmallTeams.CareTeam, SmallTeams.Card(new string('x', 60_000)));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig"), await RefusedAsync(answer));
    }

    [Fact]
    public async Task The_roster_comes_in_pages()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var roster = $"v3/conversations/{Uri.EscapeDataString(SmallTeams.CareTeam)}/pagedmembers?pageSize=1";

        var first = await teams.Connector.GetFromJsonAsync<JsonElement>(roster);
        var second = await teams.Connector.GetFromJsonAsync<JsonElement>($"{roster}&continuationToken={first.GetProperty("continuationToken").GetString()}");

        Assert.Equal("maria@example.org", Assert.Single(first.GetProperty("members").EnumerateArray()).GetProperty("email").GetString());
        Assert.Equal("lee@example.org", Assert.Single(second.GetProperty("members").EnumerateArray()).GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("continuationToken").ValueKind);
        using var invented = await teams.Connector.GetAsync($"{roster}&continuationToken=invented");
        Assert.Equal(HttpStatusCode.BadRequest, invented.StatusCode);
    }

    [Fact]
    public async Task Somebody_who_is_not_in_the_channel_is_no_member()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        using var answer = await teams.Connector.GetAsync($"v3/conversations/{Uri.EscapeDataString(SmallTeams.CareTeam)}/members/{SmallTeams.Dana.AadObjectId}");
        Assert.Equal((HttpStatusCode.NotFound, "MemberNotFoundInConversation"), await RefusedAsync(answer));
    }

    internal static async Task<(HttpStatusCode Status, string? Code)> RefusedAsync(HttpResponseMessage answer) =>
        (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetString());
}
