using Bot.Clinic;
using Bot.Teams;
using Bot.Teams.Outbound;

namespace Bot.Tests.Teams;

public class CallingTheConnector
{
    [Fact]
    public async Task The_token_is_asked_for_as_client_credentials_and_kept()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Always("PUT", ".*", _ => new Reply(200));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(n => RepaintAsync(bot, $"a:{n}|1")));
        Assert.Equal(1, bot.Teams.TokensGiven);
        Assert.Equal(
            $"grant_type=client_credentials&client_id={SmallTeams.AppId}&client_secret=a-secret&scope=https%3A%2F%2Fapi.botframework.com%2F.default",
            bot.Teams.TokenRequest);
    }

    [Fact]
    public async Task A_token_with_less_than_five_minutes_left_is_replaced()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Always("PUT", ".*", _ => new Reply(200));
        bot.Teams.TokenLifetime = 299;
        await RepaintAsync(bot);
        bot.Teams.TokenLifetime = 310;
        await RepaintAsync(bot);
        await RepaintAsync(bot);
        Assert.Equal(["Bearer token-1", "Bearer token-2", "Bearer token-2"], bot.Teams.Calls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_replaced_once()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Expect("PUT", ".*", new Reply(401));
        bot.Teams.Expect("PUT", ".*", new Reply(200));
        await RepaintAsync(bot);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], bot.Teams.Calls.Select(call => call.Authorization));

        bot.Teams.Expect("PUT", ".*", Reply.Error(401, "BotNotRegistered"));
        bot.Teams.Expect("PUT", ".*", Reply.Error(401, "BotNotRegistered"));
        Assert.Equal("401 BotNotRegistered", (await Assert.ThrowsAsync<ChannelException>(() => RepaintAsync(bot))).Message);
    }

    [Theory]
    [InlineData(400, "401 no token 400")]
    [InlineData(401, "401 no token 401")]
    [InlineData(429, null)]
    [InlineData(503, null)]
    public async Task Without_a_token_nothing_is_called(int status, string? fault)
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.TokenReply = new Reply(status);
        Assert.Equal(ChannelTrouble.Later, (await Assert.ThrowsAsync<ChannelException>(() => RepaintAsync(bot))).Trouble);
        Assert.Empty(bot.Teams.Calls);
        Assert.Equal(fault, bot.Channel.Fault);

        bot.Teams.TokenReply = null;
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        bot.Teams.Expect("PUT", ".*", new Reply(200));
        await RepaintAsync(bot);
    }

    [Fact]
    public async Task The_token_never_goes_to_a_host_that_is_not_allowed()
    {
        await using var evil = await SmallTeams.StartAsync();
        await using var bot = await TeamsBot.StartAsync();
        var connector = bot.Service<Connector>();
        var fault = await Assert.ThrowsAsync<ChannelException>(() => connector.SendAsync(evil.ServiceUrl, "a:1", "{}"u8.ToArray(), default));
        Assert.Equal(ChannelTrouble.Refused, fault.Trouble);
        Assert.Empty(evil.Calls);
        Assert.Equal(0, bot.Teams.TokensGiven);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Expect("PUT", ".*", new Reply(307));
        Assert.Equal(ChannelTrouble.Refused, (await Assert.ThrowsAsync<ChannelException>(() => RepaintAsync(bot))).Trouble);
        Assert.Single(bot.Teams.Calls);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", true)]
    [InlineData("https://smba.trafficmanager.net/amer/3f1c9a52-6d0e-4b7a-9a21-0c5e7d4b8f10/", true)]
    [InlineData("https://SMBA.trafficmanager.net/teams", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/teams", true)]
    [InlineData("https://europe.botframework.com/", true)]
    [InlineData("http://smba.trafficmanager.net/emea/", false)]
    [InlineData("https://evil.trafficmanager.net/", false)]
    [InlineData("https://x.smba.trafficmanager.net/", false)]
    [InlineData("https://evilbotframework.com/", false)]
    [InlineData("https://botframework.com.evil.example/", false)]
    [InlineData("https://smba.trafficmanager.net@evil.example/", false)]
    [InlineData("https://user@smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/", false)]
    [InlineData("https://smba.trafficmanager.net/?x=", false)]
    [InlineData("https://smba.trafficmanager.net/#", false)]
    [InlineData("https://smba.trafficmanager.net\\@evil.example/", false)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("//smba.trafficmanager.net/", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Microsofts_own_hosts_are_allowed_and_lookalikes_are_not(string? url, bool allowed) =>
        Assert.Equal(allowed, new ServiceHosts([]).Allow(url));

    [Theory]
    [InlineData("http://127.0.0.1:3978/connector", "http://127.0.0.1:3978/connector/", true)]
    [InlineData("http://127.0.0.1:3978/connector", "http://127.0.0.1:3978/connector/x", true)]
    [InlineData("http://127.0.0.1:3978/connector", "http://127.0.0.1:3978/connectors", false)]
    [InlineData("http://127.0.0.1:3978/connector", "http://127.0.0.1:3979/connector", false)]
    [InlineData("http://127.0.0.1:3978/connector", "https://127.0.0.1:3978/connector", false)]
    [InlineData("http://127.0.0.1:3978", "http://127.0.0.1:3978/connector", true)]
    [InlineData("http://clinic.example", "http://clinic.example/", false)]
    [InlineData("bots.clinic.example", "https://bots.clinic.example/x", true)]
    [InlineData("bots.clinic.example", "https://a.bots.clinic.example/x", false)]
    [InlineData("bots.clinic.example", "https://smba.trafficmanager.net/teams", false)]
    public void Configured_hosts_take_the_place_of_Microsofts(string configured, string url, bool allowed) =>
        Assert.Equal(allowed, new ServiceHosts([configured]).Allow(url));

    [Fact]
    public async Task The_government_community_cloud_is_found_when_the_public_host_says_so()
    {
        await using var gcc = await SmallTeams.StartAsync();
        await using var bot = await TeamsBot.StartAsync(options =>
        {
            options.GccRoot = gcc.Url + "/teams";
            options.ServiceUrls.Add(gcc.Url);
        });
        bot.Teams.Expect("PUT", ".*", Reply.Error(403, "invalidBotApiHost"));
        gcc.Expect("PUT", "/teams/v3/conversations/a%3A1/activities/1", new Reply(200));
        gcc.Expect("PUT", "/teams/v3/conversations/a%3A1/activities/2", new Reply(200));
        await RepaintAsync(bot);
        await RepaintAsync(bot, "a:1|2");
        Assert.Single(bot.Teams.Calls);
    }

    [Fact]
    public async Task A_host_that_is_wrong_twice_is_not_asked_a_third_time()
    {
        await using var bot = await TeamsBot.StartAsync(options => options.GccRoot = options.ServiceUrls[0] + "/teams");
        bot.Teams.Expect("PUT", ".*", Reply.Error(403, "InvalidBotApiHost"));
        bot.Teams.Expect("PUT", "/teams/.*", Reply.Error(403, "InvalidBotApiHost"));
        Assert.Equal("403 InvalidBotApiHost", (await Assert.ThrowsAsync<ChannelException>(() => RepaintAsync(bot))).Message);
    }

    [Fact]
    public async Task The_roster_is_read_page_by_page()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Expect("GET", @"/emea/v3/conversations/19%3Ax/pagedmembers\?pageSize=500", new Reply(200, """{"continuationToken":"a b","members":[{"id":"29:1","aadObjectId":"x"}]}"""));
        bot.Teams.Expect("GET", @"/emea/v3/conversations/19%3Ax/pagedmembers\?pageSize=500&continuationToken=a%20b", new Reply(200, """{"members":[{"id":"29:2","email":"b@example.org"}]}"""));
        var members = await bot.Service<Connector>().MembersAsync(bot.Teams.ServiceUrl, "19:x;messageid=1", default);
        Assert.Equal(["29:1", "29:2"], members.Select(member => member.Id));
    }

    internal static Task RepaintAsync(TeamsBot bot, string message = "a:1|1") =>
        bot.Channel.RepaintAsync(TeamsBot.AnnasPlace, message, TeamsBot.RoomFace(), default);
}
