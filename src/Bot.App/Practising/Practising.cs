using Bot.Clinic;

namespace Bot.App;

/// <summary>Role plays in chat: the line that starts or stops one, the buttons of its own cards, and those of its practice visit.</summary>
internal sealed class Practising(Plays plays, PlayList list, PlayCards cards, StageHand stageHand, Sandbox sandbox, Settings settings, TimeProvider clock)
{
    /// <summary>`practice`, with a name or without; `practice stop`.</summary>
    public async Task<Answer> SaysAsync(Staff person, SitePlan site, Spoken.Practises said, Line line, CancellationToken ct)
    {
        if (line.In.Direct)
            return Answer.Says(PlaySentences.InAChannel);
        if (!await plays.OpenAsync(ct))
            return Answer.Says(PlaySentences.Closed);
        var here = list.On(PlayList.StageOf(line.By.Channel, line.In.Id));
        if (said.Stops)
            return here is { IsOver: false } ? await StopAsync(here, person, ct) : Answer.Says(PlaySentences.NoneHere);
        if (plays.Scenarios.Count == 0)
            return Answer.Says(PlaySentences.NoScenarios);
        var meant = ScenarioNames.Meant(said.Named, settings.Scenarios);
        if (said.Named.Count > 0 && meant is not [_])
            return Answer.Says(PlaySentences.NoSuchScenario([.. meant.Select(one => one.Shared.Title)]));
        var chosen = meant is [var only] ? only : null;
        if (chosen is not null && !PlayStage.CanBePlayed(chosen.Shared))
            return Answer.Says(PlaySentences.Unplayable);
        if (list.Of(person.Id) is { } other && other.Id != here?.Id)
            return Answer.Says(PlaySentences.YouAreElsewhere(TitleOf(other)));
        if (here is { State: Choosing } mine && mine.Facilitator == person.Id && chosen is not null)
        {
            // As if it were tapped on the card that asks which.
            await plays.HandleAsync(mine.Id, new PlayCommand.Choose(chosen.Id, person.Id, clock.GetUtcNow()), ct);
            return Answer.Nothing;
        }

        if (here is { IsOver: true })
            await stageHand.ClearAwayAsync(here, ct);
        return await StartAsync(person, site, chosen, line, ct);
    }

    /// <summary>True for a button that is none of the real visits'.</summary>
    public static bool IsAbout(Tap tap) => PlayVerbs.IsOne(tap.Verb) || tap.Visit.StartsWith(VisitIds.OfPractice, StringComparison.Ordinal);

    public async Task<Answer> TapsAsync(Staff person, Tap tap, CancellationToken ct) =>
        PlayVerbs.IsOne(tap.Verb) ? await PlayTapAsync(person, tap, ct)
        : await OnStageAsync(person, tap, ct) is var (staff, play) ? await VisitTapAsync(play, staff, () => sandbox.Get<Taps>().AnswerAsync(staff, tap, ct), ct)
        : await NotOnStageAsync(person, tap, ct);

    /// <summary>*Visit done* of a practice visit, in a chat whose cards hold no inputs.</summary>
    public async Task<Answer> StopsFormAsync(Staff person, Tap tap, CancellationToken ct) =>
        await OnStageAsync(person, tap, ct) is var (staff, play)
            ? await VisitTapAsync(play, staff, () => sandbox.Get<Taps>().StopsFormAsync(staff, tap, ct), ct)
            : await NotOnStageAsync(person, tap, ct);

    /// <summary>All of them end.</summary>
    public async Task EndAllAsync(CancellationToken ct)
    {
        foreach (var play in list.All.Where(play => !play.IsOver))
            await plays.HandleAsync(play.Id, new PlayCommand.Stop(play.Facilitator, clock.GetUtcNow()), ct);
        foreach (var play in list.All)
            await stageHand.ClearAwayAsync(play, ct);
    }

    private async Task<Answer> StartAsync(Staff person, SitePlan site, Scenario? chosen, Line line, CancellationToken ct)
    {
        if (await plays.StartAsync(site.Id, line.By.Channel, line.In.Id, chosen, person.Id, ct) is not { } play)
        {
            return list.On(PlayList.StageOf(line.By.Channel, line.In.Id)) is { } first && plays.WorldOf(first) is { } world
                ? Answer.Says(PlaySentences.IsOn(TitleOf(first), world.Site.Find(first.Facilitator)?.Short ?? "somebody"))
                : Answer.Says(PlaySentences.Closed);
        }

        // Its card is the answer.
        if (!(await stageHand.PaintAsync(play, ct)).IsShut)
            return Answer.Nothing;
        await stageHand.ClearAwayAsync(play, ct);
        return Answer.Says(PlaySentences.CannotWriteHere);
    }

