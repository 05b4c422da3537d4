namespace Bot.Clinic;

/// <summary>What the bot says when it says no: who and what, never just "not now".</summary>
public static class Sentences
{
    public const string NotSaved = "Not saved, please tap again.";

    private const string ChooseFirst = "Choose Couldn't meet or Cancel request first.";

    public const string Unknown = "I don't know you here yet. Please ask your lead to add you to the practice file.";

    /// <summary>"Teams", "Slack": a chat as people call it.</summary>
    public static string NameOfChat(string chat) => chat == "teams" ? "Teams" : "Slack";

    /// <summary>A refusal in one sentence, for whoever tapped or typed.</summary>
    /// <param name="openly">Others read along: discreet people are not named.</param>
    public static string Of(Decision.Refused refused, Visit? visit, Site site, DateTimeOffset now, bool openly = false)
    {
        var who = refused.Who is { } id && id != StaffId.Clock && !(openly && site.Find(id) is { Discreet: true }) ? site.NameOf(id) : "Somebody";
        var room = visit is null ? "" : visit.Room.Value;
        return refused.Why switch
        {
            Refusal.NotOfThisSite => $"You are not on the staff list of {site.Plan.Name}.",
            Refusal.NotYourPart => "That is for an MA, a nurse or the lead.",
            Refusal.NoSuchVisit => "That visit is not there any more.",
            Refusal.NoSuchRoom => "There is no such room here.",
            Refusal.RoomInUse => visit is null ? "That room is still in use." : InUse(visit, site, now),
            Refusal.SayWhichMa => "Please say which MA. Try: rooming 4 maria",
            Refusal.NotReadyYet => $"Room {room} is still being roomed. Try: ready {room}",
            Refusal.NobodyInThatRole => "Nobody in that role works here.",
            Refusal.NobodyIsOn => "Nobody in that role is on now. Ask somebody by name.",
            Refusal.TheyAreOff => $"{who} is off.{CoverOf(refused.Who, site, now)}",
            Refusal.NobodyAtThatDesk => "Nobody is on at that desk now. Ask there, or choose Couldn't meet.",
            Refusal.NoSuchPerson => "That person can't be asked to a room here.",
            Refusal.NotYourself => "You can't ask yourself.",
            Refusal.AlreadyOnTheWay => $"{who} is already on the way.",
            Refusal.AlreadyHere => $"{who} is already there.",
            Refusal.YouAreHere => "You are in the room already.",
            Refusal.TheyAreMeeting => $"{who} is in the room. First say how the handoff went.",
            Refusal.HandedOffAlready => $"The patient is with {who} already.",
            Refusal.AnotherRoleIsAsked => "Somebody else is asked first. Cancel that request, then ask.",
            Refusal.PatientIsWalking => $"A walk to a desk is under way. {ChooseFirst}",
            Refusal.NobodyIsAsked => "Nobody is asked to come now.",
            Refusal.YouAreNotAsked => "This request is not for you.",
            Refusal.SayWhoIsHere => $"Who is here? Try: here {room} lee",
            Refusal.ThatPersonIsNotExpected => "That person does not come to rooms.",
            Refusal.NobodyIsComingYet => "Nobody is on the way yet.",
            Refusal.NobodyIsTogether => "Tap \"is here\" first, when you are all in the room.",
            Refusal.AHandoffIsOpen => $"{UnderWay(visit, refused.Who, who)} {ChooseFirst}",
            Refusal.StopsAreKept => $"The stops are kept. {UnderWay(visit, refused.Who, who)} {ChooseFirst}",
            Refusal.VisitIsDone => refused.Who is null ? "The visit is done; only closing is left." : $"{who} has said already that the visit is done.",
            Refusal.VisitIsNotDone => "The visit is not done yet.",
            Refusal.NoSuchStop => "There is no such stop here.",
            Refusal.NoSuchDesk => "There is no such desk here.",
            Refusal.NotThatDesk => "That is for the people of that desk.",
            Refusal.DeskHasAnswered => $"{who} has already answered: {AnswerOf(visit)}.",
            Refusal.DeskIsWaitedFor => "The desk has not answered yet.",
            Refusal.PatientIsHere => "The patient is in the room.",
            Refusal.PatientIsAway => "The patient is out of the room.",
            Refusal.PatientIsNotAway => "The patient is in the room already.",
            Refusal.NothingToCancel => "There is no request to cancel.",
            Refusal.TooLateToUndo => "Undo works for one minute. It is too late for that step.",
            Refusal.NothingToUndo => "There is nothing to undo.",
            Refusal.SomeoneElseWasLast => $"{who} did the latest step, so only they can undo it.",
            Refusal.RoomTakenAgain => $"Room {room} has a new patient, so this can't be undone.",
            Refusal.AlreadyLeft => visit is null ? "The patient has already left." : $"The patient has already left room {room}, at {Texts.Clock(visit.State.Since, site.Plan.Zone)}.",
            Refusal.MinutesOutOfRange => "Please say 1 to 60 minutes.",
            Refusal.YouHaveIt => "You have this visit already.",
            _ => throw new ArgumentOutOfRangeException(nameof(refused), refused.Why, "Each refusal has a sentence."),
        };
    }

