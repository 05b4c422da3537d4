namespace Bot.Clinic;

/// <summary>The card of whoever passes the patient on: what happens next, without asking.</summary>
internal static class GiverView
{
    public static GiverModel Of(Look look, StaffId me)
    {
        var model = new GiverModel(
            look.Id, look.Room, RoomView.Word(look.Visit.State), look.Late, look.Headline(look.Name, open: false), "", look.SinceText, look.Minutes, "",
            "", "", [], [], [], [])
        {
            Prompt = Cautions.BeforeTheMeeting(look.Visit),
        };
        return look.Visit.State switch
        {
            Rooming => Early(look, me, model, "Request someone when the patient is ready.", [new Button("Opened by mistake", "left:mistake")]),
            Ready when look.Visit.GoesAsBefore => AsBefore(look, me, model),
            Ready => Requesting(look, me, model),
            Waiting { Handoff: ToTheRoom h } => Waiting(look, me, model, h),
            Coming { Handoff: ToTheRoom h } s => Coming(look, me, model, h, s),
            Waiting { Handoff: WalkOver w } => Walking(look, me, model, w),
            Coming { Handoff: WalkOver w } => Walking(look, me, model, w),
            Away s => Away(look, me, model, s),
            _ => model with { Detail = "Nothing to do now", Then = "Nothing to do now." },
        };
    }

    // The plan pushes nothing here, and forbids nothing: people decide.
    private static GiverModel AsBefore(Look look, StaffId me, GiverModel model) => model with
    {
        Detail = look.Late ? "Is the visit done?" : WhereTheMaIs(look, me),
        Then = "Not in the plan today: hand off as before. You can always ask.",
        Also = [new Button("Visit done", "visit-done"), .. look.UndoFor(me)],
        More = [.. look.Requests(me).Take(3), new Button("Patient has left", "left")],

        // That the rule is for other patients tells of this one.
        WithoutFlags = look.Visit.NotOffered == NotOffered.Patients ? Requesting(look, me, model) : null,
    };

    private static GiverModel Requesting(Look look, StaffId me, GiverModel model) => Early(look, me, model, "Request someone when you are ready.", []);

    private static GiverModel Early(Look look, StaffId me, GiverModel model, string then, Button[] extra)
    {
        var requests = look.Requests(me);
        var away = look.Visit.Receivers.Count > 0 && look.Visit.State is Ready;
        return model with
        {
            Detail = look.Late && look.Visit.State is Ready ? "Nobody is asked yet"
                : away ? "Back in the room"
                : WhereTheMaIs(look, me),
            Then = string.Join(' ', new[] { then, DayWords.Off(look.Site, Role.Provider, look.Now) }.Where(words => words.Length > 0)),
            Next = requests.Take(1).ToList(),
            Also = [.. look.UndoFor(me)],
            More = [.. requests.Skip(1).Take(3), new Button("Patient has left", "left"), .. extra.Take(look.MayUndo(me) ? 0 : 1)],
        };
    }

    private static string WhereTheMaIs(Look look, StaffId me) =>
        look.Visit.Wait == Wait.Return ? "Nobody is asked yet"
        : me == look.Visit.Ma ? "You are in the room" : $"{look.Name(look.Visit.Ma)} is in the room";

