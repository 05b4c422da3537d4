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
        services.AddMetrics();
        services.AddSingleton(new VisitIds(""));
        services.AddVisits(isShared: settings.Tables is not null);
        services.AddSingleton<PracticeVersion>();
        services.AddSingleton<People>();
        services.AddSingleton<DayLines>();
        services.AddSingleton<DeskLines>();
        services.AddSingleton<PageLinks>();
        services.AddSingleton<Changes>();
        services.AddSingleton<Reports>();
        services.AddSingleton<Notes>();
        services.AddSingleton<Huddles>();
        services.AddSingleton<TrainingPlans>();
        services.AddSingleton<TrainingLines>();
        services.AddSingleton<TrainingWatch>();
        services.AddSingleton<Retention>();
        services.AddSingleton<Doorstep>();
        services.AddSingleton<SetupLines>();
        services.AddSingleton<DecisionLines>();
        services.AddSingleton<PageLines>();
        services.AddSingleton<Lines>();
        services.AddSingleton<Homes>();
        services.AddSingleton<Reception>();
        services.AddSingleton<StartingOver>();
        services.AddSingleton(sp => sp.GetRequiredService<Reception>().Listener);
        foreach (var chat in (string[])["teams", "slack"])
            services.AddKeyedSingleton(chat, (sp, _) => AddressBookOf(chat, sp));
        services.AddSingleton<BindCard>(new PracticeMark(settings.Cards, "body").Bind);
        if (settings.SlackCards is { } slackCards)
            services.AddSingleton<BindBlocks>(new PracticeMark(slackCards, "blocks").Bind);
        services.AddSingleton<IReadOnlyList<IChannel>>(sp => [.. sp.GetServices<IChannel>()]);
        services.AddPractising();

        AddReread(services, People.LinkKind, sp => sp.GetRequiredService<People>().LoadAsync);
        AddReread(services, People.ActiveKind, sp => sp.GetRequiredService<People>().LoadAsync);
        AddReread(services, Places.BindingKind, sp => sp.GetRequiredService<Places>().LoadAsync);
        AddReread(services, Unreachable.Kind, sp => sp.GetRequiredService<Unreachable>().LoadAsync);
        AddReread(services, PracticeVersion.Kind, sp => sp.GetRequiredService<PracticeVersion>().CompareAsync);
        AddReread(services, Today.PersonKind, sp => sp.GetRequiredService<Today>().HearAsync);
        AddReread(services, Today.DeskKind, sp => sp.GetRequiredService<Today>().HearAsync);
        AddReread(services, PageLinks.SecretKind, sp => sp.GetRequiredService<PageLinks>().LoadAsync);
        AddReread(services, PageLinks.RevokedKind, sp => sp.GetRequiredService<PageLinks>().LoadAsync);
        AddReread(services, Doorstep.Kind, sp => sp.GetRequiredService<Doorstep>().HearAsync);
        AddReread(services, Decided.Kind, sp => sp.GetRequiredService<DecisionLines>().HearAsync);
        AddReread(services, TrainingJson.Kind, sp => sp.GetRequiredService<TrainingPlans>().LoadAsync);
        AddReread(services, TrainingJson.CompletedKind, sp => sp.GetRequiredService<TrainingPlans>().LoadAsync);
        AddReread(services, LeadTold.Kind, sp => sp.GetRequiredService<LeadTold>().LoadAsync);

        // In this order: what was saved is read before anybody is heard or painted.
        services.AddSingleton<News>();
        services.AddHostedService(sp => sp.GetRequiredService<News>());
        services.AddHostedService<Awakening>();
        services.AddSingleton<AllStarted>();
        services.AddHostedService(sp => sp.GetRequiredService<AllStarted>());
        services.AddHostedService(sp => sp.GetRequiredService<PaintingWorker>());
        services.AddHostedService(sp => sp.GetRequiredService<Homes>());
        services.AddHostedService<DayWatch>();
        services.AddHostedService(sp => sp.GetRequiredService<Huddles>());
        services.AddHostedService(sp => sp.GetRequiredService<TrainingWatch>());
        services.AddHostedService<PracticeWatch>();
        services.AddHostedService(sp => sp.GetRequiredService<Retention>());
        services.AddHostedService(sp => sp.GetRequiredService<Sandbox>());
        services.AddHostedService<PlayWatch>();
        return services;
    }

    /// <summary>Visits and all that keeps their cards true. The host's are the real ones; role plays have them once more.</summary>
    public static IServiceCollection AddVisits(this IServiceCollection services, bool isShared)
    {
        services.AddSingleton<Telemetry>();
        services.AddSingleton<OpenVisits>();
        services.AddSingleton<Easels>();
        services.AddSingleton(sp => ActivatorUtilities.CreateInstance<Sharing>(sp, isShared));
        services.AddSingleton<Bell>();
        services.AddSingleton<Happenings>();
        services.AddSingleton<Today>();
        services.AddSingleton<Decided>();
        services.AddSingleton<Sites>();
        services.AddSingleton<LeadTold>();
        services.AddSingleton<Backlog>();
        services.AddSingleton<Visits>();
        services.AddSingleton<Places>();
        services.AddSingleton<Unreachable>();
        services.AddSingleton<Faces>();
        services.AddSingleton<Taps>();
        services.AddSingleton<Chats>();
        services.AddSingleton<Brush>();
        services.AddSingleton<Painter>();
        services.AddSingleton<PaintingWorker>();
        return services;
    }

    private static void AddPractising(this IServiceCollection services)
    {
        services.AddSingleton<PlayList>();
        services.AddSingleton<Sandbox>();
        services.AddSingleton<Plays>();
        services.AddSingleton<PlayCards>();
        services.AddSingleton<StageHand>();
        services.AddSingleton<Practising>();
    }

    private static void AddReread(IServiceCollection services, string kind, Func<IServiceProvider, Func<CancellationToken, Task>> read) =>
        services.AddSingleton(sp => new Reread(kind, read(sp)));

    private static AddressBook AddressBookOf(string channel, IServiceProvider services)
    {
        var people = services.GetRequiredService<People>();
        var places = services.GetRequiredService<Places>();
        var plays = services.GetRequiredService<PlayList>();
        return new AddressBook(who => people.IdOf(channel, who), place => plays.ConversationOf(channel, place) ?? places.ConversationOf(channel, place))
        {
            IsLinked = id => people.IsLinked(channel, id),
            EmailOf = people.EmailOf,
            LinkAsync = (speaker, ct) => people.FindAsync(speaker, ct).AsTask(),
        };
    }
}
