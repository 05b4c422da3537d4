using Bot.Clinic;

namespace Bot.App;

/// <summary>What the people of a desk say of it: free, busy, on hold.</summary>
internal sealed class DeskLines(Today today, Places places, Sites sites, TimeProvider clock)
{
    public async Task<Answer> SaysAsync(Staff person, Site site, Spoken.DeskIs said, Line line, CancellationToken ct)
    {
        var desks = Meant(person, site, said, line);
        if (desks.Count == 0)
            return Answer.Says(said.Desk is null ? "You are at no desk here. Try: desk billing free" : "That is for the people of that desk, or the lead.");
        var now = clock.GetUtcNow();
        var until = said.Now == Spoken.Counter.Free ? now : now.AddMinutes(said.Minutes ?? Counter.Usually);
        await today.SaysAsync(site.Plan.Id, desks, new Counter(now, until, said.Now == Spoken.Counter.Hold, person.Id), ct);
        return Answer.Says(DaySentences.Desks(desks, sites.Find(site.Plan.Id) ?? site, now));
    }

    // The desk that is named, else the one whose channel this is, else all at which this person works.
    private List<DeskId> Meant(Staff person, Site site, Spoken.DeskIs said, Line line)
    {
        var own = site.Plan.Desks.Where(desk => desk.Members.Contains(person.Id)).Select(desk => desk.Id).ToList();
        if (said.Desk is { } named)
            return own.Contains(named) || person.Role == Role.Lead ? [named] : [];
        var here = line.In.Direct ? [] : own.Where(desk => places.ConversationOf(line.By.Channel, new Place.Desk(site.Plan.Id, desk)) == line.In.Id).ToList();
        return here.Count > 0 ? here : own;
    }
}
