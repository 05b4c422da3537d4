using System.Security.Cryptography;
using Bot.Clinic;

namespace Bot.App;

/// <summary>`training` and the buttons of its cards. Whatever a button carries may be forged or old: it is looked up, and answered with what is true now.</summary>
internal sealed class TrainingLines(TrainingPlans plans, Sites sites, Sharing sharing, Settings settings, Faces faces, Notes notes, TimeProvider clock)
{
    private const string ForTheLead = "That is for the lead.";
    private const string ForThePresenter = "That is for the lead, or whoever presents the session.";
    private const int IdLength = 10;

    /// <summary>True for a button of the training.</summary>
    public static bool IsTap(Tap tap) => TrainingWords.Verbs.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Verbs.NameOf(tap.Verb));

    /// <summary>Their own, at all their sites; for a lead the plan of the one that is meant.</summary>
    /// <param name="here">Null for somebody of several sites who does not say which.</param>
    public async Task<Answer> ShowAsync(Staff person, Site? here, Line line, CancellationToken ct)
    {
        await RefreshAsync(ct);
        if (here is null && person.Role == Role.Lead)
            return Answer.Says("You work at several sites. Please type this in the channel of the one that you mean: the answer comes here.");
        var answer = person.Role == Role.Lead ? Plan(here!.Plan, "") : Own(person);
        if (line.In.Direct)
            return answer;

        // Others read along: what they need not know goes where nobody else does.
        if (answer.Card is { } card)
            await notes.TrySendAsync(person.Id, card, ct);
        return Answer.Says(answer.Card is null ? PageLines.InYourOwnChat : "I have sent it to your own chat with me: others read along here.");
    }

    public async Task<Answer> AnswerAsync(Staff person, Tap tap, CancellationToken ct)
    {
        if (!tap.In.Direct)
            return Answer.Says(PageLines.InYourOwnChat);
        var now = clock.GetUtcNow();
        var id = SessionId.Read(tap.Visit);
        if (VerbOf(tap) is TrainingWords.Plan or TrainingWords.NewSession or TrainingWords.Set)
        {
            if (person.Role != Role.Lead)
                return Answer.Says(ForTheLead);
            await RefreshAsync(ct);
            if (sites.Of(person.Id).FirstOrDefault(one => tap.Verb == $"{VerbOf(tap)}:{one.Id}") is not { } site)
                return Answer.Says("This card is out of date. Please type: training");
            return VerbOf(tap) switch
            {
                TrainingWords.Plan => Plan(site, ""),
                TrainingWords.NewSession => Form(id is { } free && plans.Book.Find(free) is null ? free : NewId(), tap with { Inputs = Nothing }, person, site, "", now),
                _ => await SetAsync(id, person, site, tap, now, ct),
            };
        }

        if (id is not { } session || await FindAsync(session, ct) is not { } found || SiteOf(found, person) is not { } plan || plan.Find(person.Id) is not { } reader)
            return Answer.Says(TrainingWords.NotThere);
        return VerbOf(tap) switch
        {
            TrainingWords.Comes or TrainingWords.CantCome => await ReplyAsync(found, reader, plan, VerbOf(tap) == TrainingWords.Comes, now, ct),
            TrainingWords.Cancel => reader.Role == Role.Lead ? await CancelAsync(found, reader, plan, tap, now, ct) : Answer.Says(ForTheLead),
            _ when reader.Role != Role.Lead && found.Presenter != reader.Id => Answer.Says(ForThePresenter),
            TrainingWords.Attendance => Attendance(found, reader, plan, now),
            TrainingWords.Attended => await NoteAsync(found, reader, plan, tap, now, ct),
            _ => Shown(found, reader, plan, "", now),
        };
    }

    private async Task<Answer> SetAsync(SessionId? id, Staff person, SitePlan site, Tap tap, DateTimeOffset now, CancellationToken ct)
    {
        if (id is not { } fresh)
            return Answer.Says("This form is out of date. Open it again.");

        // The same form again, sent twice: it is set.
        if (plans.Book.Find(fresh) is { } before)
            return await DoneAsync(person, site, tap, $"The session on {TrainingWords.Start(before, site)} is set.", ct);
        if (SessionDraft.Read(fresh, tap.Inputs, site, settings.Scenarios, person.Id, now, out var fault) is not { } session)
            return Form(fresh, tap, person, site, fault, now);
        await plans.TrySetAsync(session, ct);
        return await DoneAsync(person, site, tap, $"The session on {TrainingWords.Start(session, site)} is set. {TrainingWords.People(session.Invited.Count)} {(session.Invited.Count == 1 ? "is" : "are")} invited.", ct);
    }

    private async Task<Answer> ReplyAsync(Session session, Staff person, SitePlan site, bool comes, DateTimeOffset now, CancellationToken ct)
    {
        if (!session.Invited.Contains(person.Id))
            return Answer.Says("You are not invited to that session. Your lead can tell you more.");
        var notice = plans.Book.StateOf(session, now) switch
        {
            SessionState.CalledOff => TrainingWords.CalledOff,
            not SessionState.Ahead => $"{TrainingWords.Begun} Whoever presents it notes who is there.",
            _ => comes ? "Thank you. You are reminded a quarter of an hour before." : "Thank you, that is noted.",
        };
        if (plans.Book.StateOf(session, now) == SessionState.Ahead && plans.Book.Comes(session, person.Id) != comes)
            await plans.RepliesAsync(session.Id, person.Id, new SessionReply(comes, now), ct);
        return Face(TrainingView.Invite(session, plans.Book, site, person.Id, "", notice, now), site, notice);
    }

    private async Task<Answer> CancelAsync(Session session, Staff person, SitePlan site, Tap tap, DateTimeOffset now, CancellationToken ct)
    {
        switch (plans.Book.StateOf(session, now))
        {
            case SessionState.CalledOff:
                return Shown(session, person, site, CancelledBy(session, person, site), now);
            case not SessionState.Ahead:
                return Shown(session, person, site, $"{TrainingWords.Begun} It can't be cancelled.", now);
            case var _ when tap.Verb != $"{TrainingWords.Cancel}:yes":
                const string Sure = "Cancel it? Everybody who is invited is told.";
                return Face(TrainingView.Session(session, plans.Book, site, settings.Scenarios, person, Sure, now, asks: true), site, Sure);
            default:
                var isFirst = await plans.TryCallOffAsync(session.Id, new CalledOff(person.Id, now), ct);
                return Shown(session, person, site, isFirst ? "Cancelled. Everybody who is invited is told." : CancelledBy(session, person, site), now);
        }
    }

    private Answer Attendance(Session session, Staff person, SitePlan site, DateTimeOffset now) => NoAttendance(session, now) is { } why
        ? Shown(session, person, site, why, now)
        : Form(session, site, RollCall.Preselected(session, plans.Book, site), "");

    private async Task<Answer> NoteAsync(Session session, Staff person, SitePlan site, Tap tap, DateTimeOffset now, CancellationToken ct)
    {
        if (NoAttendance(session, now) is { } why)
            return InForm(tap) ? Answer.Says(why) : Shown(session, person, site, why, now);

        // Of two who save at once the second looks at what the first has saved.
        if (tap.Verb != $"{TrainingWords.Attended}:{plans.Book.VersionOf(session.Id)}")
            return Meanwhile(session, site, tap);
        if (RollCall.Read(session, plans.Book, tap.Inputs, site, person.Id, now, out var left, out var fault) is not { } there)
            return Form(session, site, [], fault);
        if (!await plans.TryNoteAsync(there, ct))
            return Meanwhile(session, site, tap);
        var missing = plans.Book.Missing(site).Count;
        var saved = $"Saved: {TrainingWords.People(there.There.Count)} {(there.There.Count == 1 ? "was" : "were")} there. "
            + (missing == 0 ? "Everybody has completed the training." : $"{TrainingWords.Share(plans.Book, site)} have completed the training.")
            + (left == 0 ? "" : $" {TrainingWords.People(left)} whom you picked no longer {(left == 1 ? "works" : "work")} here: nothing is noted of them.");
        var shown = Shown(session, person, site, saved, now);
        return InForm(tap) ? await AfterFormAsync(person, shown, ct) : shown;
    }

    private Answer Meanwhile(Session session, SitePlan site, Tap tap) => InForm(tap)
        ? Answer.Says("Somebody has saved it meanwhile. Close this and open it again: nothing of yours is saved.")
        : Form(session, site, RollCall.Preselected(session, plans.Book, site), "Somebody has saved it meanwhile. This is how it is now.");

    private string? NoAttendance(Session session, DateTimeOffset now) => plans.Book.StateOf(session, now) switch
    {
        SessionState.CalledOff => TrainingWords.CalledOff,
        SessionState.Ahead => "That session has not begun yet.",
        _ => null,
    };

    private string CancelledBy(Session session, Staff person, SitePlan site) => plans.Book.Off.TryGetValue(session.Id, out var off)
        ? $"{(off.By == person.Id ? "You have" : $"{site.Find(off.By)?.Short ?? "Former staff"} has")} cancelled it already."
        : TrainingWords.CalledOff;

    // Who is neither invited nor has trained is told that too.
    private Answer Own(Staff person)
    {
        var (book, now) = (plans.Book, clock.GetUtcNow());
        var own = book.Sessions.Values.Where(one => SiteOf(one, person) is not null).OrderBy(one => one.Starts).ToList();
        var presents = own.FirstOrDefault(one => one.Presenter == person.Id && book.StateOf(one, now) is SessionState.Ahead or SessionState.Begun);
        if (presents is not null)
            return Shown(presents, person, SiteOf(presents, person)!, "", now);
        var invited = own.Where(one => one.Invited.Contains(person.Id) && book.StateOf(one, now) == SessionState.Ahead)
            .OrderByDescending(one => book.Comes(one, person.Id) is null).FirstOrDefault();
        if (invited is not null)
            return Face(TrainingView.Invite(invited, book, SiteOf(invited, person)!, person.Id, "", "", now), SiteOf(invited, person)!, "");
        return Answer.Says(book.Completed.TryGetValue(person.Id, out var completed)
            ? $"You have completed the training, on {TrainingWords.Date(completed.On, sites.Of(person.Id)[0])}."
            : "No training session is set for you yet. Your lead sets them.");
    }

    // What a form of its own has done is told in a message of its own: the card behind it can't be reached.
    private async Task<Answer> DoneAsync(Staff person, SitePlan site, Tap tap, string sentence, CancellationToken ct) =>
        InForm(tap) ? await AfterFormAsync(person, Plan(site, sentence), ct) : Plan(site, sentence);

    private async Task<Answer> AfterFormAsync(Staff person, Answer answer, CancellationToken ct)
    {
        await notes.TrySendAsync(person.Id, answer.Card!, ct);
        return Answer.Nothing;
    }

    private Answer Plan(SitePlan site, string notice) => Face(TrainingView.Plan(plans.Book, site, NewId(), notice, clock.GetUtcNow()), site, notice);

    private Answer Shown(Session session, Staff reader, SitePlan site, string notice, DateTimeOffset now) =>
        Face(TrainingView.Session(session, plans.Book, site, settings.Scenarios, reader, notice, now), site, notice);

    private Answer Form(SessionId id, Tap tap, Staff person, SitePlan site, string notice, DateTimeOffset now) =>
        new(faces.Of(TrainingForms.Session(id, tap.Inputs, plans.Book, site, settings.Scenarios, person.Id, notice, now), "training-note", site), notice);

    private Answer Form(Session session, SitePlan site, IReadOnlyCollection<StaffId> picked, string notice) =>
        new(faces.Of(TrainingForms.Attendance(session, plans.Book, site, picked, notice), "training-note", site), notice);

    // A chat puts a card in the place of another only where there is something to say: what is shown is as at now.
    private Answer Face(CardModel model, SitePlan site, string sentence) =>
        new(faces.Of(model, "training-note", site), sentence.Length > 0 ? sentence : "This is how it is now.");

    private SitePlan? SiteOf(Session session, Staff person) => sites.Of(person.Id).FirstOrDefault(site => site.Id == session.Site);

    // What another instance was told a moment ago may not have been heard here.
    private async Task<Session?> FindAsync(SessionId id, CancellationToken ct)
    {
        if (plans.Book.Find(id) is null)
            await RefreshAsync(ct);
        return plans.Book.Find(id);
    }

    private Task RefreshAsync(CancellationToken ct) => sharing.IsShared ? plans.LoadAsync(ct) : Task.CompletedTask;

    /// <summary>A form that stands by itself is on no message.</summary>
    private static bool InForm(Tap tap) => tap.Message.Length == 0;

    private static string VerbOf(Tap tap) => Verbs.NameOf(tap.Verb).ToString();

    private static SessionId NewId() => new(RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", IdLength));

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();
}
