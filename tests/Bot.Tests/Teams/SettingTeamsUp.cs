using Bot.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Teams;

public class SettingTeamsUp
{
    [Fact]
    public void A_registration_with_a_secret_or_an_identity_is_without_fault()
    {
        Assert.Empty(Sound().Faults());
        var managed = Sound();
        managed.ClientSecret = "";
        managed.ManagedIdentityClientId = SmallTeams.AppId.ToUpperInvariant();
        Assert.Empty(managed.Faults());
    }

    [Fact]
    public void Each_fault_names_its_key()
    {
        (string Key, Action<TeamsOptions> Break)[] faults =
        [
            ("Teams:AppId", one => one.AppId = ""),
            ("Teams:AppId", one => one.AppId = "my-bot"),
            ("Teams:TenantId", one => one.TenantId = " "),
            ("Teams:TenantId", one => one.TenantId = "contoso.example"),
            ("Teams:ClientSecret", one => one.ClientSecret = ""),
            ("Teams:ManagedIdentityClientId", one => one.ManagedIdentityClientId = SmallTeams.AppId),
            ("Teams:ManagedIdentityClientId", one => (one.ClientSecret, one.ManagedIdentityClientId) = ("", SmallTeams.Tenant)),
            ("Teams:TokenUrl", one => (one.ClientSecret, one.ManagedIdentityClientId, one.TokenUrl) = ("", SmallTeams.AppId, "https://x.example")),
            ("Teams:AllowedTenants", one => one.AllowedTenants.Add("*")),
            ("Teams:Cloud", one => one.Cloud = (TeamsCloud)9),
            ("Teams:Issuer", one => one.OpenIdMetadataUrl = "https://x.example"),
            ("Teams:OpenIdMetadataUrl", one => one.Issuer = "x"),
            ("Teams:OpenIdMetadataUrl", one => (one.Issuer, one.OpenIdMetadataUrl) = ("x", "http://x.example")),
            ("Teams:TokenUrl", one => one.TokenUrl = "http://x.example/token"),
            ("Teams:ServiceUrls", one => one.ServiceUrls.Add("http://x.example")),
            ("Teams:ServiceUrls", one => one.ServiceUrls.Add("*.example")),
            ("Teams:ServiceUrls", one => one.Cloud = TeamsCloud.China),
            ("Teams:Limits:PerSecond", one => one.Limits.PerSecond = -1),
        ];
        foreach (var (key, breaks) in faults)
        {
            var options = Sound();
            breaks(options);
            Assert.Contains(key, Assert.Single(options.Faults()), StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTeams(options));
        }
    }

    [Fact]
    public void Plain_http_is_for_loopback_alone()
    {
        foreach (var url in (string[])["http://127.0.0.1:3978", "http://localhost:3978/x", "http://[::1]:3978"])
        {
            var options = Sound();
            options.ServiceUrls.Add(url);
            options.TokenUrl = url;
            Assert.Empty(options.Faults());
        }
    }

    [Fact]
    public void A_fault_never_repeats_a_secret()
    {
        var options = Sound();
        options.ManagedIdentityClientId = SmallTeams.AppId;
        options.AppId = "";
        Assert.DoesNotContain(options.Faults(), fault => fault.Contains("a-secret", StringComparison.Ordinal));
        Assert.DoesNotContain("a-secret", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TeamsCloud.Public, "https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration", "https://api.botframework.com/.default", "https://login.microsoftonline.com/3f1c9a52-6d0e-4b7a-9a21-0c5e7d4b8f10/oauth2/v2.0/token")]
    [InlineData(TeamsCloud.UsGov, "https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "https://api.botframework.us/.default", "https://login.microsoftonline.us/3f1c9a52-6d0e-4b7a-9a21-0c5e7d4b8f10/oauth2/v2.0/token")]
    [InlineData(TeamsCloud.China, "https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", "https://api.botframework.azure.cn/.default", "https://login.partner.microsoftonline.cn/3f1c9a52-6d0e-4b7a-9a21-0c5e7d4b8f10/oauth2/v2.0/token")]
    public void Each_cloud_has_its_authorities(TeamsCloud cloud, string issuer, string metadata, string scope, string token)
    {
        var options = Sound();
        options.Cloud = cloud;
        var authority = new Authority(options);
        Assert.Equal((issuer, metadata, scope, token), (authority.Issuer, authority.OpenIdMetadataUrl, authority.Scope, authority.TokenUrl));
    }

    private static TeamsOptions Sound() => new() { AppId = SmallTeams.AppId, TenantId = SmallTeams.Tenant, ClientSecret = "a-secret" };
}
