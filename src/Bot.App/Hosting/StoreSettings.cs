using System.Globalization;
using Azure.Identity;
using Bot.Storage;

namespace Bot.App;

/// <summary>Which store keeps the visits: the SQLite file of one machine, or the tables that several instances share.</summary>
internal static class StoreSettings
{
    public const int DefaultKeepYears = 6;

    private const int MostYears = 100;

    /// <summary>The SQLite file.</summary>
    public static string PathOf(IConfiguration configuration) =>
        Path.GetFullPath(configuration["Store:Path"] ?? Path.Combine("data", "handoff.db"));

    /// <summary>How long visits are kept after they have left, in years: six as HIPAA asks of such records, or as long as a state asks for.</summary>
    public static int KeepYearsOf(IConfiguration configuration, List<string> faults)
    {
        if (configuration["Store:KeepEventsYears"] is not { Length: > 0 } said)
            return DefaultKeepYears;
        if (int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is >= 1 and <= MostYears)
            return years;
        faults.Add($"Store:KeepEventsYears must be a whole number from 1 to {MostYears}: so many years after a visit has left, all of it is removed.");
        return DefaultKeepYears;
    }

    /// <summary>The tables; null where the SQLite file is meant.</summary>
    public static TablesOptions? TablesOf(IConfiguration configuration, List<string> faults)
    {
        var kind = configuration["Store:Kind"] ?? "Sqlite";
        if (kind.Equals("AzureTables", StringComparison.OrdinalIgnoreCase))
            return ReadTables(configuration, faults);
        if (!kind.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            faults.Add($"Store:Kind is {(kind.Length <= 20 ? kind : "unknown")}: set it to Sqlite or AzureTables.");
        else if (configuration["Store:TablesUrl"] is { Length: > 0 } || configuration["Store:AccountKey"] is { Length: > 0 })
            faults.Add("Store:TablesUrl is set, but Store:Kind is Sqlite: set Store:Kind to AzureTables, or remove Store:TablesUrl and Store:AccountKey.");
        return null;
    }

    /// <summary>The tables that the settings name, whichever store they choose.</summary>
    public static TablesOptions ReadTables(IConfiguration configuration, List<string> faults)
    {
        var tables = new TablesOptions
        {
            TablesUrl = configuration["Store:TablesUrl"] ?? "",
            AccountKey = configuration["Store:AccountKey"] ?? "",
        };
        if (configuration["Store:TableName"] is { Length: > 0 } name)
            tables.TableName = name;

        // The bot is one identity, to Teams and to its store. Without a configured one, what the machine or the developer is signed in as.
        if (tables.AccountKey.Length == 0)
        {
            tables.Credential = configuration["Teams:ManagedIdentityClientId"] is { Length: > 0 } identity
                ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(identity))
                : new DefaultAzureCredential();
        }

        faults.AddRange(tables.Faults());
        return tables;
    }
}
