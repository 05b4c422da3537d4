using System.Net;
using Bot.Playground.Connector;

namespace Bot.Tests.Playground;

public sealed class Misbehaving
{
    [Fact]
    public async Task Too_many_requests_says_when_to_come_back_and_does_nothing()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        teams.Faults.Once(FaultKind.TooMany);
        using var answer = await teams.SendAsync(SmallTeams.CareTeam, SmallTeams.Card("hello"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "Throttled"), await PostingAndRepainting.RefusedAsync(answer));
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter?.Delta);
        Assert.Equal(0, await MessagesAsync(teams));
    }

    [Fact]
    public async Task A_bad_gateway_does_nothing()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        teams.Faults.Once(FaultKind.BadGateway);
        using var answer = await teams.SendAsync(SmallTeams.CareTeam, SmallTeams.Card("hello"));
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(0, await MessagesAsync(teams));
    }

    [Theory]
    [InlineData(nameof(FaultKind.Reset), 0)]
    [InlineData(nameof(FaultKind.Timeout), 0)]
    [InlineData(nameof(FaultKind.Lost), 1)]
    public async Task A_dropped_connection_has_done_the_work_only_where_the_answer_is_what_got_lost(string kind, int done)
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        teams.Faults.Silence = TimeSpan.FromMilliseconds(20);
        teams.Faults.Once(Enum.Parse<FaultKind>(kind));
        await Assert.ThrowsAsync<HttpRequestException>(() => teams.SendAsync(SmallTeams.CareTeam, SmallTeams.Card("hello")));
        Assert.Equal(done, await MessagesAsync(teams));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_ends_the_silence()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        teams.Faults.Silence = Timeout.InfiniteTimeSpan;
        teams.Faults.Once(FaultKind.Timeout);
        teams.Connector.Timeout = TimeSpan.FromMilliseconds(100);
        await Assert.ThrowsAsync<TaskCanceledException>(() => teams.SendAsync(SmallTeams.CareTeam, SmallTeams.Card("hello")));
    }

    [Fact]
    public void One_call_in_three_is_hit_and_kinds_take_turns()
    {
        var faults = new Faults();
        faults.Switch(FaultKind.TooMany, true);
        faults.Switch(FaultKind.Lost, true);
        var befallen = Enumerable.Range(0, 9).Select(_ => faults.Befalls()).ToList();
        Assert.Equal([null, null, FaultKind.TooMany, null, null, FaultKind.Lost, null, null, FaultKind.TooMany], befallen);
    }

    [Fact]
    public void With_every_switch_off_nothing_happens()
    {
        var faults = new Faults();
        faults.Switch(FaultKind.Reset, true);
        faults.Switch(FaultKind.Reset, false);
        Assert.All(Enumerable.Range(0, 9), _ => Assert.Null(faults.Befalls()));
    }

    [Theory]
    [InlineData(nameof(Unreachable.BotNotInConversationRoster), HttpStatusCode.Forbidden)]
    [InlineData(nameof(Unreachable.ConversationBlockedByUser), HttpStatusCode.Forbidden)]
    [InlineData(nameof(Unreachable.ConversationNotFound), HttpStatusCode.NotFound)]
    public async Task One_person_can_be_out_of_reach_and_come_back(string why, HttpStatusCode status)
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var (lee, maria) = (await teams.ChatWithAsync(SmallTeams.Lee), await teams.ChatWithAsync(SmallTeams.Maria));
        teams.Faults.Close(lee, Enum.Parse<Unreachable>(why));

        using var refused = await teams.SendAsync(lee, SmallTeams.Card("hello"));
        Assert.Equal((status, why), await PostingAndRepainting.RefusedAsync(refused));
        await teams.SentAsync(maria, SmallTeams.Card("hello"));

        teams.Faults.Open(lee);
        await teams.SentAsync(lee, SmallTeams.Card("hello"));
    }

    private static async Task<int> MessagesAsync(SmallTeams teams) => (await teams.StateAsync()).GetProperty("messages").GetArrayLength();
}
