namespace Bot.Bench;

/// <summary>One chat's other end on loopback, which answers at once, and the clicks that come from it.</summary>
internal interface ISmallChat : IAsyncDisposable
{
    /// <summary>"teams" or "slack".</summary>
    string Name { get; }

    /// <summary>Calls that the bot has made to it.</summary>
    int Calls { get; }

    /// <summary>What a bot, or the floor, must be told to believe it.</summary>
    IEnumerable<string> Settings();

    Clicks ClicksOn(Seeds seeds);

    static async Task<ISmallChat> StartAsync(string name) => name switch
    {
        "teams" => await SmallTeams.StartAsync(),
        "slack" => await SmallSlack.StartAsync(),
        _ => throw new ArgumentException($"There is no channel {name}: teams or slack.", nameof(name)),
    };
}
