namespace Bot.Clinic;

public static partial class Rules
{
    private static Decision DecideCancel(Visit visit, Staff person)
    {
        if (visit.State is not (Waiting or Coming))
            return visit.State is Together together ? No(Refusal.TheyAreMeeting, together.Who) : No(Refusal.NothingToCancel);
        if (!MayGive(visit, person))
            return No(Refusal.NotYourPart);
        return AsGiver(visit, person, [new RequestCancelled(), .. NoNeed(visit, person.Id, StaffId.Clock)]);
    }

    /// <summary>Whoever was coming to the room is told by a new message that there is no need.</summary>
    private static VisitEvent[] NoNeed(Visit visit, StaffId by, StaffId instead) =>
        visit.State is Coming { Handoff: ToTheRoom, Who: { } who } && who != by && who != instead ? [new ToldNoNeed(who, instead)] : [];

    private static Decision DecideCouldntMeet(Visit visit, Site site, Staff person, CouldntMeet c)
    {
        if (visit.State is not (Waiting or Coming))
            return visit.State is Together together ? No(Refusal.TheyAreMeeting, together.Who) : NobodyIsAsked(visit, site, person);
        if (!MayGive(visit, person))
            return No(Refusal.NotYourPart);
        VisitEvent[] off = NoNeed(visit, person.Id, StaffId.Clock);
        if (visit.Handoff is not ToTheRoom { From: Ready } handoff)
            return AsGiver(visit, person, [new Couldnt(c.Reason, null), .. off]);
        if (c.Reason == ColdReason.CouldNotWait)
            return AsGiver(visit, person, [new Couldnt(c.Reason, null), new HasGone(Outcome.LeftEarly), .. off]);

        // They have the patient, though not handed over in person, so whoever accepted is not told to stay away.
        var asked = handoff.Asked.FirstOrDefault(ask => ask.Who != person.Id && ask.Who != handoff.Giver && site.Find(ask.Who) is not null) ?? handoff.Asked[0];
        var who = (visit.State as Coming)?.Who ?? asked.Who;
        return AsGiver(visit, person, new Couldnt(c.Reason, who));
    }
}
