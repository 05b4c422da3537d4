using Bot.Clinic;
using Bot.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bot.Storage;

public static class TablesStoreExtensions
{
    /// <summary>Keeps visits in Azure Tables; the tables are asked for when the host starts, so that a fault stops the start.</summary>
    public static IServiceCollection AddTablesStore(this IServiceCollection services, TablesOptions options) =>
        services
            .AddSingleton(_ => new TablesVisitStore(options))
            .AddSingleton<IVisitStore>(provider => provider.GetRequiredService<TablesVisitStore>())
            .AddHostedService<OpensWithTheHost>();

    private sealed class OpensWithTheHost(TablesVisitStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
