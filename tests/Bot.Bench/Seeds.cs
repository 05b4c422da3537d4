using System.Text;
using System.Text.Json;
using Bot.App;
using Bot.Clinic;
using Bot.Storage.Sqlite;
using Bot.Teams.Inbound;
using Bot.Teams.Outbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Bench;

/// <summary>One visit to click on.</summary>
/// <param name="Cards">The activity ids of its cards that change with each click.</param>
internal sealed record Target(int Number, VisitId Visit, string Person, string Message, IReadOnlyList<string> Cards);

/// <summary>A database with 1,000 open visits whose provider is on the way, and every card standing as if it had been posted before.</summary>
/// <param name="RowBytes">What one more click writes before it is answered: event and hash.</param>
internal sealed record Seeds(string Database, string Practice, IReadOnlyList<Target> Targets, int RowBytes)
{
    /// <summary>Where steps that were not clicked came from, so that they can be told apart.</summary>
    private static readonly Origin Before = new("seed", "");

    public static async Task<Seeds> SowAsync(Scratch folder, ISmallChat chat)
    {
        var database = folder.At("seeds.db");
        await using var store = new SqliteVisitStore(database, NullLogger<SqliteVisitStore>.Instance);
        return await SowAsync(store, folder, chat) with { Database = database };
    }

    /// <summary>The same in another store, where <see cref="Database"/> stays empty.</summary>
    public static async Task<Seeds> SowAsync(IVisitStore store, Scratch folder, ISmallChat chat)
    {
        var practiceFile = folder.At("practice.json");
        var json = BigPractice.Json();
        await File.WriteAllTextAsync(practiceFile, json);
        var reading = PracticeFile.Read(json);
        var practice = reading.Practice ?? throw new InvalidOperationException(string.Join('\n', reading.Faults));

        var open = new OpenVisits();
        var (bell, happenings) = (new Bell(), new Happenings());
        var sites = new Sites(practice, open, new Today(store, open, bell, happenings), new Decided(store), TimeProvider.System);
        var sharing = new Sharing(false, store, open, TimeProvider.System);
        var backlog = new Backlog(sharing, sites, new Chats([], new People(sites, store)), new Easels(), TimeProvider.System);
        var visits = new Visits(store, open, sites, sharing, backlog, new LeadTold(sites, store, TimeProvider.System), bell, happenings, new VisitIds(""));
        if (chat is SmallTeams teams)
            await Task.WhenAll(practice.Sites.SelectMany(site => KeepChats(store, site, teams.ServiceUrl)));
        var targets = await Task.WhenAll(Enumerable.Range(0, BigPractice.Visits).Select(i => SowOneAsync(store, visits, sites, chat.Name, i)));
        return new Seeds("", practiceFile, targets, await RowBytesAsync(store, targets[0].Visit));
    }

    /// <summary>A copy to click on; the seeds stay as they are.</summary>
    public string Copy(Scratch folder, string name)
    {
        var copy = folder.At(name);
        File.Copy(Database, copy, overwrite: true);
        return copy;
    }

    /// <summary>Steps on disk that were clicked.</summary>
    public static async Task<long> ClickedAsync(string database, string chat)
    {
        await using var store = new SqliteVisitStore(database, NullLogger<SqliteVisitStore>.Instance);
        return await store.ReadAsync(
            static (open, chat) =>
            {
                using var count = open.Use("SELECT count(*) FROM event WHERE channel = ?1").Bind(1, chat);
                return count.Step() ? count.Long(0) : 0;
            },
            chat,
            CancellationToken.None);
    }

