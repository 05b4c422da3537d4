using Bot.Clinic;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Storage;

public sealed class OnSqlite : VisitStoreContract, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<IVisitStore> OpenEmptyAsync() =>
        Task.FromResult<IVisitStore>(new SqliteVisitStore(_folder.File("bot.db"), NullLogger<SqliteVisitStore>.Instance, TimeSpan.FromSeconds(1), Steps.Follow));
}
