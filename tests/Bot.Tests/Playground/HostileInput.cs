using System.Net;
using System.Text;

namespace Bot.Tests.Playground;

public sealed class HostileInput(HostileInput.Server server) : IClassFixture<HostileInput.Server>
{
    /// <summary>One for all cases, since none of them may change it.</summary>
    public sealed class Server : IAsyncLifetime
    {
        internal SmallTeams Teams { get; private set; } = null!;

        public async Task InitializeAsync() => Teams = await SmallTeams.StartAsync();

        public async Task DisposeAsync() => await Teams.DisposeAsync();
    }

    [Theory]
    [InlineData("say", """{"id":"17956000000001","person":"nobody","place":"x","text":"hi"}""", HttpStatusCode.NotFound)]
    [InlineData("say", """{"id":"17956000000001","person":"dana","place":"19:care-team@thread.tacv2","text":"hi"}""", HttpStatusCode.NotFound)]
    [InlineData("say", """{"id":"<script>","person":"maria","place":"19:care-team@thread.tacv2","text":"hi"}""", HttpStatusCode.BadRequest)]
    [InlineData("say", """{"id":"17956000000001","person":"maria","place":"19:care-team@thread.tacv2","text":"  "}""", HttpStatusCode.BadRequest)]
    [InlineData("say", """{"id":1,"person":[],"place":{},"text":null}""", HttpStatusCode.NotFound)]
    [InlineData("tap", """{"person":"maria","message":"1","action":{"type":"Action.Execute","verb":"x"}}""", HttpStatusCode.NotFound)]
    [InlineData("submit", """{"person":"maria","message":"1","data":{}}""", HttpStatusCode.NotFound)]
    [InlineData("compose", """{"person":"maria","place":"nowhere"}""", HttpStatusCode.NotFound)]
    [InlineData("dialog", """{"person":"maria","place":"19:care-team@thread.tacv2","kind":"other","data":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("clock", """{"speed":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("clock", """{"speed":1e99}""", HttpStatusCode.BadRequest)]
    [InlineData("clock", """{"jumpMinutes":-5}""", HttpStatusCode.BadRequest)]
    [InlineData("faults", """{"kind":"1","on":true}""", HttpStatusCode.BadRequest)]
    [InlineData("faults", """{"kind":"lost","on":"yes"}""", HttpStatusCode.BadRequest)]
    [InlineData("say", "[]", HttpStatusCode.BadRequest)]
    [InlineData("say", "{", HttpStatusCode.BadRequest)]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing(string step, string body, HttpStatusCode status)
    {
        using var answer = await server.Teams.Page.PostAsync($"/playground/{step}", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, answer.StatusCode);
        Assert.Empty((await server.Teams.StateAsync()).GetProperty("messages").EnumerateArray());
    }
}
