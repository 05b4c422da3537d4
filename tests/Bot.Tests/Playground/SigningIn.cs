using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Bot.Tests.Playground;

public sealed class SigningIn
{
    [Fact]
    public async Task The_right_secret_opens_the_connector()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        using var answer = await teams.SendAsync(await teams.ChatWithAsync(SmallTeams.Maria), SmallTeams.Card("hello"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Theory]
    [InlineData("another secret", "https://api.botframework.com/.default", HttpStatusCode.Unauthorized)]
    [InlineData(SmallTeams.Secret, "https://graph.microsoft.com/.default", HttpStatusCode.BadRequest)]
    public async Task A_wrong_secret_or_scope_gets_no_token(string secret, string scope, HttpStatusCode status)
    {
        await using var teams = await SmallTeams.StartAsync();
        using var answer = await teams.TokenAsync(secret, scope);
        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("access_token", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_connector_refuses_a_call_without_a_token_an_invented_one_and_a_revoked_one()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var given = teams.Connector.DefaultRequestHeaders.Authorization;
        teams.Tokens.RevokeAll();

        foreach (var header in new[] { null, new AuthenticationHeaderValue("Bearer", "invented"), given })
        {
            teams.Connector.DefaultRequestHeaders.Authorization = header;
            using var answer = await teams.Connector.PostAsJsonAsync("v3/conversations", new { });
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }
}