    private static async Task<Target> SowOneAsync(IVisitStore store, Visits visits, Sites sites, string chat, int i)
    {
        var now = TimeProvider.System.GetUtcNow();
        var provider = new StaffId(BigPractice.Provider(i));
        var ready = new MarkReady(BigPractice.Room(i), ReadyNotes.None, new Whom.Someone(provider), new StaffId(BigPractice.Ma(i)), now);
        var opened = (await visits.HandleAsync(BigPractice.Site(i), ready.Room, ready, Before, CancellationToken.None)).Visit
            ?? throw new InvalidOperationException("A visit could not be opened.");
        var five = await AcceptAsync(visits, opened.Id, new When.In(5), provider, now);
        var after = await AcceptAsync(visits, opened.Id, new When.AfterThisPatient(), provider, now);

        var site = sites.Find(after.Site)!;
        var other = Postings.Desired(five, site, now).ToDictionary(posting => posting.Key, posting => CardJson.Fingerprint(posting.Model));
        var changing = new List<string>();
        var tapped = "";
        foreach (var (posting, n) in Postings.Desired(after, site, now).Select((posting, n) => (posting, n)))
        {
            var activity = $"v{i}x{n}";
            var message = MessageOf(posting.Place, sites, chat, activity);
            var print = CardJson.Fingerprint(posting.Model);
            await store.TryAddPostingAsync(new StoredPosting(after.Id, posting.KeyIn(chat), message, after.Version, print, 0, null, Dead: false), CancellationToken.None);
            if (other.GetValueOrDefault(posting.Key) != print)
                changing.Add(activity);
            if (posting.Place is Place.Person { Who: var who } && who == provider)
                tapped = activity;
        }

        await store.MoveWorkAsync(after.Id, after.Version, Clock.NextLook(after, site, now), CancellationToken.None);
        return new Target(i, after.Id, chat == "teams" ? site.Find(provider)!.TeamsId : site.Find(provider)!.SlackId, tapped, changing);
    }

    private static async Task<Visit> AcceptAsync(Visits visits, VisitId id, When when, StaffId by, DateTimeOffset at) =>
        await visits.HandleAsync(id, new Accept(when, by, at), Before, CancellationToken.None) is { Decision: Decision.Happened, Visit: { } visit }
            ? visit
            : throw new InvalidOperationException("A click on a seed changed nothing.");

    private static string MessageOf(Place place, Sites sites, string chat, string activity) => (place, chat) switch
    {
        (Place.Person { Who: var who }, "teams") => new MessageId(ChatOf(sites.Of(who)[0].Find(who)!.TeamsId), activity).ToString(),
        (Place.Person { Who: var who }, _) => new Slack.Outbound.MessageId(SlackClicks.ChatOf(sites.Of(who)[0].Find(who)!.SlackId), activity).ToString(),
        (Place.CareTeam { Site: var site }, "teams") => new MessageId(BigPractice.CareTeam(site), activity).ToString(),
        (Place.CareTeam { Site: var site }, _) => new Slack.Outbound.MessageId(BigPractice.SlackCareTeam(site), activity).ToString(),
        _ => throw new InvalidOperationException("No desk is asked in this run."),
    };

    public static string ChatOf(string person) => "a:" + person;

    private static IEnumerable<Task> KeepChats(IVisitStore store, SitePlan site, string serviceUrl)
    {
        var channel = BigPractice.CareTeam(site.Id);
        return site.Staff
            .Select(one => new ConversationReference(ChatOf(one.TeamsId), serviceUrl, SmallTeams.Tenant, one.TeamsId, "", "", Dead: false))
            .Append(new ConversationReference(channel, serviceUrl, SmallTeams.Tenant, "", channel, "", Dead: false))
            .Select(chat => store.KeepAsync(
                new Kept(Conversations.Kind, chat.Key, JsonSerializer.SerializeToUtf8Bytes(chat, TeamsJson.Default.ConversationReference)),
                CancellationToken.None));
    }

    private static async Task<int> RowBytesAsync(IVisitStore store, VisitId id)
    {
        var last = (await store.EventsAsync(id, CancellationToken.None))[^1];
        var texts = Encoding.UTF8.GetByteCount(last.Visit.Value + last.Name + last.By + last.Channel + last.Click);
        return last.Body.Length + last.Hash.Length + texts;
    }
}
