using System.Globalization;

namespace Bot.Teams;

/// <summary>The bot's registration with Teams, and who may talk to it. A class and no record: its text form must not print the secret.</summary>
public sealed class TeamsOptions
{
    /// <summary>The bot's application (client) id, a GUID; tokens that reach the bot are meant for it.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The practice's own Entra tenant, a GUID.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>A secret of the app registration. This or <see cref="ManagedIdentityClientId"/>, never both.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Client id of the user-assigned managed identity that the bot is registered under; it equals <see cref="AppId"/>.</summary>
    public string ManagedIdentityClientId { get; set; } = "";

    /// <summary>Tenants whose people may talk to the bot, GUIDs. Empty: only <see cref="TenantId"/>.</summary>
    public IList<string> AllowedTenants { get; } = [];

    /// <summary>Which of Microsoft's clouds the bot lives in.</summary>
    public TeamsCloud Cloud { get; set; } = TeamsCloud.Public;

    /// <summary>Where the keys are told that sign what reaches the bot. Empty: Microsoft's.</summary>
    public string OpenIdMetadataUrl { get; set; } = "";

    /// <summary>Who signs what reaches the bot. Goes with <see cref="OpenIdMetadataUrl"/>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Where the bot gets its own tokens. Empty: Microsoft's.</summary>
    public string TokenUrl { get; set; } = "";

    /// <summary>
    /// Where the bot may send its token: roots ("https://host/path") or host names (https, exact). Empty: Microsoft's hosts.
    /// The first root is also where a chat is opened before anybody has spoken.
    /// </summary>
    public IList<string> ServiceUrls { get; } = [];

    /// <summary>How often Teams lets a bot speak.</summary>
    public TeamsRateLimits Limits { get; } = new();

    /// <summary>Real time that one call may take, from connecting to the last byte.</summary>
    internal TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Real time after which a tap is answered though it is not saved yet. Teams gives up after 5 s; we promise 3.</summary>
    internal TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Real time between two attempts at an answer; doubles with each.</summary>
    internal TimeSpan AnswerRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Where a tenant of the government community cloud is served, when the public host says that it is the wrong one.</summary>
    internal string GccRoot { get; set; } = "https://smba.infra.gcc.teams.microsoft.com/teams";

    /// <summary>One sentence per missing or contradictory setting, naming the key and the fix; empty if all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Identity(faults);
        Guests(faults);
        Endpoints(faults);
        foreach (var (key, value) in Limits.All())
        {
            if (value < 0)
                faults.Add($"Teams:Limits:{key} is negative: set a number of calls, or 0 to switch the limit off.");
        }
        return faults;
    }

    private void Identity(List<string> faults)
    {
        RequireGuid(faults, "AppId", AppId, "the bot's application (client) id");
        RequireGuid(faults, "TenantId", TenantId, "the id of the practice's Entra tenant");

        var secret = !string.IsNullOrWhiteSpace(ClientSecret);
        var managed = !string.IsNullOrWhiteSpace(ManagedIdentityClientId);
        if (!secret && !managed)
            faults.Add("Teams:ClientSecret is missing: set it to a secret of the app registration, or set Teams:ManagedIdentityClientId.");
        if (secret && managed)
            faults.Add("Teams:ClientSecret and Teams:ManagedIdentityClientId are both set: remove one of them.");
        if (managed && !string.Equals(ManagedIdentityClientId, AppId, StringComparison.OrdinalIgnoreCase))
            faults.Add("Teams:ManagedIdentityClientId differs from Teams:AppId: register the bot under its identity's client id and set both to it.");
        if (managed && TokenUrl.Length > 0)
            faults.Add("Teams:TokenUrl is not used with Teams:ManagedIdentityClientId: remove one of them.");
    }

    private void Guests(List<string> faults)
    {
        foreach (var tenant in AllowedTenants)
        {
            if (!Guid.TryParse(tenant, CultureInfo.InvariantCulture, out _))
                faults.Add("Teams:AllowedTenants holds something that is no tenant id: list GUIDs only.");
        }
    }

    private void Endpoints(List<string> faults)
    {
        if (!Enum.IsDefined(Cloud))
            faults.Add("Teams:Cloud is unknown: set it to Public, UsGov or China.");
        if ((OpenIdMetadataUrl.Length > 0) != (Issuer.Length > 0))
            faults.Add("Teams:OpenIdMetadataUrl and Teams:Issuer go together: set both, or neither for Microsoft's.");
        RequireSafeUrl(faults, "OpenIdMetadataUrl", OpenIdMetadataUrl);
        RequireSafeUrl(faults, "TokenUrl", TokenUrl);
        foreach (var entry in ServiceUrls)
        {
            if (entry.Contains("://", StringComparison.Ordinal))
                RequireSafeUrl(faults, "ServiceUrls", entry);
            else if (Uri.CheckHostName(entry) is UriHostNameType.Unknown)
                faults.Add("Teams:ServiceUrls holds something that is neither a root nor a host name: write https://host/path or host.");
        }

        // Microsoft names no service host of that cloud in public, and a guessed one could be given the bot's token.
        if (Cloud is TeamsCloud.China && !ServiceUrls.Any(entry => entry.Contains("://", StringComparison.Ordinal)))
            faults.Add("Teams:ServiceUrls is missing: in the China cloud name the root that the bot's activities carry as serviceUrl.");
    }

    private static void RequireGuid(List<string> faults, string key, string value, string meaning)
    {
        if (string.IsNullOrWhiteSpace(value))
            faults.Add($"Teams:{key} is missing: set it to {meaning}.");
        else if (!Guid.TryParse(value, CultureInfo.InvariantCulture, out _))
            faults.Add($"Teams:{key} is no GUID: set it to {meaning}.");
    }

    private static void RequireSafeUrl(List<string> faults, string key, string value)
    {
        if (value.Length > 0 && !SafeUrl.TryParse(value, out _))
            faults.Add($"Teams:{key} is no safe address: use https, or http on a loopback address such as http://127.0.0.1:3978.");
    }
}
