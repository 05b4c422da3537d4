namespace Bot.Playground;

/// <summary>Everything the small Teams has to be told. Plain values: it knows the wire and nothing of the bot.</summary>
/// <remarks>A class, not a record, because a record's text would print the secret.</remarks>
public sealed class PlaygroundSetup
{
    /// <summary>Where this server is reached, on loopback. Read at each use, so it may be set once the port is known.</summary>
    public required Uri BaseUrl { get; set; }

    /// <summary>Where the bot takes Activities. Read at each use.</summary>
    public required Uri BotUrl { get; set; }

    public required string AppId { get; init; }

    /// <summary>What the bot must show at the token endpoint.</summary>
    public required string ClientSecret { get; init; }

    public required string TenantId { get; init; }

    public required IReadOnlyList<PlaygroundPerson> People { get; init; }

    public required IReadOnlyList<PlaygroundChannel> Channels { get; init; }

    /// <summary>The visits' clock, shared with the bot; tokens and time-outs keep real time.</summary>
    public required PlaygroundClock Clock { get; init; }

    /// <summary>Staff ids of who holds the three phones at first; whoever is missing is taken from the list of people.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    public string BotName { get; init; } = "Handoff";

    public string TeamName { get; init; } = "Clinic";

    /// <summary>The compose extension's command that opens the Patient ready form, as in the Teams manifest.</summary>
    public string ReadyCommandId { get; init; } = "ready";

    public PlaygroundNews News { get; init; } = new();

    /// <summary>Lines worth typing now, by staff id. Called often; must be quick and must not throw.</summary>
    public Func<string, IReadOnlyList<string>> Hints { get; init; } = static _ => [];

    /// <summary>Forgets the host's visits; the playground then forgets its messages.</summary>
    public Func<CancellationToken, Task> StartOver { get; init; } = static _ => Task.CompletedTask;

    /// <summary>For the bot's settings: Teams:Issuer.</summary>
    public string Issuer => At("playground");

    /// <summary>For the bot's settings: Teams:OpenIdMetadataUrl.</summary>
    public string OpenIdMetadataUrl => At("playground/sign-in/openid-configuration");

    /// <summary>For the bot's settings: Teams:TokenUrl.</summary>
    public string TokenUrl => At("playground/sign-in/token");

    /// <summary>For the bot's settings: Teams:ServiceUrls. Under it stands the Connector REST API.</summary>
    public string ServiceUrl => At("playground/connector/");

    internal string KeysUrl => At("playground/sign-in/keys");

    private string At(string path) => $"{BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}";
}
