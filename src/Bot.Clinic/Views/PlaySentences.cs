namespace Bot.Clinic;

/// <summary>What a role play says in a sentence.</summary>
public static class PlaySentences
{
    public const string NotHere = "That role play is over. Type practice to start another.";
    public const string InAChannel = "A role play needs company: please type practice in a channel or group chat.";
    public const string NoneHere = "No role play is on here. Type practice to start one.";
    public const string NoScenarios = "There are no role plays to choose from here.";
    public const string NotJoined = "You have not joined this role play. Watch, and join the next one.";
    public const string YouAreThePatient = "You play the patient. The others tap.";
    public const string CannotWriteHere = "I can't write here. Please add me to this conversation first.";
    public const string Unplayable = "That one has no cards. Print it: training scenario.";
    public const string Closed = "Role plays can't be opened just now. Please try again later.";

    public static string IsOn(string title, string facilitator) => $"A role play is on here already: {title}, led by {facilitator}. They, or a lead, end it with practice stop.";

    public static string YouAreElsewhere(string title) => $"You are in another role play: {title}. Finish that one first.";

    /// <summary>Nothing that was typed is repeated: a line that missed may hold a name.</summary>
    public static string NoSuchScenario(IReadOnlyList<string> titles) => titles.Count == 0
        ? "I know no role play of that name. Type practice to choose one."
        : $"Which one: {string.Join(", ", titles)}? Type practice to choose one.";

    public static string Of(PlayDecision.Refused refused, PlayWorld world)
    {
        var who = refused.Who is { } id ? world.Site.Find(id)?.Short ?? "Former staff" : "The facilitator";
        return refused.Why switch
        {
            PlayRefusal.IsOver => NotHere,
            PlayRefusal.OnlyTheFacilitator => $"{who} leads this role play and goes on with it.",
            PlayRefusal.NoSuchScenario => "That role play is not there any more. Choose another.",
            PlayRefusal.IsChosen => "Another one is chosen already.",
            PlayRefusal.NothingIsChosen => "First choose a role play.",
            PlayRefusal.NoSuchPart => "There is no such part in this role play.",
            PlayRefusal.PartIsTaken => $"{who} plays that already.",
            PlayRefusal.YouHaveNoPart => "You have no part to give back.",
            PlayRefusal.YouPlayThePatient => "You play the patient. Somebody else takes that part.",
            PlayRefusal.YouPlayElsewhere => "You are in another role play. Finish that one first.",
            PlayRefusal.HasBegun => "It has begun already. Watch, and join the next one.",
            PlayRefusal.HasNotBegun => "It has not begun yet.",
            PlayRefusal.PartsAreFree => "Giver and receiver must be taken first, by two people other than you.",
            PlayRefusal.TheFacilitatorIsThere => $"{who} leads this role play.",
            PlayRefusal.YouWouldKnowTooMuch => "Whoever leads it reads what the patient hides. Somebody who does not give or receive can do that.",
            PlayRefusal.NotYours => $"{who}, or a lead, can end this role play.",
            _ => throw new ArgumentException($"No sentence says {refused.Why}.", nameof(refused)),
        };
    }
}
