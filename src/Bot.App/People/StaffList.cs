using Bot.Clinic;

namespace Bot.App;

/// <summary>Every site and everyone in one practice file, found by id, by address in a chat, or by e-mail: every click asks, and a large practice has thousands.</summary>
internal sealed class StaffList
{
    private readonly Dictionary<SiteId, SitePlan> sites = [];
    private readonly Dictionary<StaffId, (Staff Person, IReadOnlyList<SitePlan> Sites)> people = [];
    private readonly Dictionary<(string Chat, string Id), StaffId> addresses = [];
    private readonly Dictionary<string, StaffId> emails = [];

    public StaffList(Practice practice)
    {
        Practice = practice;
        foreach (var site in practice.Sites)
        {
            sites[site.Id] = site;

            // Somebody who works at two sites is one person, with the same addresses at both.
            foreach (var person in site.Staff)
            {
                people[person.Id] = people.TryGetValue(person.Id, out var known) ? (known.Person, [.. known.Sites, site]) : (person, [site]);
                if (person.TeamsId.Length > 0)
                    addresses[("teams", person.TeamsId)] = person.Id;
                if (person.SlackId.Length > 0)
                    addresses[("slack", person.SlackId)] = person.Id;
                if (person.Email.Length > 0)
                    emails[person.Email] = person.Id;
            }
        }
    }

    public Practice Practice { get; }

    public SitePlan? Find(SiteId site) => sites.GetValueOrDefault(site);

    public Staff? Find(StaffId who) => people.TryGetValue(who, out var found) ? found.Person : null;

    /// <summary>Whom the practice file itself gives that address; null if nobody.</summary>
    public StaffId? At(string chat, string id) => addresses.TryGetValue((chat, id), out var who) ? who : null;

    public StaffId? WithEmail(string email) => emails.TryGetValue(email, out var who) ? who : null;

    /// <summary>The sites at which somebody works; empty for a stranger.</summary>
    public IReadOnlyList<SitePlan> SitesOf(StaffId who) => people.TryGetValue(who, out var found) ? found.Sites : [];
}
