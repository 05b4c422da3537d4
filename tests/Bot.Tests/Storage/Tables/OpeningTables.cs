using System.Net.Sockets;
using Azure.Core;
using Azure.Core.Pipeline;
using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using Bot.Storage.Tables.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage.Tables;

/// <summary>What is wrong with the account, the tables or the clock is said in a sentence at the start.</summary>
[Collection(OnAzurite.Name)]
public sealed class OpeningTables(Azurite azurite)
{
    [Fact]
    public async Task A_wrong_key()
    {
        var options = azurite.Options();
        options.AccountKey = Convert.ToBase64String(new byte[64]);
        await SaysAsync("Store:AccountKey is not the key of", options);
    }

    [Fact]
    public async Task A_missing_table()
    {
        var options = azurite.Options();
        options.MakesTables = false;
        await SaysAsync($"the bot needs \"{options.TableName}\" and \"{options.TableName}sites\"", options);

        await azurite.Client(options.TableName).CreateIfNotExistsAsync(default);
        await SaysAsync("A table is missing", options);
        await azurite.Client(options.TableName + "sites").CreateIfNotExistsAsync(default);
        await azurite.OpenAsync(options);
    }

    [Fact]
    public async Task Nobody_there()
    {
        await using var relay = await Relay.StartAsync(azurite.Url);
        var options = azurite.Options();
        options.TablesUrl = relay.Url;
        await relay.DisposeAsync();
        await SaysAsync("can't be reached: check Store:TablesUrl", options);
    }

