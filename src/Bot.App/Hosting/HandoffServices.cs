using Bot.Clinic;
using Bot.Slack;
using Bot.Teams;

namespace Bot.App;

/// <summary>The bot's own parts.</summary>
internal static class HandoffServices
{
    public static IServiceCollection AddHandoff(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings.Practice);
        services.AddSingleton(settings.Pushes);
        services.AddSingleton(settings.Cards);
        services.AddSingleton(settings);
        services.AddSingleton<OpenVisits>();
        services.AddSingleton<Easels>();
        services.AddSingleton<Bell>();
        services.AddSingleton<Happenings>();
        services.AddSingleton<Today>();
        services.AddSingleton<Sites>();
        services.AddSingleton<Visits>();
        services.AddSingleton<People>();
        services.AddSingleton<Places>();
        services.AddSingleton<Unreachable>();
        services.AddSingleton<Faces>();
        services.AddSingleton<DayLines>();
        services.AddSingleton<DeskLines>();
        services.AddSingleton<PageLinks>();
        services.AddSingleton<Changes>();
        services.AddSingleton<Reports>();
        services.AddSingleton<PageLines>();
        services.AddSingleton<Lines>();
        services.AddSingleton<Taps>();
        services.AddSingleton<Homes>();
        services.AddSingleton<Reception>();
        services.AddSingleton<StartingOver>();
        services.AddSingleton(sp => sp.GetRequiredService<Reception>().Listener);
        foreach (var chat in (string[])["teams", "slack"])
            services.AddKeyedSingleton(chat, (sp, _) => AddressBookOf(chat, sp));
        services.AddSingleton<BindCard>(settings.Cards.Bind);
        if (settings.SlackCards is { } slackCards)
            services.AddSingleton<BindBlocks>(slackCards.Bind);
        services.AddSingleton<IReadOnlyList<IChannel>>(sp => [.. sp.GetServices<IChannel>()]);
        services.AddSingleton<Chats>();
        services.AddSingleton<Brush>();
        services.AddSingleton<Painter>();

        // In this order: what was saved is read before anybody is heard or painted.
        services.AddHostedService<Awakening>();
        services.AddSingleton<PaintingWorker>();
        services.AddHostedService(sp => sp.GetRequiredService<PaintingWorker>());
        services.AddHostedService(sp => sp.GetRequiredService<Homes>());
        services.AddHostedService<DayWatch>();
        services.AddHostedService<PracticeWatch>();
        return services;
    }

    private static AddressBook AddressBookOf(string channel, IServiceProvider services)
    {
        var people = services.GetRequiredService<People>();
        var places = services.GetRequiredService<Places>();
        return new AddressBook(who => people.IdOf(channel, who), place => places.ConversationOf(channel, place))
        {
            IsLinked = id => people.IsLinked(channel, id),
            EmailOf = people.EmailOf,
            LinkAsync = people.FindAsync,
        };
    }
}
