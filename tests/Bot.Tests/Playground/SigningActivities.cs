using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Tests.Playground;

public sealed class SigningActivities
{
    [Fact]
    public async Task An_activity_verifies_against_the_published_keys()
    {
        await using var teams = await SmallTeams.StartAsync();
        var heard = await teams.Bot.HearsAsync(h => h["type"] == "installationUpdate");
        var metadata = await teams.Page.GetFromJsonAsync<JsonElement>(teams.Setup.OpenIdMetadataUrl);
        var keys = new JsonWebKeySet(await teams.Page.GetStringAsync(metadata.GetProperty("jwks_uri").GetString()));

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(heard.Bearer, new TokenValidationParameters
        {
            ValidIssuer = metadata.GetProperty("issuer").GetString(),
            ValidAudience = SmallTeams.AppId,
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
            RequireExpirationTime = true,
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(heard["serviceUrl"], result.Claims["serviceurl"]);
    }

    [Fact]
    public async Task A_key_is_endorsed_for_teams_and_named_by_the_token()
    {
        await using var teams = await SmallTeams.StartAsync();
        var heard = await teams.Bot.HearsAsync(_ => true);

        var key = Assert.Single(new JsonWebKeySet(await teams.Page.GetStringAsync("/playground/sign-in/keys")).Keys);

        Assert.Equal(new JsonWebToken(heard.Bearer).Kid, key.Kid);
        Assert.Equal("[\"msteams\"]", ((JsonElement)key.AdditionalData["endorsements"]).GetRawText());
        Assert.False(key.HasPrivateKey);
    }

    [Fact]
    public async Task Everybody_and_every_channel_is_told_as_an_installation()
    {
        await using var teams = await SmallTeams.StartAsync();
        var told = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var heard = await teams.Bot.HearsAsync(h => h["type"] == "installationUpdate");
            Assert.Equal("add", heard["action"]);
            told.Add(heard.Activity.GetProperty("conversation").GetProperty("conversationType").GetString()!);
        }

        Assert.Equal(["channel", "channel", "personal", "personal", "personal"], told.Order());
    }
}