    private async Task<Answer> StopAsync(Play play, Staff person, CancellationToken ct)
    {
        if (await plays.HandleAsync(play.Id, new PlayCommand.Stop(person.Id, clock.GetUtcNow()), ct) is not var (decision, after))
            return Answer.Says(PlaySentences.NoneHere);
        return decision is PlayDecision.Refused no && plays.WorldOf(after) is { } world ? Answer.Says(PlaySentences.Of(no, world)) : Answer.Nothing;
    }

    private async Task<Answer> PlayTapAsync(Staff person, Tap tap, CancellationToken ct)
    {
        if (PlayVerbs.Read(tap.Verb, tap.Inputs, person.Id, clock.GetUtcNow()) is not { } command)
            return Answer.Says("That button is not known here any more.");
        if (!await IsOpenAsync(ct) || await FindAsync(() => list.Find(new PlayId(tap.Visit)), ct) is not { } play
            || plays.WorldOf(play) is not { } before || before.Site.Find(person.Id) is null)
        {
            return Answer.Says(PlaySentences.NotHere);
        }

        await sandbox.Get<Unreachable>().FoundAsync(person.Id, ct);
        if (await plays.HandleAsync(play.Id, command, ct) is not var (decision, after) || plays.WorldOf(after) is not { } world)
            return Answer.Says(PlaySentences.NotHere);
        var sentence = decision is PlayDecision.Refused no ? PlaySentences.Of(no, world) : "";
        if (cards.Shows(after, world, tap.Message) is not { } model)
            return Answer.Says(sentence);
        var noted = sentence.Length == 0 ? model : model.Noting(sentence);
        return sentence.Length > 0 && ReferenceEquals(noted, model) ? Answer.Says(sentence) : PracticeMark.On(new Answer(cards.FaceOf(noted, world.Site), sentence));
    }

    private async Task<Answer> VisitTapAsync(Play play, Staff staff, Func<Task<Answer>> taps, CancellationToken ct)
    {
        var answer = await taps();
        await plays.HandleAsync(play.Id, new PlayCommand.GoOn(staff.Id, clock.GetUtcNow()), ct);
        return PracticeMark.On(answer);
    }

    // Whoever taps a practice card, as the part that they play there.
    private async Task<(Staff Staff, Play Play)?> OnStageAsync(Staff person, Tap tap, CancellationToken ct) =>
        await PlayOfVisitAsync(tap, ct) is { } play && sandbox.Get<Sites>().Find(play.Stage)?.Find(person.Id) is { } staff ? (staff, play) : null;

    private async Task<Answer> NotOnStageAsync(Staff person, Tap tap, CancellationToken ct) => Answer.Says(
        await PlayOfVisitAsync(tap, ct) is not { } play ? PlaySentences.NotHere
        : play.Facilitator == person.Id ? PlaySentences.YouAreThePatient
        : PlaySentences.NotJoined);

    private async Task<Play?> PlayOfVisitAsync(Tap tap, CancellationToken ct)
    {
        if (!await IsOpenAsync(ct))
            return null;
        var visit = new VisitId(tap.Visit);
        if (await FindAsync(() => list.All.FirstOrDefault(play => !play.IsOver && play.Visit == visit), ct) is { } known)
            return known;

        // Its first card stands a moment before the role play knows which visit is its own.
        foreach (var play in list.All.Where(play => play is { State: Playing, Visit: null }))
        {
            if (sandbox.Get<OpenVisits>().In(play.Stage, PlayStage.Room)?.Id == visit)
                return play;
        }

        return null;
    }

    // What a tap is about may have begun through another instance.
    private async Task<Play?> FindAsync(Func<Play?> find, CancellationToken ct)
    {
        var known = find();
        if (known is not null || settings.Tables is null)
            return known;
        await plays.HearAsync(ct);
        return find();
    }

    // Nobody makes a store by tapping: where none is there, nothing was played.
    private async Task<bool> IsOpenAsync(CancellationToken ct) => sandbox.IsOpen || (sandbox.IsThere && await plays.OpenAsync(ct));

    private string TitleOf(Play play) => plays.Scenarios.FirstOrDefault(one => one.Id == play.Scenario)?.Shared.Title ?? "not chosen yet";
}