    /// <summary>What a typed line is answered with when it worked.</summary>
    /// <param name="reader">Null where others read along: then no discreet person is named, nor the desk of a walk.</param>
    public static string Done(Visit visit, Site site, StaffId? reader, DateTimeOffset now)
    {
        var look = new Look(visit, site, now);
        var when = visit.State is Coming { Handoff: ToTheRoom } coming && coming.Who == reader
            ? coming.Expected is { } at ? $", expected at {look.Clock(at)}" : ", after this patient"
            : "";
        return visit.State is Left left
            ? left.Outcome == Outcome.Mistake ? $"Room {look.Room}: taken back." : $"Room {look.Room}: the patient has left."
            : $"Room {look.Room}: {StateFor(look, reader)}{when}.";
    }

    /// <summary>"waiting for Dr. Lee", "with you": the state inside a sentence, as this person would hear it; null is the whole room channel.</summary>
    internal static string StateFor(Look look, StaffId? reader) => look.Visit.State switch
    {
        _ when reader is null => LowerFirst(look.Headline(look.OpenName, open: true)),
        Waiting { Handoff: ToTheRoom handoff } when handoff.StillAsked.Take(2).ToList() is [var only] && only.Who == reader => "waiting for you",
        Coming { Handoff: ToTheRoom } coming when coming.Who == reader => "you are on the way",
        Together together when together.Who == reader => "you are there",
        With when look.Visit.InTheRoom == reader => "with you",
        _ => LowerFirst(look.Headline(look.Name, open: false)),
    };

    private static string CoverOf(StaffId? off, Site site, DateTimeOffset now) =>
        off is { } who && site.CoverOf(who, now) is { } cover ? $" {site.NameOf(cover)} covers." : "";

    private static string AnswerOf(Visit? visit)
    {
        if (visit?.State is not Coming { Expected: { } end } coming || end <= coming.Since)
            return "send them";
        var minutes = (int)Math.Round((end - coming.Since).TotalMinutes);
        return minutes == 1 ? "hold 1 minute" : $"hold {minutes} minutes";
    }

    private static string UnderWay(Visit? visit, StaffId? coming, string who) =>
        visit?.Handoff is WalkOver ? "A walk to a desk is under way."
        : coming is null ? "Someone has been asked."
        : $"{who} is on the way.";

    private static string InUse(Visit visit, Site site, DateTimeOffset now)
    {
        var look = new Look(visit, site, now);
        return $"Room {look.Room} is still in use: {LowerFirst(look.Headline(look.OpenName, open: true))} (since {look.Clock(visit.State.Since)}).";
    }

    // "Dr. Lee is coming" keeps its capital; "Waiting for Dr. Lee" loses it inside a sentence.
    private static string LowerFirst(string headline) =>
        headline.StartsWith("Dr.", StringComparison.Ordinal) || headline.Contains(" is ", StringComparison.Ordinal)
            ? headline
            : Texts.Low(headline);
}
