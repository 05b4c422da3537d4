using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Sqlite;

namespace Bot.App;

/// <summary>`backup FILE`: the whole database as it is at one moment, in one new file, while the bot runs.</summary>
internal static class Backup
{
    private const string Usage = "Usage: backup FILE. It must not exist yet. The database is that of Store:Path.";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter faults)
    {
        if (Settings.WordsOf(args) is not [var named])
        {
            await faults.WriteLineAsync(Usage);
            return 2;
        }

        var target = Path.GetFullPath(named);
        var unfinished = target + ".part";
        try
        {
            if (File.Exists(target))
                throw new StoreStartException($"{target} exists already. Name a new file: a backup never replaces another.");
            using (var history = SqliteHistory.Open(Settings.StorePathOf(args)))
            {
                File.Delete(unfinished);
                history.CopyTo(unfinished);
            }

            // A copy that cannot be read again is none.
            using (var copy = SqliteHistory.Open(unfinished))
                copy.Check();
            File.Move(unfinished, target);
            await output.WriteLineAsync($"Saved in {target}, {new FileInfo(target).Length} bytes.");
            return 0;
        }
        catch (Exception e) when (e is StoreStartException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await faults.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
