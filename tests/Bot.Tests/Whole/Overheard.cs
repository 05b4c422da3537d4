using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Playground.Connector;
using Bot.Tests.Teams;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Whole;

/// <summary>Listens in on every call that the bot makes.</summary>
internal sealed class Overheard
{
    private readonly ConcurrentQueue<OverheardCall> calls = new();

    public IEnumerable<OverheardCall> Calls => calls;

    /// <summary>What a message was changed to, and how that went, in the order of the calls.</summary>
    public IEnumerable<string> ChangesOf(string message) => calls
        .Where(call => call.Call.Method == "PUT" && call.Call.Target.EndsWith("/" + message, StringComparison.Ordinal))
        .Select(call => (Text: string.Join(" | ", SeenCard.Read(call.Card!.Value).Texts.Take(4)), Call: call))
        .Select(one => $"{one.Text} ({(one.Call.IsOver ? $"{one.Call.Fault} {one.Call.Status}".TrimStart() : "not over")})");

    public async Task ListenAsync(HttpContext http, RequestDelegate next)
    {
        http.Request.EnableBuffering();
        var call = new OverheardCall(await Call.ReadAsync(http));
        http.Request.Body.Position = 0;
        calls.Enqueue(call);
        try
        {
            await next(http);
        }
        finally
        {
            call.Ends(http);
        }
    }
}

/// <summary>A call, and what became of it.</summary>
internal sealed class OverheardCall(Call call)
{
    private volatile bool isOver;

    public Call Call => call;

    public DateTimeOffset Began { get; } = TimeProvider.System.GetUtcNow();

    public DateTimeOffset? Ended { get; private set; }

    /// <summary>What was made to go wrong; null: nothing.</summary>
    public FaultKind? Fault { get; private set; }

    public int Status { get; private set; }

    /// <summary>False as long as the bot is kept waiting.</summary>
    public bool IsOver => isOver;

    /// <summary>A new message that makes a phone buzz.</summary>
    public bool Rings => call.Method == "POST" && call.Body.Contains("\"alert\":true", StringComparison.Ordinal);

    /// <summary>What a lock screen shows of it.</summary>
    public string Push => Activity["summary"]!.GetValue<string>();

    /// <summary>The card it brings; null if it brings none.</summary>
    public JsonElement? Card => call.Body.Contains("card.adaptive", StringComparison.Ordinal)
        ? JsonSerializer.SerializeToElement(Activity["attachments"]![0]!["content"])
        : null;

    /// <summary>The conversation it goes to, without the thread.</summary>
    public string Conversation
    {
        get
        {
            // A new thread names its channel in its body, all else in the path.
            var named = call.Target.Split('/').SkipWhile(part => part != "conversations").ElementAtOrDefault(1);
            var id = named is not null ? Uri.UnescapeDataString(named) : call.Json["channelData"]!["channel"]!["id"]!.GetValue<string>();
            return id.Split(";messageid=")[0];
        }
    }

    /// <summary>One line: when, what, how it went and what the card says.</summary>
    public override string ToString() =>
        $"{Began:HH:mm:ss.fff}-{Ended:HH:mm:ss.fff} {call.Method} {call.Target} {Fault} {Status} {(Card is { } card ? SeenCard.Read(card).Exact() : "")}";

    private JsonNode Activity => call.Json["activity"] ?? call.Json;

    public void Ends(HttpContext http)
    {
        Fault = http.Items[typeof(FaultKind)] as FaultKind?;
        Status = http.Response.StatusCode;
        Ended = TimeProvider.System.GetUtcNow();
        isOver = true;
    }
}
