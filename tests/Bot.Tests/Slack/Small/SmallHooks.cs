using System.Text.Json.Nodes;

namespace Bot.Tests.Slack.Small;

/// <summary>response_urls: each may be used five times within half an hour, by whoever has it.</summary>
internal sealed class SmallHooks(SmallWorld world, TimeProvider clock)
{
    private const int Uses = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, Hook> hooks = [];

    /// <param name="message">The message that was tapped; null behind a slash command.</param>
    /// <param name="whispered">The same, where only that person sees it.</param>
    public string New(string user, string channel, SmallMessage? message, SmallEphemeral? whispered)
    {
        lock (hooks)
        {
            var id = $"h{hooks.Count + 1}x{Guid.NewGuid():N}";
            hooks[id] = new Hook(user, channel, message, whispered, clock.GetUtcNow());
            return id;
        }
    }

    /// <summary>HTTP status and body, as hooks.slack.com answers.</summary>
    public (int Status, string Answer) Take(string id, JsonNode sent)
    {
        Hook? hook;
        lock (hooks)
        {
            if (!hooks.TryGetValue(id, out hook) || clock.GetUtcNow() - hook.At > Life || hook.Used >= Uses)
                return (404, """{"ok":false,"error":"used_url"}""");
            hook.Used++;
        }

        var blocks = sent["blocks"]?.DeepClone() as JsonArray ?? [];
        if (SmallBlocks.FaultIn(blocks, 50) is not null)
            return (400, """{"ok":false,"error":"invalid_blocks"}""");
        world.Change(() => Show(hook, sent["text"]?.GetValue<string>() ?? "", blocks, sent));
        return (200, """{"ok":true}""");
    }

    private int Show(Hook hook, string text, JsonArray blocks, JsonNode sent)
    {
        var replaces = sent["replace_original"]?.GetValue<bool>() ?? false;
        if (replaces && hook.Whispered is { } before)
        {
            var after = before with { Text = text, Blocks = blocks };
            world.Replace(before, after);
            hook.Whispered = after;
        }
        else if (replaces && hook.Message is { } message)
        {
            message.Change(text, blocks);
        }
        else
        {
            world.Whisper(hook.User, hook.Channel, text, blocks);
        }
        return 0;
    }

    private sealed record Hook(string User, string Channel, SmallMessage? Message, SmallEphemeral? First, DateTimeOffset At)
    {
        public int Used { get; set; }

        public SmallEphemeral? Whispered { get; set; } = First;
    }
}
