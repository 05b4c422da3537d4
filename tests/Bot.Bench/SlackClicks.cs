using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Bench;

/// <summary>Slack's block_actions, each signed anew: its trigger and its time make a click one of its kind, so no two may be alike.</summary>
internal sealed class SlackClicks : Clicks
{
    private const string Digits = "0000000000";
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(SmallSlack.SigningSecret);

    private readonly (byte[] Head, byte[] Body)[] five;
    private readonly (byte[] Head, byte[] Body)[] after;
    private int number;

    public SlackClicks(IReadOnlyList<Target> targets)
        : base(targets.Count)
    {
        five = [.. targets.Select(target => Template(target, "accept:5"))];
        after = [.. targets.Select(target => Template(target, "accept:after"))];
    }

    public static string ChatOf(string user) => "D0" + user;

    protected override byte[] Request(int visit, bool five)
    {
        var (head, template) = five ? this.five[visit] : after[visit];
        var request = new byte[head.Length + template.Length];
        head.CopyTo(request, 0);
        template.CopyTo(request, head.Length);
        var body = request.AsSpan(head.Length);

        // The trigger's last digits, and the action's.
        var count = Interlocked.Increment(ref number);
        foreach (var mark in (ReadOnlySpan<byte>)[(byte)'t', (byte)'a'])
        {
            var at = body.IndexOf([mark, (byte)'.', .. "0000000000"u8]) + 2;
            Utf8Formatter.TryFormat(count, body.Slice(at, Digits.Length), out _, new System.Buffers.StandardFormat('D', (byte)Digits.Length));
        }

        Span<byte> time = stackalloc byte[Digits.Length];
        Utf8Formatter.TryFormat(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), time, out _, new System.Buffers.StandardFormat('D', (byte)Digits.Length));
        time.CopyTo(request.AsSpan(request.AsSpan().IndexOf("Timestamp: "u8) + "Timestamp: "u8.Length));
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Secret);
        hmac.AppendData("v0:"u8);
        hmac.AppendData(time);
        hmac.AppendData(":"u8);
        hmac.AppendData(body);
        Convert.TryToHexStringLower(hmac.GetHashAndReset(), request.AsSpan(request.AsSpan().IndexOf("v0="u8) + 3, 64), out _);
        return request;
    }

    private static (byte[] Head, byte[] Body) Template(Target target, string verb)
    {
        var chat = ChatOf(target.Person);
        var payload =
            $$$"""
            {"type":"block_actions","user":{"id":"{{{target.Person}}}","username":"lee","name":"lee","team_id":"{{{SmallSlack.Team}}}"},"api_app_id":"A0BENCH","token":"legacy","container":{"type":"message","message_ts":"{{{target.Message}}}","channel_id":"{{{chat}}}","is_ephemeral":false},"trigger_id":"1.t.{{{Digits}}}","team":{"id":"{{{SmallSlack.Team}}}","domain":"bench"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"{{{chat}}}","name":"directmessage"},"message":{"type":"message","user":"U0BOT","ts":"{{{target.Message}}}","text":"Room 4 is ready for you"},"state":{"values":{}},"response_url":"https://hooks.slack.com/actions/T0/1/2","actions":[{"action_id":"{{{verb}}}","block_id":"b1","text":{"type":"plain_text","text":"5 min","emoji":false},"value":"{{{target.Visit}}}","type":"button","action_ts":"1700000000.a.{{{Digits}}}"}]}
            """;
        var body = Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload));
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /slack/interactions HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slack-Request-Timestamp: {Digits}\r\nX-Slack-Signature: v0={new string('0', 64)}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n");
        return (Encoding.UTF8.GetBytes(head), body);
    }
}
