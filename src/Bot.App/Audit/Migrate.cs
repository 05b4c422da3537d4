using System.Globalization;
using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Moving;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.App;

/// <summary>`migrate`: all that the SQLite file holds into Azure Tables, while no bot runs; then both are counted and compared.</summary>
internal static class Migrate
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter faults, CancellationToken ct)
    {
        try
        {
            var moved = await MoveAsync(args, ct);
            await TellAsync(moved, output);
            return moved.IsWhole ? 0 : 1;
        }
        catch (StoreStartException e)
        {
            await faults.WriteLineAsync(e.Message);
            return 1;
        }
        catch (StoreUnavailableException e)
        {
            await faults.WriteLineAsync($"{e.Message} It broke off: run it again, and it begins anew.");
            return 1;
        }
    }

    private static async Task<Moved> MoveAsync(string[] args, CancellationToken ct)
    {
        var configuration = Settings.Gather(args);
        var wrong = new List<string>();
        var options = StoreSettings.ReadTables(configuration, wrong);
        var path = StoreSettings.PathOf(configuration);
        if (!File.Exists(path))
            wrong.Add($"There is no file {path}. Name the bot's database in Store:Path.");
        if (wrong.Count > 0)
            throw new StoreStartException(string.Join('\n', wrong));
        options.BePatient();

        // Held until the end: a bot that runs on the file keeps this out, and this keeps a bot out.
        await using var file = new SqliteVisitStore(path, NullLogger<SqliteVisitStore>.Instance);
        return await new Move(file, options).RunAsync(ct);
    }

    private static async Task TellAsync(Moved moved, TextWriter output)
    {
        await output.WriteLineAsync($"{"",-14}{"file",10}{"tables",10}");
        foreach (var ((what, file), (_, tables)) in moved.File.Lines.Zip(moved.Tables.Lines))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what,-14}{file,10}{tables,10}"));
        await output.WriteLineAsync($"Chains of hashes: {moved.Alike} alike, {moved.Unlike.Count} not.");
        foreach (var visit in moved.Unlike)
            await output.WriteLineAsync($"Visit {visit} is not as it is in the file.");
        await output.WriteLineAsync(moved.IsWhole
            ? "All is there. Set Store:Kind to AzureTables before the bot starts, and put the file away."
            : "Not all is as it should be: leave the bot on the file, and run this again with tables that are empty.");
    }
}
