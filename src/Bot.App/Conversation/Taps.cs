using Bot.Clinic;

namespace Bot.App;

/// <summary>A button: the command, and the present card of that same message.</summary>
internal sealed class Taps(
    Visits visits, Sites sites, Sharing sharing, Places places, Today today, Faces faces, Easels easels, Bell bell, IVisitStore store, Telemetry telemetry, TimeProvider clock)
{
    public async Task<Answer> AnswerAsync(Staff person, Tap tap, CancellationToken ct)
    {
        if (await FindAsync(person, tap, ct) is not var (visit, site))
            return Answer.Says("That visit is not there any more.");
        var now = clock.GetUtcNow();
        var fromMine = tap.Verb.StartsWith(MineModel.Verb + ":", StringComparison.Ordinal);
        var verb = fromMine ? tap.Verb[(MineModel.Verb.Length + 1)..] : tap.Verb;
        if (Verbs.Read(verb, tap.Inputs, site.Plan, person.Id, now) is not { } command)
            return Answer.Says("That button is not known here any more.");
        if (sharing.IsShared && tap.Message.Length > 0 && !fromMine)
            await MeetAsync(person, visit, tap, now, ct);
        await today.SeenAsync(site, person.Id, now, ct);
        var handled = await visits.HandleAsync(visit.Id, command, new Origin(tap.By.Channel, tap.ClickId), ct);
        telemetry.Decided(handled.Decision);
        var after = handled.Visit ?? visit;
        var live = sites.Find(after.Site) ?? site;
        if (fromMine)
            return Mine(person, handled, command, after, live, now);
        var sentence = handled.Decision switch
        {
            Decision.Refused no => Sentences.Of(no, after, live, now, openly: !tap.In.Direct),
            Decision.Happened { But: { } but } => Sentences.Of(but, after, live, now, openly: !tap.In.Direct),
            _ => "",
        };
        return await PresentAsync(person, after, live, tap, sentence, now, ct);
    }

    // Its own card again, as it is now, with what the tap did.
    private Answer Mine(Staff person, Handled handled, VisitCommand command, Visit after, Site site, DateTimeOffset now)
    {
        var sentence = handled.Decision switch
        {
            Decision.Refused no => Sentences.Of(no, after, site, now),
            Decision.Happened { But: { } but } => Sentences.Of(but, after, site, now),
            _ when command is Give give => $"Room {after.Room}: {site.NameOf(give.To)} has it now.",
            _ => Sentences.Done(after, site, person.Id, now),
        };
        var own = sites.NowOf(person.Id);
        var model = (command is Give ? MineView.ToGive(person, site, sentence, now) : null) ?? MineView.Of(person, own, sentence, now);
        return new Answer(faces.Of(model, "board", site.Plan), sentence);
    }

    /// <summary>*Visit done* where a card holds no inputs: what to pick from, or the tap itself where there is nothing to pick.</summary>
    public async Task<Answer> StopsFormAsync(Staff person, Tap tap, CancellationToken ct) =>
        await FindAsync(person, tap, ct) is var (visit, site) && Answers.StopsForm(visit, site, person.Id, clock.GetUtcNow()) is { } form
            ? new Answer(faces.Of(form, "help", site.Plan), "")
            : await AnswerAsync(person, tap, ct);

    /// <summary>The ready form came back.</summary>
    public async Task<Answer> ReadyAsync(Staff person, Site site, Tap tap, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (Verbs.ReadReady(tap.Inputs, site.Plan, person.Id, now, out var fault) is not { } ready)
            return Form(person, site, tap.By.Channel, fault);
        var handled = await visits.HandleAsync(site.Plan.Id, ready.Room, ready, new Origin(tap.By.Channel, tap.ClickId), ct);
        telemetry.Decided(handled.Decision);
        return handled.Decision is Decision.Refused no ? Form(person, site, tap.By.Channel, Sentences.Of(no, handled.Visit, site, now)) : Answer.Nothing;
    }

    // An id from outside is not believed: what does not look like one of ours is not even looked up.
    private async ValueTask<(Visit Visit, Site Site)?> FindAsync(Staff person, Tap tap, CancellationToken ct) =>
        LooksLikeAnId(tap.Visit) && await visits.LoadAsync(new VisitId(tap.Visit), ct) is { } visit
            && sites.Find(visit.Site) is { } site && site.Find(person.Id) is not null
            ? (visit, site)
            : null;

    private Answer Form(Staff person, Site site, string chat, string notice)
    {
        var model = Answers.ReadyForm(person, site, clock.GetUtcNow()).In(chat, site.Plan).Noting(notice);
        return new Answer(faces.Of(model, "help", site.Plan), notice);
    }

    // A refusal is the present card of that posting plus one sentence, or on a card with inputs the sentence alone.
    private async ValueTask<Answer> PresentAsync(Staff person, Visit visit, Site site, Tap tap, string sentence, DateTimeOffset now, CancellationToken ct)
    {
        var known = await KeyOfAsync(visit.Id, tap.Message, ct);
        if (known is not null && tap.IsRepainted && sentence.Length == 0)
            return Answer.Nothing;
        var desired = Postings.Desired(visit, site, now);
        var whole = known is { } key
            ? ModelOf(key, visit, site, desired, now)
            : await AdoptAsync(person, visit, site, desired, tap, now, ct);
        var model = whole.In(tap.By.Channel, site.Plan);
        var noted = sentence.Length == 0 ? model : model.Noting(sentence);
        if (sentence.Length > 0 && ReferenceEquals(noted, model))
            return Answer.Says(sentence);
        var face = faces.Of(noted, Pushes.Quiet, rings: false, [], visit, site.Plan, sites.Of(person.Id).Count > 1);
        return new Answer(face, sentence);
    }

    // The painter knows nearly all; what another one has posted is in the store alone.
    private async ValueTask<string?> KeyOfAsync(VisitId visit, string message, CancellationToken ct) =>
        message.Length == 0 ? null
        : easels.Find(visit)?.KeyOf(message)
            ?? (await store.PostingsAsync(visit, ct)).FirstOrDefault(posting => posting.Message == message)?.Key;

    // Another instance may have posted this message and not have come to saving it: who paints next must know of it, or would post another.
    // What it was posted for is then perhaps a step that is not known here either.
    private async Task MeetAsync(Staff person, Visit visit, Tap tap, DateTimeOffset now, CancellationToken ct)
    {
        if (await KeyOfAsync(visit.Id, tap.Message, ct) is not null)
            return;
        await visits.ReloadAsync(visit.Id, ct);
        if (await FindAsync(person, tap, ct) is var (present, site))
            await AdoptAsync(person, present, site, Postings.Desired(present, site, now), tap, now, ct);
    }

    private static CardModel ModelOf(string key, Visit visit, Site site, IReadOnlyList<Posting> desired, DateTimeOffset now)
    {
        if (Posting.ReadKey(key) is not var (slot, place, _, chat))
            return Postings.LastForm(visit, site, Slots.Room, new Place.CareTeam(visit.Site), desired, now);
        if (desired.FirstOrDefault(posting => posting.KeyIn(chat) == key) is { } stands)
            return stands.Model;
        return Postings.LastForm(visit, site, slot, place, desired, now);
    }

    // A message that the bot does not know: a post whose id was lost in a crash. It becomes the posting of that place, if none stands.
    private async Task<CardModel> AdoptAsync(
        Staff person, Visit visit, Site site, IReadOnlyList<Posting> desired, Tap tap, DateTimeOffset now, CancellationToken ct)
    {
        var here = desired.FirstOrDefault(posting => tap.In.Direct
            ? posting.Place is Place.Person { Who: var who } && who == person.Id && posting.Slot != Slots.Alert
            : places.ConversationOf(tap.By.Channel, posting.Place) == tap.In.Id);
        if (here is null)
            return Postings.LastForm(visit, site, Slots.Room, tap.In.Direct ? new Place.Person(person.Id) : new Place.CareTeam(visit.Site), desired, now);
        var key = here.KeyIn(tap.By.Channel);
        var found = new StoredPosting(visit.Id, key, tap.Message, visit.Version, "", 0, null, Dead: false);
        if (tap.Message.Length > 0 && await store.TryAddPostingAsync(found, ct) is null)
        {
            // Others see it too, and the post that was lost is perhaps not wanted any more, so that nobody would come upon this one.
            easels.Find(visit.Id)?.Adopt(found);
            bell.Ring(visit.Id);
        }

        return here.Model;
    }

    private static bool LooksLikeAnId(string visit) => visit.Length is > 0 and <= 16 && visit.All(char.IsAsciiLetterOrDigit);
}
