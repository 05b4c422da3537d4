namespace Bot.Storage.Sqlite;

/// <summary>A lock file beside the database: two bots on one file would each keep half of the truth in memory.</summary>
/// <remarks>
/// The operating system lets go of it when the process ends, however it ends. The file itself stays: if it were deleted, a third
/// process could lock a new one while a second still holds the old.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _held;

    private FileLock(FileStream held) => _held = held;

    /// <exception cref="StoreStartException">Someone else holds it, or the folder cannot be written.</exception>
    public static FileLock Take(string database)
    {
        var path = database + ".lock";
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new StoreStartException($"{path} cannot be written: {refused.Message} Let the bot's account write to that folder.", refused);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new StoreStartException($"{path} cannot be written: {missing.Message}", missing);
        }
        catch (IOException held)
        {
            throw new StoreStartException(
                $"{database} is in use by another process (it holds {path}). Only one bot may use a database: stop the other, or set another Store:Path.",
                held);
        }
    }

    public void Dispose() => _held.Dispose();
}
