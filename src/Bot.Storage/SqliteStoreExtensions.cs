using Bot.Clinic;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Storage;

public static class SqliteStoreExtensions
{
    /// <summary>Keeps visits in the SQLite file at <paramref name="path"/>, which is made if it is missing and opened when the host starts.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string path) =>
        services
            .AddSingleton(provider => new SqliteVisitStore(path, provider.GetRequiredService<ILogger<SqliteVisitStore>>()))
            .AddSingleton<IVisitStore>(provider => provider.GetRequiredService<SqliteVisitStore>())
            .AddHostedService<OpensWithTheHost>();

    /// <summary>The store opens when it is first asked for: here, so that a fault stops the start and not the first click.</summary>
    private sealed class OpensWithTheHost(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<SqliteVisitStore>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