    private static GiverModel Waiting(Look look, StaffId me, GiverModel model, ToTheRoom handoff)
    {
        var asked = handoff.StillAsked.Select(ask => ask.Who).ToList();
        var cover = Rules.CoverToAsk(look.Visit, handoff, look.Site, look.Now);
        Button? askToo = cover is { } c ? new Button($"Ask {look.Name(c)} too", $"request:{c}") : null;
        Button[] here = asked.Count == 1
            ? [new Button($"{look.Name(asked[0])} is here", "here")]
            : [.. asked.Take(3).Select(who => new Button($"{look.Name(who)} is here", $"here:{who}"))];
        Button[] out_ = MayStepOut(look, me) ? [new Button("I'm stepping out", "stepping-out")] : [];
        Button[] rest = [new Button("Cancel request", "cancel-request"), .. look.UndoFor(me)];
        var reasons = Reasons(ReasonBusy(look, handoff));
        if (asked.Count == 0)
        {
            var cant = (handoff.Asked.LastOrDefault(ask => ask.Who != me) ?? handoff.Asked[^1]).Who;
            var again = new Button($"Ask {look.Name(cant)} again", $"request:{cant}");
            return model with
            {
                Headline = "Please choose",
                Detail = $"{look.Name(cant)} can't come",
                Then = askToo is null ? "Ask again, or say why they couldn't meet." : $"{askToo.Title}, or say why they couldn't meet.",
                Next = [askToo ?? again],
                Also = askToo is null ? [] : [again],
                Reasons = reasons,
                More = Fit([new Button($"{look.Name(cant)} is here", $"here:{cant}"), .. out_, .. rest]),
            };
        }

        var unreachable = asked.Where(look.Site.Unreachable.Contains).Select(look.Name).ToList();
        if (unreachable.Count > 0)
        {
            return model with
            {
                Detail = AskedAt(look, handoff),
                Then = $"{Texts.And(Texts.Few(unreachable, 3))} can't be reached by message. Ask in person{(askToo is null ? "." : $", or {Texts.Low(askToo.Title)}.")}",
                Next = askToo is null ? here.Take(1).ToList() : [askToo],
                Also = askToo is null ? here.Skip(1).Take(2).ToList() : here.Take(2).ToList(),
                Reasons = reasons,
                More = Fit([.. out_, .. rest]),
            };
        }

        if (look.Late)
        {
            var someone = asked.Count == 1 ? $"{look.Name(asked[0])} has not answered." : "Nobody has answered.";
            return model with
            {
                Headline = "No answer yet",
                Detail = asked.Count == 1 ? AskedAt(look, handoff) : $"{Texts.And(asked.Take(3).Select(look.Name))} are asked",
                Then = askToo is null
                    ? $"{LeadTold(look, handoff)}Who came in?".TrimStart()
                    : $"{someone} {askToo.Title}, or say why they couldn't meet.",
                Next = askToo is null ? [] : [askToo],
                Also = askToo is null ? here : here.Take(2).ToList(),
                Reasons = reasons,
                More = Fit([.. out_, .. rest]),
            };
        }

        var about = asked.Count == 1 ? About(look, asked[0]) : "";
        if (about.Length > 0)
        {
            return model with
            {
                Detail = AskedAt(look, handoff),
                Then = about,
                Next = here,
                Also = askToo is null ? out_ : [askToo, .. out_],
                Reasons = reasons,
                More = Fit(rest),
            };
        }

        var reminder = look.Site.Plan.Patience.Reminder;
        var fired = look.Visit.Fired(ClockStep.Reminder, handoff.NewestAsk);
        var reminded = asked.Count == 1 ? look.Name(asked[0]) : "Everyone asked";
        return model with
        {
            Detail = AskedAt(look, handoff),
            Then = reminder == 0 ? "Nothing to do now."
                : fired ? $"Nothing to do now. {reminded} was reminded at {look.Clock(look.Visit.Marks[ClockStep.Reminder])}."
                : $"Nothing to do now. {reminded} is reminded at {look.Clock(handoff.NewestAsk.AddMinutes(reminder))}.",
            Next = asked.Count == 1 ? here : [],
            Also = asked.Count == 1 ? out_ : here.Take(2).ToList(),
            Reasons = reasons,
            More = Fit([.. askToo is null ? Array.Empty<Button>() : [askToo], .. rest, .. asked.Count == 1 ? [] : out_]),
        };
    }

    // Busy, or behind: the giver reads it and tells the patient.
    private static string About(Look look, StaffId who)
    {
        var behind = DayWords.Behind(look.Site, who, look.Now);
        return DayWords.Occupied(look.Site, who, look.Visit.Id, look.Now) is { Length: > 0 } busy
            ? $"{look.Name(who)} is {busy}, and reads it then.{(behind.Length == 0 ? "" : " " + behind)}"
            : behind;
    }

    private static GiverModel Coming(Look look, StaffId me, GiverModel model, ToTheRoom handoff, Coming coming)
    {
        var who = coming.Who!.Value;
        var giver = look.Visit.Giver;
        var returns = look.Visit.Wait == Wait.Return && giver == look.Visit.Ma;
        var paged = look.Visit.Fired(ClockStep.PageBack, coming.Since);
        return model with
        {
            Detail = look.Late ? $"Expected at {look.Clock(coming.Expected!.Value)}, running late" : RoomView.Expected(look, coming),
            Then = me != giver ? $"{look.Name(giver)} is with the patient."
                : !returns ? "Stay with the patient."
                : paged ? $"Please come back to room {look.Room} now."
                : "Nothing to do now. You are called back in time.",
            Next = [new Button($"{look.Name(who)} is here", "here")],
            Also = MayStepOut(look, me) ? [new Button("I'm stepping out", "stepping-out")] : [],
            Reasons = Reasons(ReasonBusy(look, handoff)),
            More = Fit([new Button("Cancel request", "cancel-request"), .. look.UndoFor(me)]),
        };
    }

