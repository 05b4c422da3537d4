using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>One session in a lead's plan.</summary>
/// <param name="Visit">Not a visit: the session, which its button carries.</param>
public sealed record PlannedSession(string Visit, string When, string Detail, string Title, string Verb);

/// <summary>For a lead in their own chat: who has completed the training, who is missing, and the sessions.</summary>
/// <param name="Visit">Not a visit: the id that the next session gets, so that a form sent twice sets one.</param>
/// <param name="Verb">Of the button for a new session; it names the site.</param>
/// <param name="Missing">Names; empty if nobody is.</param>
public sealed record TrainingModel(
    string Visit, string Verb, string Site, string At, string Notice, string Done, IReadOnlyList<string> Missing, IReadOnlyList<PlannedSession> Sessions, int Unlisted) : CardModel
{
    [JsonIgnore]
    public override string Card => "training";

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>A part of the run sheet as a card shows it.</summary>
public sealed record SheetLine(string Minutes, string Title, string How);

/// <summary>Some of those who were invited: "Coming", and their names.</summary>
public sealed record SessionPeople(string Label, string Names);

/// <summary>One session, for whoever presents it and for the leads: the run sheet, and who comes.</summary>
/// <param name="Visit">Not a visit: the session.</param>
/// <param name="Video">An https address; empty for none.</param>
public sealed record SessionModel(
    string Visit, string Headline, string When, string Detail, string Notice, IReadOnlyList<SheetLine> Parts, string Video, IReadOnlyList<SessionPeople> People,
    IReadOnlyList<Button> Next, IReadOnlyList<Button> Also, IReadOnlyList<Button> More) : CardModel
{
    [JsonIgnore]
    public override string Card => "session";

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>One session, for somebody who is invited to it.</summary>
/// <param name="Visit">Not a visit: the session.</param>
/// <param name="Others">When else they are invited.</param>
public sealed record InviteModel(
    string Visit, string Line, string When, string Detail, string Notice, IReadOnlyList<string> Others, IReadOnlyList<Button> Next, IReadOnlyList<Button> Also) : CardModel
{
    [JsonIgnore]
    public override string Card => "invite";

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>The form for a new session, with what is preselected.</summary>
/// <param name="Visit">Not a visit: the id that the session gets.</param>
/// <param name="Verb">It names the site, as does that of the way back.</param>
/// <param name="Day">"2026-12-01".</param>
/// <param name="Time">"12:30".</param>
/// <param name="Presenter">An id of <paramref name="People"/>.</param>
/// <param name="Who">Ids, joined by commas; the same as <paramref name="Picked"/>, which a chat wants whole.</param>
/// <param name="Plays">Ids, joined by commas; the same as <paramref name="Played"/>.</param>
public sealed record SessionFormModel(
    string Visit, string Verb, string Back, string Notice, string Day, string Time, string Minutes, string Presenter, string PresenterName, string Who, string Plays,
    IReadOnlyList<Choice> People, IReadOnlyList<Choice> Picked, IReadOnlyList<Choice> Scenarios, IReadOnlyList<Choice> Played) : CardModel
{
    [JsonIgnore]
    public override string Card => "session-form";

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>Who was there, to be picked.</summary>
/// <param name="Visit">Not a visit: the session.</param>
/// <param name="Verb">Says which word on the attendance it follows, so that of two who save at once nothing is lost.</param>
/// <param name="Who">Ids, joined by commas; the same as <paramref name="Picked"/>, which a chat wants whole.</param>
public sealed record AttendanceFormModel(
    string Visit, string Verb, string Notice, string When, string Who, IReadOnlyList<Choice> People, IReadOnlyList<Choice> Picked) : CardModel
{
    [JsonIgnore]
    public override string Card => "attendance-form";

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}
