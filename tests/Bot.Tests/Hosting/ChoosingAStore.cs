using Bot.App;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Hosting;

public sealed class ChoosingAStore
{
    private const string Emulator = "http://127.0.0.1:10002/devstoreaccount1";
    private const string Azure = "https://handoff.table.core.windows.net";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    [Fact]
    public void It_is_a_file_of_this_machine_if_nothing_is_said()
    {
        var settings = Settings.Read(Configuration([]));
        Assert.Null(settings.Tables);
        Assert.EndsWith(Path.Combine("data", "handoff.db"), settings.StorePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(10, "KeepEventsYears=10")]
    public void It_keeps_visits_for_six_years_if_nothing_else_is_said(int years, params string[] settings) =>
        Assert.Equal(years, Settings.Read(Configuration(settings.Select(one => one.Split('=')).Select(pair => (pair[0], pair[1])))).KeepYears);

    [Fact]
    public void The_emulator_is_spoken_to_with_its_key()
    {
        var tables = Settings.Read(Configuration([("Kind", "AzureTables"), ("TablesUrl", Emulator), ("AccountKey", Key), ("TableName", "tests")])).Tables!;
        Assert.Equal((Emulator, Key, "tests"), (tables.TablesUrl, tables.AccountKey, tables.TableName));
        Assert.Null(tables.Credential);
    }

    [Fact]
    public void Azure_is_spoken_to_as_the_bots_identity()
    {
        var tables = Settings.Read(Configuration([("Kind", "azuretables"), ("TablesUrl", Azure)])).Tables!;
        Assert.NotNull(tables.Credential);
        Assert.Empty(tables.AccountKey);
    }

    [Theory]
    [InlineData("Store:Kind is Files: set it to Sqlite or AzureTables.", "Kind=Files")]
    [InlineData("Store:TablesUrl is missing: set it to https://ACCOUNT.table.core.windows.net.", "Kind=AzureTables")]
    [InlineData("Store:AccountKey is for the emulator on this machine alone: remove it, and give the bot a managed identity.",
        "Kind=AzureTables", "TablesUrl=" + Azure, "AccountKey=" + Key)]
    [InlineData("Store:TablesUrl must begin with https://, because an identity's token is sent there.", "Kind=AzureTables", "TablesUrl=" + Emulator)]
    [InlineData("Store:TableName must be 3 to 58 letters and digits and begin with a letter.",
        "Kind=AzureTables", "TablesUrl=" + Azure, "TableName=a-b")]
    [InlineData("Store:TablesUrl is set, but Store:Kind is Sqlite: set Store:Kind to AzureTables, or remove Store:TablesUrl and Store:AccountKey.",
        "TablesUrl=" + Azure)]
    [InlineData("Store:KeepEventsYears must be a whole number from 1 to 100: so many years after a visit has left, all of it is removed.", "KeepEventsYears=0")]
    [InlineData("Store:KeepEventsYears must be a whole number from 1 to 100: so many years after a visit has left, all of it is removed.", "KeepEventsYears=6.5")]
    public void What_is_missing_or_contradicts_is_said_in_a_sentence(string fault, params string[] settings)
    {
        var pairs = settings.Select(one => one.Split('=', 2)).Select(pair => (pair[0], pair[1]));
        var faults = Assert.Throws<StartFaultsException>(() => Settings.Read(Configuration(pairs))).Faults;
        Assert.Equal([fault], faults);
    }

    private static IConfigurationRoot Configuration(IEnumerable<(string Key, string Value)> store) => new ConfigurationBuilder()
        .AddInMemoryCollection(store.Select(one => new KeyValuePair<string, string?>($"Store:{one.Key}", one.Value)))
        .Build();
}
