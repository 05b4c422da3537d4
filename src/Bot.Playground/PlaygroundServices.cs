using Bot.Playground.Browser;
using Bot.Playground.Connector;
using Bot.Playground.SignIn;
using Bot.Playground.Wire;
using Bot.Playground.World;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Playground;

/// <summary>A small Teams for one machine. Start it on loopback only; that is the host's to see to.</summary>
public static class PlaygroundServices
{
    public static IServiceCollection AddPlayground(this IServiceCollection services, PlaygroundSetup setup) => services
        .AddSingleton(setup)
        .AddSingleton(setup.Clock)
        .AddSingleton<SigningKey>()
        .AddSingleton<AccessTokens>()
        .AddSingleton<Tenant>()
        .AddSingleton<MessageIds>()
        .AddSingleton<Feed>()
        .AddSingleton<Chats>()
        .AddSingleton<Faults>()
        .AddSingleton<ConnectorDesk>()
        .AddSingleton<Roster>()
        .AddSingleton<Activities>()
        .AddSingleton<BotLine>()
        .AddSingleton<Invokes>()
        .AddSingleton<Snapshot>()
        .AddSingleton<FeedEndpoint>()
        .AddSingleton<PageSteps>()
        .AddSingleton<Postman>()
        .AddHostedService(provider => provider.GetRequiredService<Postman>());

    /// <summary>Maps the page at "/", and under "/playground" its API, the sign-in keys and the Connector.</summary>
    public static IEndpointRouteBuilder MapPlayground(this IEndpointRouteBuilder routes)
    {
        TellThePage(routes.ServiceProvider);
        SignInEndpoints.Map(routes);
        ConnectorEndpoints.Map(routes);
        PageEndpoints.Map(routes);
        return routes;
    }

    private static void TellThePage(IServiceProvider provider)
    {
        var (setup, feed) = (provider.GetRequiredService<PlaygroundSetup>(), provider.GetRequiredService<Feed>());
        var (faults, snapshot) = (provider.GetRequiredService<Faults>(), provider.GetRequiredService<Snapshot>());
        setup.Clock.Changed += () => feed.Tell("clock", snapshot.Clock());
        faults.Changed += () => feed.Tell("faults", faults.On);
        setup.News.Published += item =>
        {
            feed.Tell("news", item);
            feed.Tell("hints", snapshot.Hints());
        };
    }
}