    private static GiverModel Walking(Look look, StaffId me, GiverModel model, WalkOver walk)
    {
        var label = look.Label(walk.Desk);
        var coming = look.Visit.State as Coming;
        var hold = coming is { Expected: { } end } && walk.WasAsked && end > coming.Since && !look.Visit.Fired(ClockStep.DeskReady, coming.Since)
            ? coming.Expected : null;
        var walker = me == walk.Giver ? null : look.Name(walk.Giver);
        var with = model with
        {
            Say = walker is null ? look.SayOf(walk) : "",
            Next = [new Button("They're here", "here")],
            Reasons = Reasons(new Button("Desk could not", "couldnt-meet:desk")),
            More = Fit([new Button("Cancel request", "cancel-request"), .. look.UndoFor(me)]),
        };
        if (coming is null)
        {
            var answerBy = look.Clock(look.Visit.State.Since.AddMinutes(look.Site.Plan.Patience.Desk));
            return with with
            {
                Headline = look.Late ? $"{label}: no answer" : $"{label} asked",
                Detail = $"Asked at {look.Clock(walk.Since)}",
                Then = walker is not null ? $"{walker} waits with the patient."
                    : look.Late ? "Walk there anyway, and introduce the patient."
                    : $"Stay with the patient. You get a message at {answerBy} at the latest.",
            };
        }

        if (hold is { } until)
        {
            var minutes = (int)Math.Round((until - coming.Since).TotalMinutes);
            return with with
            {
                Headline = $"{label} in {minutes} {(minutes == 1 ? "minute" : "minutes")}",
                Detail = $"{look.Name(coming.Who!.Value)}, until {look.Clock(until)}",
                Then = walker is not null ? $"{walker} waits with the patient."
                    : $"Stay with the patient. You get a message when {Texts.The(label)} is ready.",
            };
        }

        with = with with
        {
            Detail = look.Late ? "Are you there?" : coming.Who is { } one ? $"{look.Name(one)} expects you" : "They know you are coming",
            Then = walker is not null ? $"{walker} walks there with the patient."
                : coming.Who is { } who ? $"Walk there with the patient and introduce {look.Name(who)}."
                : "Walk there with the patient and introduce them.",
        };
        return coming.Who is null ? with with { Headline = $"Walk to {Texts.The(label)}" } : with;
    }

    private static GiverModel Away(Look look, StaffId me, GiverModel model, Away away) => model with
    {
        Headline = $"At {Texts.The(look.Label(away.Desk))}",
        Detail = look.Late ? "Are you back?" : $"Room {look.Room} is held",
        Then = look.Visit.Receivers.Count > 0 ? $"Tap when you are back, then request {look.Name(look.Visit.Receivers[0].Who)} again." : "Tap when you are back.",
        Next = [new Button("Back in the room", "back")],
        Also = [new Button("Patient has left", "left"), .. look.UndoFor(me)],
    };

    // Whoever brings a third person in is with the patient; it is the visit's MA who may wait elsewhere.
    private static bool MayStepOut(Look look, StaffId me) => look.Visit.Wait == Wait.Stay && me == look.Visit.Ma && me == look.Visit.Giver;

    private static string AskedAt(Look look, ToTheRoom handoff) => $"Asked at {look.Clock(handoff.NewestAsk)}";

    private static string LeadTold(Look look, ToTheRoom handoff)
    {
        var lead = look.Site.OnDuty(Role.Lead, look.Now).Select(one => one.Short).FirstOrDefault();
        if (lead is null || look.Site.Plan.Patience.Lead == 0)
            return "";
        return look.Visit.Fired(ClockStep.Lead, handoff.Since)
            ? $"{lead} was told at {look.Clock(look.Visit.Marks[ClockStep.Lead])}. "
            : $"{lead} is told next. ";
    }

    private static Button ReasonBusy(Look look, ToTheRoom handoff)
    {
        var who = handoff.Asked.Count == 1 ? look.Name(handoff.Asked[0].Who) : "Nobody";
        return new Button(handoff.Asked.Count == 1 ? $"{who} is busy" : "Everyone is busy", "couldnt-meet:busy");
    }

    private static List<Button> Reasons(Button first) =>
    [
        first,
        new Button("Patient could not wait", "couldnt-meet:could-not-wait"),
        new Button("Patient declined", "couldnt-meet:declined"),
        new Button("No interpreter", "couldnt-meet:no-interpreter"),
        new Button("Other reason", "couldnt-meet:other"),
    ];

    // Six actions a row at most, one of them is "Couldn't meet".
    private static List<Button> Fit(IEnumerable<Button> buttons) => [.. buttons.Take(5)];
}
