using Bot.Clinic;

namespace Bot.App;

/// <summary>A typed line: the command it means, answered once.</summary>
internal sealed class Lines(
    Visits visits, OpenVisits open, Places places, Sites sites, Faces faces, DayLines day, DeskLines desks, PageLines pages, SetupLines setup,
    DecisionLines decisions, Doorstep doorstep, TrainingLines training, Telemetry telemetry,
    TimeProvider clock)
{
    public async Task<Answer> AnswerAsync(Staff person, Site site, Spoken said, Line line, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var by = person.Id;
        switch (said)
        {
            case Spoken.Ready s:
                return await DoAsync(site, person, s.Room, new MarkReady(s.Room, ReadyNotes.None, s.Whom, by, now), line, ct);
            case Spoken.Rooming s:
                return await DoAsync(site, person, s.Room, new StartRooming(s.Room, s.Ma, by, now), line, ct);
            case Spoken.Ask s:
                return await DoAsync(site, person, s.Room, new Request(s.Whom, by, now), line, ct);
            case Spoken.WalkTo s:
                return await DoAsync(site, person, s.Room, new Walk(s.Desk, by, now), line, ct);
            case Spoken.IsHere s:
                return await DoAsync(site, person, s.Room, new Here(s.Who, by, now), line, ct);
            case Spoken.IsBack s:
                return await DoAsync(site, person, s.Room, new ComeBack(by, now), line, ct);
            case Spoken.IsDone s:
                return await DoAsync(site, person, s.Room, new FinishVisit(s.Stops, by, now), line, ct);
            case Spoken.HasLeft s:
                return await DoAsync(site, person, s.Room, new Leave(s.Mistake, by, now), line, ct);
            case Spoken.Takes s:
                return await DoAsync(site, person, s.Room, new Take(by, now), line, ct);
            case Spoken.Undoes:
                return await UndoAsync(site, person, line, now, ct);
            case Spoken.Answers s:
                return await BareAsync(site, person, s, line, now, ct);
            case Spoken.Mine:
                return Mine(person, site, line, now);
            case Spoken.Presence s:
                return await day.SaysAsync(person, site, s, line, ct);
            case Spoken.Covers s:
                return await day.CoversAsync(person, site, s, ct);
            case Spoken.DeskIs s:
                return await desks.SaysAsync(person, site, s, line, ct);
            case Spoken.Report s:
                return await pages.ReportAsync(person, site, s, line, ct);
            case Spoken.Link s:
                return pages.Link(person, site, s, line);
            case Spoken.Revokes s:
                return await pages.RevokeAsync(person, site, s, ct);
            case Spoken.Board:
                return new Answer(faces.Of(Answers.Board(site, now), "board", site.Plan), "");
            case Spoken.Help:
                return new Answer(faces.Of(Answers.Help(person, site.Plan, line.In.Direct), "help", site.Plan), "");
            case Spoken.WhoAmI:
                return Answer.Says(WhoAmI(person, site));
            case Spoken.Setup:
                return setup.Show(person, site, line);
            case Spoken.Decides:
                return decisions.Show(person, site, line);
            case Spoken.Training:
                return await training.ShowAsync(person, site, line, ct);
            case Spoken.Removes s:
                return await doorstep.RemoveAsync(person, site, s.Who, ct);
            case Spoken.UseChannel s:
                return await UseChannelAsync(site, person, s, line, ct);
            case Spoken.Missed s:
                return Answer.Says(s.Sentence);
            case var other:
                throw new ArgumentException($"No line is answered as {other.GetType().Name}.", nameof(line));
        }
    }

    private async Task<Answer> DoAsync(Site site, Staff person, RoomId room, VisitCommand command, Line line, CancellationToken ct)
    {
        var opens = open.In(site.Plan.Id, room) is null;
        var handled = await visits.HandleAsync(site.Plan.Id, room, command, new Origin(line.By.Channel, line.ClickId), ct);
        return Told(handled, site, person, room, opens, line);
    }

    private Answer Told(Handled handled, Site before, Staff person, RoomId room, bool opens, Line line)
    {
        var now = clock.GetUtcNow();
        var site = sites.Find(before.Plan.Id) ?? before;

        // In a channel others read along.
        var openly = !line.In.Direct;
        telemetry.Decided(handled.Decision);
        switch (handled.Decision)
        {
            case Decision.Refused { Why: Refusal.NoSuchVisit }:
                return Answer.Says($"No visit is open in room {room}.{(person.Role.RunsVisits() ? $" Try: ready {room}" : "")}");
            case Decision.Refused { Why: Refusal.RoomInUse } no when handled.Visit is { IsOpen: true } visit:
                var sentence = Sentences.Of(no, visit, site, now);
                return new Answer(faces.Of(Answers.InUse(visit, site, person, sentence, now), Pushes.Quiet, rings: false, [], visit, site.Plan, atTwoSites: false), sentence);
            case Decision.Refused no:
                return Answer.Says(Sentences.Of(no, handled.Visit, site, now, openly));
            case Decision.Happened { But: { } but }:
                return Answer.Says(Sentences.Of(but, handled.Visit, site, now, openly));

            // Whoever opens a visit of theirs in their own chat sees its card next; a sentence beside it would say the same twice.
            case Decision.Happened when opens && line.In.Direct && handled.Visit?.Ma == person.Id:
                return Answer.Nothing;
            default:
                return handled.Visit is { } after
                    ? Answer.Says(Sentences.Done(after, site, openly ? null : person.Id, now) + (openly ? "" : DaySentences.OfTheAsked(after, site, now)))
                    : Answer.Nothing;
        }
    }

    // Where others read along it is lines without names or desks that they need not know.
    private Answer Mine(Staff person, Site site, Line line, DateTimeOffset now)
    {
        if (line.In.Direct)
            return new Answer(faces.Of(MineView.Of(person, sites.NowOf(person.Id), "", now), "board", site.Plan), "");
        var mine = Answers.Mine(person.Id, site, now);
        return Answer.Says(mine.Count == 0 ? "You have no visits now." : string.Join("\n\n", mine));
    }

    private async Task<Answer> UndoAsync(Site site, Staff person, Line line, DateTimeOffset now, CancellationToken ct)
    {
        if (visits.LatestOf(person.Id) is not { } id)
            return Answer.Says("There is nothing of yours to undo.");
        var handled = await visits.HandleAsync(id, new Undo(person.Id, now), new Origin(line.By.Channel, line.ClickId), ct);
        return handled.Visit is { } visit ? Told(handled, site, person, visit.Room, opens: false, line) : Answer.Says("There is nothing of yours to undo.");
    }

    // A bare "ok" or "5" answers the last request that rang there; the answer names the room.
    private async Task<Answer> BareAsync(Site site, Staff person, Spoken.Answers said, Line line, DateTimeOffset now, CancellationToken ct)
    {
        var asked = site.Open
            .Select(visit => (Visit: visit, Ask: (visit.Handoff as ToTheRoom)?.AskOf(person.Id)))
            .Where(one => one.Ask is not null && one.Visit.State is Waiting or Coming)
            .OrderByDescending(one => one.Ask!.At)
            .Select(one => one.Visit)
            .FirstOrDefault();
        if (asked is null)
            return Answer.Says("Nobody is waiting for you now.");
        VisitCommand command = said.Cant ? new Cant(person.Id, now) : new Accept(said.When!, person.Id, now);
        var handled = await visits.HandleAsync(asked.Id, command, new Origin(line.By.Channel, line.ClickId), ct);
        return Told(handled, site, person, asked.Room, opens: false, line);
    }

    private string WhoAmI(Staff person, Site site)
    {
        var desks = site.Plan.Desks.Where(desk => desk.Members.Contains(person.Id)).Select(desk => desk.Label).ToList();
        var desk = desks.Count switch
        {
            0 => "",
            1 => $" Your desk: {desks[0]}.",
            _ => $" Your desks: {string.Join(", ", desks)}.",
        };
        var you = $"You are {person.Name}, {person.Role.Words()} at {site.Plan.Name}.{desk}";
        return person.Role == Role.Lead ? string.Join("\n\n", setup.People(site).Prepend(you)) : you;
    }

    private async Task<Answer> UseChannelAsync(Site site, Staff person, Spoken.UseChannel said, Line line, CancellationToken ct)
    {
        if (person.Role != Role.Lead)
            return Answer.Says("Only a lead can say what a channel is for.");
        if (line.In.Direct)
            return Answer.Says("Please type this in the channel that you mean.");
        Place place = said.Desk is { } desk ? new Place.Desk(site.Plan.Id, desk) : new Place.CareTeam(site.Plan.Id);
        await places.BindAsync(line.By.Channel, place, line.In.Id, ct);
        var what = said.Desk is { } named ? site.Plan.Find(named)!.Label : "the care team";
        return Answer.Says($"This channel is now for {what} at {site.Plan.Name}.");
    }
}
