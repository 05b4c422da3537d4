using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>A role play to choose.</summary>
/// <param name="Who">"MA to provider".</param>
public sealed record ScenarioChoice(string Title, string Who, int Minutes, string Verb);

/// <summary>For the channel: which role play shall it be.</summary>
/// <param name="Visit">Not a visit: the role play that the buttons are about. So on all cards here.</param>
/// <param name="Unlisted">How many more there are; they are started by name.</param>
public sealed record ScenariosModel(string Visit, string Facilitator, string Notice, IReadOnlyList<ScenarioChoice> Scenarios, int Unlisted) : CardModel
{
    [JsonIgnore]
    public override string Card => "scenarios";

    [JsonIgnore]
    public override CardModel Still => this with { Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>A part, what it is to do, and who plays it.</summary>
/// <param name="Who">Who plays it, or that nobody does yet.</param>
/// <param name="Buttons">One while it is free.</param>
public sealed record PlayerLine(string Part, string Task, string Who, IReadOnlyList<Button> Buttons);

/// <summary>For the channel: the situation, and who plays whom. It is made of what everybody may read, and of nothing else.</summary>
/// <param name="Now">What is to be done next, in a sentence.</param>
/// <param name="Free">The buttons of all parts once more, for a chat in which a part's line has no room for one.</param>
public sealed record PartsModel(
    string Visit, string Title, int Minutes, string Facilitator, string Now, string Notice, IReadOnlyList<string> Situation, IReadOnlyList<PlayerLine> Players, IReadOnlyList<Button> Free,
    IReadOnlyList<Button> Buttons) : CardModel
{
    [JsonIgnore]
    public override string Card => "parts";

    [JsonIgnore]
    public override CardModel Still => this with { Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>For the facilitator alone: what the patient hides, and what to look for.</summary>
public sealed record FacilitatorModel(
    string Visit, string Title, string Now, string Notice, IReadOnlyList<string> Patient, IReadOnlyList<string> Steps, IReadOnlyList<Button> Next, IReadOnlyList<Button> Also) : CardModel
{
    [JsonIgnore]
    public override string Card => "facilitator";

    [JsonIgnore]
    public override CardModel Still => this with { Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>For the channel: one question, and what may be ticked as the answers come.</summary>
/// <param name="Count">"Question 2 of 3".</param>
/// <param name="Number">Of the question, from 0: what is ticked under one must not stand ticked under the next.</param>
/// <param name="Before">What was ticked at the question before, so that all can read it.</param>
public sealed record DebriefModel(
    string Visit, string Title, string Count, string Number, string Ask, string Facilitator, IReadOnlyList<Choice> Well, IReadOnlyList<Choice> Better, IReadOnlyList<string> Before,
    IReadOnlyList<Button> Next, IReadOnlyList<Button> Also) : CardModel
{
    [JsonIgnore]
    public override string Card => "debrief";
}

/// <summary>What is left of it: one line, without what was said.</summary>
public sealed record PractisedModel(string Line, string At) : CardModel
{
    [JsonIgnore]
    public override string Card => "practised";

    /// <remarks>The clock is that of the line.</remarks>
    [JsonIgnore]
    public override CardModel Still => this with { At = "" };
}
