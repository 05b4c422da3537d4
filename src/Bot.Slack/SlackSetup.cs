using System.Net;
using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Slack.Outbound;
using Bot.Slack.Socket;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Puts Slack into a host.</summary>
public static class SlackSetup
{
    private static readonly string[] Paths = ["/slack/commands", "/slack/interactions", "/slack/events"];

    /// <summary>
    /// Adds the Slack channel and the <see cref="HomeTab"/>. The host provides <see cref="Listener"/>, <see cref="IVisitStore"/>,
    /// <see cref="TimeProvider"/> (the settable clock: only rate limits run by it), the <c>BindBlocks</c> delegate, and an
    /// <see cref="AddressBook"/>, keyed "slack" where another chat has its own. Throws <see cref="ArgumentException"/> if the options
    /// have <see cref="SlackOptions.Faults"/>.
    /// </summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(' ', faults), nameof(options));

        services.AddSingleton(options);
        AddOutbound(services, options);
        AddInbound(services, options);
        return services;
    }

    /// <summary>Maps POST /slack/commands, /slack/interactions and /slack/events, if there is a signing secret to check them by.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetRequiredService<SlackOptions>().ListensOnHttp)
        {
            var endpoint = endpoints.ServiceProvider.GetRequiredService<SlackEndpoint>();
            foreach (var path in Paths)
                endpoints.MapPost(path, endpoint.HandleAsync);
        }
        return endpoints;
    }

    private static void AddOutbound(IServiceCollection services, SlackOptions options)
    {
        services.AddSingleton(new SlackCalls(OwnHttp(), options, TimeProvider.System));
        services.AddSingleton(sp => new RateLimits(options.Limits, sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Standing>();
        services.AddSingleton<SlackApi>();
        services.AddSingleton<Turns>();
        services.AddSingleton<OutgoingMessage>();
        services.AddSingleton(sp => ActivatorUtilities.CreateInstance<Users>(sp, BookOf(sp), TimeProvider.System));
        services.AddSingleton<DirectChats>();
        services.AddHostedService(sp => sp.GetRequiredService<DirectChats>());
        services.AddSingleton(sp => new Reread(DirectChats.Kind, sp.GetRequiredService<DirectChats>().ReadAsync));
        services.AddSingleton<Workspace>();
        services.AddHostedService(sp => sp.GetRequiredService<Workspace>());
        services.AddSingleton(sp => ActivatorUtilities.CreateInstance<SlackChannel>(sp, BookOf(sp)));
        services.AddSingleton<IChannel>(sp => sp.GetRequiredService<SlackChannel>());
        services.AddSingleton<HomePages>();
        services.AddSingleton(sp => new HomeTab(sp.GetRequiredService<HomePages>().ShowAsync));
    }

    private static void AddInbound(IServiceCollection services, SlackOptions options)
    {
        services.AddSingleton<LateWork>();
        services.AddHostedService(sp => sp.GetRequiredService<LateWork>());
        services.AddSingleton<Tellings>();
        services.AddSingleton<Modals>();
        services.AddSingleton<Lines>();
        services.AddSingleton<Taps>();
        services.AddSingleton<Forms>();
        services.AddSingleton(new Once(TimeProvider.System));
        services.AddSingleton<Ear>();
        services.AddSingleton(sp => new SlackEndpoint(
            sp.GetRequiredService<Ear>(), options, TimeProvider.System, sp.GetRequiredService<ILogger<SlackEndpoint>>()));

        // Last: nobody is heard before all else is ready.
        services.AddHostedService<SocketMode>();
    }

    private static AddressBook BookOf(IServiceProvider services) =>
        services.GetKeyedService<AddressBook>(SlackChannel.SlackName) ?? services.GetRequiredService<AddressBook>();

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
