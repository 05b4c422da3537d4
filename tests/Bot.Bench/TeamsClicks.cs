using System.Globalization;
using System.Text;

namespace Bot.Bench;

/// <summary>Invokes of Teams, made beforehand: nothing in them differs between two clicks of the same button.</summary>
internal sealed class TeamsClicks : Clicks
{
    private readonly byte[][] five;
    private readonly byte[][] after;

    public TeamsClicks(IReadOnlyList<Target> targets, SmallTeams teams)
        : base(targets.Count)
    {
        var token = teams.Token();
        five = [.. targets.Select(target => Request(target, "accept:5", token, teams.ServiceUrl))];
        after = [.. targets.Select(target => Request(target, "accept:after", token, teams.ServiceUrl))];
    }

    protected override byte[] Request(int visit, bool five) => five ? this.five[visit] : after[visit];

    private static byte[] Request(Target target, string verb, string token, string serviceUrl)
    {
        var chat = Seeds.ChatOf(target.Person);
        var body =
            $$$"""
            {"type":"invoke","name":"adaptiveCard/action","channelId":"msteams","id":"f:3d8b4fb2-5e90-4c37-b12a-74f6e80ac2d3","timestamp":"2026-11-20T07:35:12.4312874Z","localTimestamp":"2026-11-20T07:35:12.4312874+00:00","localTimezone":"Europe/London","serviceUrl":"{{{serviceUrl}}}","from":{"id":"29:1{{{target.Person}}}","name":"Dr. Lee","aadObjectId":"{{{target.Person}}}"},"recipient":{"id":"28:{{{SmallTeams.AppId}}}","name":"Handoff"},"conversation":{"conversationType":"personal","tenantId":"{{{SmallTeams.Tenant}}}","id":"{{{chat}}}"},"channelData":{"tenant":{"id":"{{{SmallTeams.Tenant}}}"},"source":{"name":"message"}},"locale":"en-GB","replyToId":"{{{target.Message}}}","entities":[{"locale":"en-GB","country":"GB","platform":"Windows","timezone":"Europe/London","type":"clientInfo"}],"value":{"action":{"type":"Action.Execute","title":"5 min","verb":"{{{verb}}}","data":{"visit":"{{{target.Visit}}}"}},"trigger":"manual"}}
            """;
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n");
        return Encoding.UTF8.GetBytes(head + body);
    }
}
