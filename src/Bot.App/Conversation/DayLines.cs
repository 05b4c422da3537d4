using Bot.Clinic;

namespace Bot.App;

/// <summary>What people say of their own day, and a lead of others': on, off, busy, lunch, behind, cover.</summary>
internal sealed class DayLines(Today today, Visits visits, Sites sites, Faces faces, TimeProvider clock)
{
    public async Task<Answer> SaysAsync(Staff person, Site site, Spoken.Presence said, Line line, CancellationToken ct)
    {
        var target = said.Who is { } other ? site.Find(other) ?? person : person;
        if (target.Id != person.Id && person.Role != Role.Lead)
            return Answer.Says("Only a lead can say that of somebody else.");
        var now = clock.GetUtcNow();
        await today.SaysAsync(site.Plan.Id, target.Id, before => DaySentences.Said(said, before, now), ct);
        if (said.Now != Spoken.Presently.Off)
            return Answer.Says(DaySentences.Answer(said, person, target, sites.Find(site.Plan.Id) ?? site, now));
        await CantComeAsync(target.Id, site, new Origin(line.By.Channel, line.ClickId), ct);
        return Gone(person, target, sites.Find(site.Plan.Id) ?? site, openly: !line.In.Direct);
    }

    public async Task<Answer> CoversAsync(Staff person, Site site, Spoken.Covers said, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (DaySentences.MayNotCover(person, said.Who, site, now) is { } fault)
            return Answer.Says(fault);
        await today.SaysAsync(site.Plan.Id, said.Who, before => before with { Covered = new Covered(person.Id, now) }, ct);
        return Answer.Says($"You cover {site.NameOf(said.Who)} today: whoever asks for {site.NameOf(said.Who)} in vain is offered you.");
    }

    // Somebody who goes does not come: their givers choose at once, and are offered the cover.
    private async Task CantComeAsync(StaffId who, Site site, Origin origin, CancellationToken ct)
    {
        foreach (var visit in site.Open)
        {
            var isAwaited = visit.Handoff is ToTheRoom handoff
                && (visit.State is Coming coming ? coming.Who == who : visit.State is Waiting && handoff.AskOf(who) is { Cant: false });
            if (isAwaited)
                await visits.HandleAsync(visit.Id, new Cant(who, clock.GetUtcNow()), origin with { Click = "" }, ct);
        }
    }

    // Open rooms are offered to somebody else; where others read along, only their owner's own chat shows them.
    private Answer Gone(Staff person, Staff target, Site site, bool openly)
    {
        var now = clock.GetUtcNow();
        var sentence = DaySentences.Gone(person, target, site, now);
        if (openly || MineView.ToGive(target, site, sentence, now) is not { } rooms)
            return Answer.Says(sentence);
        return new Answer(faces.Of(rooms, "board", site.Plan), "");
    }
}
