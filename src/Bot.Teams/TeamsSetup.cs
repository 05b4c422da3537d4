using System.Net;
using Bot.Clinic;
using Bot.Teams.Inbound;
using Bot.Teams.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Teams;

/// <summary>Puts Teams into a host.</summary>
public static class TeamsSetup
{
    /// <summary>
    /// Adds the Teams channel. The host provides <see cref="Listener"/>, <see cref="IVisitStore"/>, <see cref="TimeProvider"/> (the
    /// settable clock: only rate limits run by it), the <c>BindCard</c> delegate, and an <see cref="AddressBook"/>, keyed "teams" where
    /// another chat has its own. Throws <see cref="ArgumentException"/> if the options have <see cref="TeamsOptions.Faults"/>.
    /// </summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(' ', faults), nameof(options));

        var authority = new Authority(options);
        var hosts = new ServiceHosts(options.ServiceUrls);
        var http = OwnHttp();

        services.AddSingleton(options);
        services.AddSingleton(authority);
        services.AddSingleton(hosts);
        AddInbound(services, options, authority, hosts, http);
        AddOutbound(services, options, authority, hosts, http);
        return services;
    }

    /// <summary>Maps POST /api/messages.</summary>
    public static IEndpointConventionBuilder MapTeams(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapPost("/api/messages", endpoints.ServiceProvider.GetRequiredService<MessagesEndpoint>().HandleAsync);
    }

    private static void AddInbound(IServiceCollection services, TeamsOptions options, Authority authority, ServiceHosts hosts, HttpClient http)
    {
        services.AddSingleton(sp => new SigningKeys(
            authority.OpenIdMetadataUrl, http, TimeProvider.System, sp.GetRequiredService<ILogger<SigningKeys>>()));
        services.AddSingleton(sp => new InboundTokens(options.AppId, authority.Issuer, sp.GetRequiredService<SigningKeys>(), TimeProvider.System));
        services.AddSingleton(new ActivityCheck(hosts, options.AllowedTenants.Count > 0 ? options.AllowedTenants : [options.TenantId]));
        services.AddSingleton(sp => ActivatorUtilities.CreateInstance<Ear>(sp, BookOf(sp)));
        services.AddSingleton<InvokeReplies>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton<LateWork>();
        services.AddHostedService(sp => sp.GetRequiredService<LateWork>());
        services.AddSingleton<AnswerQueue>();
        services.AddHostedService(sp => sp.GetRequiredService<AnswerQueue>());
    }

    private static void AddOutbound(IServiceCollection services, TeamsOptions options, Authority authority, ServiceHosts hosts, HttpClient http)
    {
        var tokens = new ConnectorTokens(TokenSources.Of(options, authority, http, TimeProvider.System), TimeProvider.System);
        services.AddSingleton(new ConnectorCalls(http, tokens, hosts, options, TimeProvider.System));
        services.AddSingleton<Connector>();
        services.AddSingleton<OutgoingMessage>();
        services.AddSingleton(sp => new RateLimits(options.Limits, sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Standing>();
        services.AddSingleton<Turns>();
        services.AddSingleton(sp => ActivatorUtilities.CreateInstance<Roster>(sp, TimeProvider.System));
        services.AddSingleton(sp => ActivatorUtilities.CreateInstance<Conversations>(sp, TimeProvider.System));
        services.AddHostedService(sp => sp.GetRequiredService<Conversations>());
        services.AddSingleton(sp => ActivatorUtilities.CreateInstance<TeamsChannel>(sp, BookOf(sp)));
        services.AddSingleton<IChannel>(sp => sp.GetRequiredService<TeamsChannel>());
    }

    private static AddressBook BookOf(IServiceProvider services) =>
        services.GetKeyedService<AddressBook>(TeamsChannel.TeamsName) ?? services.GetRequiredService<AddressBook>();

    /// <summary>Follows no redirects and keeps no cookies: both could carry something to where it was not meant to go.</summary>
    private static HttpClient OwnHttp() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        // Each call has its own time-out; this bounds what an answer may weigh.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 1024 * 1024,
    };
}
