namespace Bot.Tests.Slack.Small;

/// <summary>Permissions to show somebody one form: each lives three seconds of this Slack's clock, and works once.</summary>
internal sealed class SmallTriggers(TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string User, DateTimeOffset At, bool Used)> triggers = [];
    private int number;

    public string New(string user)
    {
        lock (gate)
        {
            var id = $"1700{++number}.42.{Convert.ToHexStringLower([(byte)number, 0xab, 0xcd])}";
            triggers[id] = (user, clock.GetUtcNow(), false);
            return id;
        }
    }

    /// <summary>Whose it is; or Slack's word for what is wrong with it.</summary>
    public (string? User, string Error) Use(string id)
    {
        lock (gate)
        {
            if (!triggers.TryGetValue(id, out var trigger))
                return (null, "invalid_trigger_id");
            if (trigger.Used)
                return (null, "exchanged_trigger_id");
            if (clock.GetUtcNow() - trigger.At > Life)
                return (null, "expired_trigger_id");
            triggers[id] = trigger with { Used = true };
            return (trigger.User, "");
        }
    }
}
