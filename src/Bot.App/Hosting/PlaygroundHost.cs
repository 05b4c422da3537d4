using System.Security.Cryptography;
using Bot.Clinic;
using Bot.Playground;
using Bot.Teams;

namespace Bot.App;

/// <summary>Hands the playground its plain values. The bot itself is set up as for any Teams, with keys made at this start.</summary>
internal sealed class PlaygroundHost
{
    private static readonly string[] Phones = ["maria.lopez", "sam.lee", "dana.fox"];

    private readonly Practice practice;
    private IServiceProvider? services;

    public PlaygroundHost(Practice practice, Uri address, TeamsOptions teams)
    {
        this.practice = practice;
        Setup = new PlaygroundSetup
        {
            BaseUrl = address,
            BotUrl = new Uri(address, "api/messages"),
            AppId = Guid.NewGuid().ToString(),
            ClientSecret = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
            TenantId = Guid.NewGuid().ToString(),
            People = [.. People(practice)],
            Channels = [.. practice.Sites.SelectMany(Channels)],
            Clock = new PlaygroundClock(practice.Sites[0].Zone),
            Phones = Phones,
            ReadyCommandId = "patientReady",
            Hints = HintsFor,
            StartOver = StartOverAsync,
        };
        Point(teams, Setup);
    }

    public PlaygroundSetup Setup { get; }

    /// <summary>The bot's side of the small Teams: its registration, and whom it believes.</summary>
    public static void Point(TeamsOptions teams, PlaygroundSetup setup)
    {
        teams.AppId = setup.AppId;
        teams.TenantId = setup.TenantId;
        teams.ClientSecret = setup.ClientSecret;
        teams.OpenIdMetadataUrl = setup.OpenIdMetadataUrl;
        teams.Issuer = setup.Issuer;
        teams.TokenUrl = setup.TokenUrl;
        teams.ServiceUrls.Clear();
        teams.ServiceUrls.Add(setup.ServiceUrl);
    }

    /// <summary>What just happened, as id, state and version; and how to start over.</summary>
    public void Connect(WebApplication app)
    {
        services = app.Services;
        services.GetRequiredService<Happenings>().Add(visit =>
            Setup.News.Publish(visit.Id.Value, visit.State.GetType().Name, visit.Version, Setup.Clock.GetUtcNow()));
    }

    private async Task StartOverAsync(CancellationToken ct)
    {
        if (services?.GetRequiredService<StartingOver>() is { } starting)
            await starting.RunAsync(ct);
    }

    // Lines worth typing now: by what stands open for this person, else by what they do.
    private IReadOnlyList<string> HintsFor(string staffId)
    {
        var id = new StaffId(staffId);
        if (services?.GetRequiredService<OpenVisits>() is not { } open
            || practice.Sites.FirstOrDefault(site => site.Find(id) is not null) is not { } site || site.Find(id) is not { } person)
        {
            return [];
        }

        var visits = open.Of(site.Id);
        if (person.Role.RunsVisits())
        {
            var mine = visits.Where(visit => visit.Ma == id).OrderByDescending(visit => visit.State.Since).FirstOrDefault();
            var free = site.Rooms.Where(room => visits.All(visit => visit.Room != room)).Skip(visits.Count == 0 ? 3 : 0).FirstOrDefault();
            string[] next = mine?.State switch
            {
                Rooming => [$"ready {mine.Room} lee"],
                Ready => [$"request {mine.Room} patel"],
                Waiting or Coming => [$"here {mine.Room}"],
                Together => [],
                With => [$"done {mine.Room} lab"],
                Away => [$"back {mine.Room}"],
                Closing => [mine.StopsLeft.FirstOrDefault() is { } stop ? $"walk {mine.Room} {stop.Desk}" : $"left {mine.Room}"],
                _ => free.Value is { } room ? [$"ready {room} lee"] : [],
            };
            return [.. next, "mine", "board", "help"];
        }

        if (visits.Any(visit => visit.State is Waiting { Handoff: ToTheRoom handoff } && handoff.AskOf(id) is { Cant: false }))
            return ["ok", "5", "after", "no"];
        if (visits.FirstOrDefault(visit => IsAwaited(visit, site, id)) is { } awaited)
            return [$"here {awaited.Room}", "board", "help"];
        return visits.FirstOrDefault(visit => visit.InTheRoom == id) is { } with ? [$"done {with.Room}", "mine", "help"] : ["board", "help"];
    }

    // On the way to the room, or of the desk to which the patient is walked.
    private static bool IsAwaited(Visit visit, SitePlan site, StaffId who) => visit.Handoff switch
    {
        ToTheRoom => visit.State is Coming coming && coming.Who == who,
        WalkOver walk => site.Find(walk.Desk)?.Members.Contains(who) == true,
        _ => false,
    };

    private static IEnumerable<PlaygroundPerson> People(Practice practice)
    {
        foreach (var site in practice.Sites)
        {
            foreach (var one in site.Staff.Where(one => one.TeamsId.Length > 0))
            {
                var desk = site.Desks.FirstOrDefault(desk => desk.Members.Contains(one.Id));
                yield return new PlaygroundPerson(one.Id.Value, one.Name, desk?.Label.ToLowerInvariant() ?? one.Role.Words(), one.TeamsId, one.Email)
                {
                    HomeChannelId = desk is null ? null : site.Channels.GetValueOrDefault("teams")?.Desks.GetValueOrDefault(desk.Id),
                    FirstLine = one.Role == Role.Ma ? "ready 4 lee" : null,
                    Welcome = Welcome(one, desk),
                };
            }
        }
    }

    private static string Welcome(Staff one, Desk? desk) => one.Role switch
    {
        Role.Ma => "Room 4 is ready, and Dr. Lee is asked to come.",
        Role.Provider => "Requests to come to a room appear here.",
        Role.Lead => "What has waited too long appears here.",
        _ when desk is not null => "Patients who are walked over appear here.",
        _ => "Requests to come to a room appear here.",
    };

    private static IEnumerable<PlaygroundChannel> Channels(SitePlan site)
    {
        if (!site.Channels.TryGetValue("teams", out var ids))
            yield break;
        if (ids.CareTeam.Length > 0)
            yield return new PlaygroundChannel(ids.CareTeam, "Care team", [.. site.Staff.Where(one => one.TeamsId.Length > 0).Select(one => one.TeamsId)]);
        foreach (var desk in site.Desks)
        {
            if (ids.Desks.TryGetValue(desk.Id, out var id))
                yield return new PlaygroundChannel(id, desk.Label, [.. desk.Members.Select(site.Find).OfType<Staff>().Where(one => one.TeamsId.Length > 0).Select(one => one.TeamsId)]);
        }
    }
}