    [Fact]
    public async Task An_account_that_does_not_exist()
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostNotFound) };
        var options = azurite.Options();
        options.Transport = new HttpClientTransport(handler);
        await SaysAsync($"There is no storage account at {options.TablesUrl}: check the account's name", options);
    }

    [Theory]
    [InlineData(200, "text/html", "<html>sign in</html>", "check Store:TablesUrl")]
    [InlineData(404, "text/html", "<html>none</html>", "does not answer like Azure Tables (404")]
    [InlineData(403, "application/xml", "<?xml version=\"1.0\"?><error xmlns=\"http://x\"><code>AuthorizationFailure</code><message>no</message></error>", "(AuthorizationFailure)")]
    [InlineData(403, "application/json", """{"odata.error":{"code":"AuthorizationPermissionMismatch","message":{"value":"no"}}}""", "Storage Table Data Contributor")]
    [InlineData(403, "application/xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><error><code>&b;</code></error>", "()")]
    public async Task Somebody_who_refuses(int status, string type, string body, string sentence)
    {
        await using var relay = await Relay.StartAsync(azurite.Url);
        relay.Answers = context => AnswerAsync(context, status, type, body);
        var options = azurite.Options();
        options.TablesUrl = relay.Url;
        await SaysAsync(sentence, options);
    }

    [Theory]
    [InlineData(40, "This machine's clock is 40 minutes ahead of the storage account's")]
    [InlineData(-40, "This machine's clock is 40 minutes behind the storage account's")]
    public async Task A_clock_that_is_wrong(int minutes, string sentence)
    {
        await using var relay = await Relay.StartAsync(azurite.Url);
        relay.Answers = context =>
        {
            context.Response.Headers.Date = TimeProvider.System.GetUtcNow().ToString("R");
            return AnswerAsync(context, 403, "application/xml", "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code><Message>no</Message></Error>");
        };
        var options = azurite.Options();
        options.TablesUrl = relay.Url;
        options.Wall = new ManualClock(TimeProvider.System.GetUtcNow().AddMinutes(minutes));
        await SaysAsync(sentence, options);
    }

    [Fact]
    public async Task Rows_of_a_newer_version_of_the_bot()
    {
        const string Sentence = "was written by a newer version of the bot (schema 2, this one knows 1). Start the newer version.";
        var options = azurite.Options();
        var store = await azurite.OpenAsync(options);
        await store.TryAppendAsync(Opening("a", "4"), default);
        var newer = new TableEntity("main-street", "a|a") { { "Schema", 2 } };
        await azurite.Client(options.TableName).UpdateEntityAsync(newer, Azure.ETag.All, TableUpdateMode.Merge, default);

        // The running bot refuses that visit, and a new version that it remembers does not make it write over it.
        var said = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.LoadAsync(Visit("a"), default));
        Assert.Contains(Sentence, said.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryAppendAsync(Step("a", "4", 1), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.OpenAsync(null, default));
        Assert.Single(await store.EventsAsync(Visit("a"), default));

        // A newer bot that was here has marked its sites: the older one does not even start.
        await azurite.Client(options.TableName + "sites").UpsertEntityAsync(new("site", "harbor") { { "Schema", 2 }, { "Site", "harbor" } }, default);
        await SaysAsync(Sentence, options);
        Assert.Contains(Sentence, await store.FaultAsync(default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_where_an_older_bot_has_been_is_marked_by_this_one()
    {
        var options = azurite.Options();
        await azurite.ListAsync(options, MainStreet);
        await azurite.OpenAsync(options);
        var row = Assert.Single(await Account.RangeAsync(azurite.Client(options.TableName + "sites"), "site", "", "~", default));
        Assert.Equal((Rows.Schema, "main-street"), (row.GetInt32("Schema"), row.GetString("Site")));
    }

    public static TheoryData<string, TablesOptions> Faults => new()
    {
        { "Store:TablesUrl is missing", new() { AccountKey = "AAAA" } },
        { "Store:TablesUrl must be like", new() { TablesUrl = "account", AccountKey = "AAAA" } },
        { "Store:TablesUrl must be like", new() { TablesUrl = "ftp://127.0.0.1/a", AccountKey = "AAAA" } },
        { "Store:TablesUrl must be like", new() { TablesUrl = "https://a.table.core.windows.net/?sv=1&sig=secret", Credential = new Somebody() } },
        { "Store:AccountKey is missing", new() { TablesUrl = "http://127.0.0.1:1/a" } },
        { "Store:AccountKey is for the emulator on this machine alone", new() { TablesUrl = "https://a.table.core.windows.net", AccountKey = "AAAA" } },
        { "Store:AccountKey is for the emulator on this machine alone", new() { TablesUrl = "http://localhost.evil.example/a", AccountKey = "AAAA" } },
        { "Store:AccountKey is set beside an identity", new() { TablesUrl = "http://127.0.0.1:1/a", AccountKey = "AAAA", Credential = new Somebody() } },
        { "Store:AccountKey is not base64", new() { TablesUrl = "http://127.0.0.1:1/a", AccountKey = "no!" } },
        { "must end with the emulator's account", new() { TablesUrl = "http://127.0.0.1:1/", AccountKey = "AAAA" } },
        { "Store:TablesUrl must begin with https://", new() { TablesUrl = "http://a.table.core.windows.net", Credential = new Somebody() } },
        { "Store:TableName must be", new() { TablesUrl = "http://127.0.0.1:1/a", AccountKey = "AAAA", TableName = "hand-off" } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_setting_that_cannot_be_right(string sentence, TablesOptions options)
    {
        Assert.Contains(sentence, Assert.Single(options.Faults()), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", string.Concat(options.Faults()), StringComparison.Ordinal);
        Assert.Throws<StoreStartException>(() => new TablesVisitStore(options));
    }

    [Fact]
    public async Task The_tables_are_asked_for_when_the_host_starts()
    {
        var options = azurite.Options();
        using (var host = HostOn(options))
        {
            await host.StartAsync();
            Assert.Equal(Appended.Saved, await host.Services.GetRequiredService<IVisitStore>().TryAppendAsync(Opening("a", "4"), default));
            await host.StopAsync();
        }

        options.AccountKey = Convert.ToBase64String(new byte[64]);
        using var refused = HostOn(options);
        await Assert.ThrowsAsync<StoreStartException>(() => refused.StartAsync());
    }

    private static IHost HostOn(TablesOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddTablesStore(options);
        return builder.Build();
    }

    [Fact]
    public void Settings_that_are_right()
    {
        Assert.Empty(azurite.Options().Faults());
        Assert.Empty(new TablesOptions { TablesUrl = "https://account.table.core.windows.net", Credential = new Somebody() }.Faults());
    }

    private static async Task SaysAsync(string sentence, TablesOptions options)
    {
        var said = await Assert.ThrowsAsync<StoreStartException>(() => new TablesVisitStore(options).OpenAsync(default));
        Assert.Contains(sentence, said.Message, StringComparison.Ordinal);
    }

    private static Task AnswerAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }

    private sealed class Somebody : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
