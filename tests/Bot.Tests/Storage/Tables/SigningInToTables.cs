using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using Bot.Storage.Tables.Wire;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage.Tables;

/// <summary>With an identity's token instead of a key. The emulator looks at its audience, issuer and dates, not at its signature.</summary>
public sealed class SigningInToTables : IAsyncLifetime, IDisposable
{
    private readonly Folder folder = new();
    private readonly HttpClient http;
    private readonly string thumbprint;
    private readonly Azurite azurite;

    public SigningInToTables()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(folder.File("cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem());
        thumbprint = certificate.Thumbprint;
        azurite = new Azurite("--oauth", "basic", "--cert", folder.File("cert.pem"), "--key", folder.File("key.pem"));
        http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, theirs, _, _) => theirs?.Thumbprint == thumbprint });
    }

    public Task InitializeAsync() => azurite.InitializeAsync();

    public Task DisposeAsync() => azurite.DisposeAsync();

    public void Dispose()
    {
        http.Dispose();
        azurite.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_token_opens_the_tables_and_one_that_is_over_or_missing_is_said_so()
    {
        var now = TimeProvider.System.GetUtcNow();
        var options = With(new Token(now.AddHours(1)));
        await AsTheDeploymentDoesAsync(options.TableName, options.TableName + "sites");
        var store = new TablesVisitStore(options);
        await store.OpenAsync(default);
        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Opening("a", "4"), default));
        Assert.Equal(1, (await store.LoadAsync(Visit("a"), default))!.Version);

        await SaysAsync("does not accept the bot's identity", With(new Token(now.AddHours(-1))));
        await SaysAsync("does not accept the bot's identity", With(new Token(now.AddHours(1), "https://vault.azure.net")));
        await SaysAsync("The bot's identity got no token", With(new Token(null)));
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_any_more_makes_the_store_unavailable()
    {
        var identity = new Token(TimeProvider.System.GetUtcNow().AddHours(1));
        var store = new TablesVisitStore(With(identity));
        identity.Ends = null;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.LoadAsync(Visit("a"), default));
        Assert.Contains("check the bot's identity", await store.FaultAsync(default), StringComparison.Ordinal);
        identity.Ends = TimeProvider.System.GetUtcNow().AddHours(-1);
        Assert.Contains("check the bot's identity", await store.FaultAsync(default), StringComparison.Ordinal);
    }

    private TablesOptions With(TokenCredential identity)
    {
        var options = azurite.Options();
        options.AccountKey = "";
        options.Credential = identity;
        options.Transport = new HttpClientTransport(http);
        return options;
    }

    private async Task AsTheDeploymentDoesAsync(params string[] tables)
    {
        foreach (var table in tables)
        {
            var how = new TableClientOptions { Transport = new HttpClientTransport(http) };
            await new TableClient(new Uri(azurite.Url), table, new TableSharedKeyCredential(Azurite.Account, Azurite.Key), how).CreateIfNotExistsAsync(default);
        }
    }

    private static async Task SaysAsync(string sentence, TablesOptions options)
    {
        var said = await Assert.ThrowsAsync<StoreStartException>(() => new TablesVisitStore(options).OpenAsync(default));
        Assert.Contains(sentence, said.Message, StringComparison.Ordinal);
    }

    /// <param name="ends">When its tokens end; null if it gets none.</param>
    private sealed class Token(DateTimeOffset? ends, string audience = "https://storage.azure.com") : TokenCredential
    {
        public DateTimeOffset? Ends { get; set; } = ends;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal(["https://storage.azure.com/.default"], requestContext.Scopes);
            if (Ends is not { } ends)
                throw new InvalidOperationException("No managed identity is assigned.");
            var described = new SecurityTokenDescriptor
            {
                Issuer = "https://sts.windows.net/00000000-0000-0000-0000-000000000001/",
                Audience = audience,
                NotBefore = ends.AddHours(-2).UtcDateTime,
                IssuedAt = ends.AddHours(-2).UtcDateTime,
                Expires = ends.UtcDateTime,
                SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(new byte[32]), SecurityAlgorithms.HmacSha256),
            };

            // What Azure.Core is told lies ahead, or it would ask for another token at once.
            return ValueTask.FromResult(new AccessToken(new JsonWebTokenHandler().CreateToken(described), TimeProvider.System.GetUtcNow().AddHours(1)));
        }
    }
}
