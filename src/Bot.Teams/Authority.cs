namespace Bot.Teams;

/// <summary>Who signs what comes in, and who gives out the tokens for what goes out: Microsoft's, by cloud, or as configured.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</remarks>
internal sealed class Authority
{
    public Authority(TeamsOptions options)
    {
        var tenant = Uri.EscapeDataString(options.TenantId);
        var (issuer, metadata, login, scope, root) = options.Cloud switch
        {
            TeamsCloud.UsGov => (
                "https://api.botframework.us",
                "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
                "https://login.microsoftonline.us",
                "https://api.botframework.us/.default",
                "https://smba.infra.gov.teams.microsoft.us/teams"),
            TeamsCloud.China => (
                "https://api.botframework.azure.cn",
                "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
                "https://login.partner.microsoftonline.cn",
                "https://api.botframework.azure.cn/.default",
                ""),
            _ => (
                "https://api.botframework.com",
                "https://login.botframework.com/v1/.well-known/openidconfiguration",
                "https://login.microsoftonline.com",
                "https://api.botframework.com/.default",
                "https://smba.trafficmanager.net/teams"),
        };

        Issuer = Or(options.Issuer, issuer);
        OpenIdMetadataUrl = Or(options.OpenIdMetadataUrl, metadata);
        TokenUrl = Or(options.TokenUrl, $"{login}/{tenant}/oauth2/v2.0/token");
        Scope = scope;
        ServiceRoot = options.ServiceUrls.FirstOrDefault(entry => entry.Contains("://", StringComparison.Ordinal)) ?? root;
    }

    public string Issuer { get; }

    public string OpenIdMetadataUrl { get; }

    public string TokenUrl { get; }

    public string Scope { get; }

    /// <summary>Where a chat is opened before any activity has told a better serviceUrl.</summary>
    public string ServiceRoot { get; }

    private static string Or(string configured, string usual) => configured.Length > 0 ? configured : usual;
}
