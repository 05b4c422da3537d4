using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>What one card shows. It has only the fields that its reader may see, so that no other can leak.</summary>
public abstract record CardModel
{
    /// <summary>The file in cards/ that shows it, without its ending.</summary>
    [JsonIgnore]
    public abstract string Card { get; }

    /// <summary>The same without what changes by itself: a card is repainted only when this differs.</summary>
    [JsonIgnore]
    public virtual CardModel Still => this;

    /// <summary>The card alone: nothing that it shows may reach a log.</summary>
    public sealed override string ToString() => Card;

    /// <summary>The same with one sentence for whoever tapped in vain; cards without a place for it stay as they are.</summary>
    public virtual CardModel Noting(string sentence) => this;

    /// <summary>The same without visit type and flags, for a chat whose vendor has no agreement that covers them.</summary>
    [JsonIgnore]
    public virtual CardModel Bare => this;

    /// <summary>As it may be shown in that chat at that site.</summary>
    public CardModel In(string chat, SitePlan site) => site.Details.GetValueOrDefault(chat, true) ? this : Bare;
}

/// <summary>What every card with a band shows of its room: which, what is happening, since when.</summary>
internal interface IBand
{
    string Visit { get; }

    string State { get; }

    bool Late { get; }

    string Headline { get; }

    string Detail { get; }

    string Since { get; }
}

/// <summary>A button: what the person would say, and the verb it sends with the visit id.</summary>
public sealed record Button(string Title, string Verb);

/// <summary>A choice of a list or box.</summary>
public sealed record Choice(string Title, string Value);

/// <summary>For the room channel: room, state, clock and staff names only.</summary>
public sealed record RoomModel(
    string Visit, string Room, string State, bool Late, string Headline, string Detail, string Since, int Minutes, string Notice,
    IReadOnlyList<Button> Next, IReadOnlyList<Button> Also, IReadOnlyList<Button> More) : CardModel
{
    [JsonIgnore]
    public override string Card => "room";

    [JsonIgnore]
    public override CardModel Still => this with { Minutes = 0, Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>For whoever is asked to come.</summary>
public sealed record RequestModel(
    string Visit, string Room, string State, bool Late, string Headline, string Detail, string Since, int Minutes, string Notice,
    string Giver, bool Stays, string VisitType, IReadOnlyList<string> Flags, IReadOnlyList<string> Ready, string HeadsUp, bool Undo) : CardModel, IBand
{
    [JsonIgnore]
    public override string Card => "request";

    [JsonIgnore]
    public override CardModel Bare => this with { VisitType = "", Flags = [] };

    [JsonIgnore]
    public override CardModel Still => this with { Minutes = 0, Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>For whoever passes the patient on.</summary>
public sealed record GiverModel(
    string Visit, string Room, string State, bool Late, string Headline, string Detail, string Since, int Minutes, string Notice,
    string Then, string Say, IReadOnlyList<Button> Next, IReadOnlyList<Button> Also, IReadOnlyList<Button> Reasons, IReadOnlyList<Button> More) : CardModel, IBand
{
    /// <summary>A gentle word that comes of a flag; empty for none.</summary>
    public string Prompt { get; init; } = "";

    [JsonIgnore]
    public override string Card => "giver";

    /// <summary>The card as it is where the flags are not known, if they make another of it; null if not.</summary>
    [JsonIgnore]
    public GiverModel? WithoutFlags { get; init; }

    [JsonIgnore]
    public override CardModel Bare => (WithoutFlags ?? this) with { Prompt = "" };

    [JsonIgnore]
    public override CardModel Still => this with { Minutes = 0, Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>What to say aloud in front of the patient: at the first meeting, or when a third person is brought in.</summary>
public sealed record MeetingModel(
    [property: JsonIgnore] bool Introduces, string Visit, string Room, string State, bool Late, string Headline, string Detail, string Since, string Notice,
    bool Boxes, bool Undo) : CardModel, IBand
{
    /// <summary>A gentle word that comes of a flag; empty for none.</summary>
    public string Prompt { get; init; } = "";

    [JsonIgnore]
    public override CardModel Bare => this with { Prompt = "" };

    [JsonIgnore]
    public override string Card => Introduces ? "introduce" : "bedside";

    [JsonIgnore]
    public override CardModel Still => this with { Notice = "" };

    public override CardModel Noting(string sentence) => Boxes ? this : this with { Notice = sentence };
}

/// <summary>For receivers and the visit's MA while the receiver has the patient.</summary>
public sealed record WithModel(
    string Visit, string Room, string State, bool Late, string Headline, string Detail, string Since, string Notice,
    IReadOnlyList<Choice> Stops, IReadOnlyList<Button> Also, IReadOnlyList<Button> More) : CardModel, IBand
{
    [JsonIgnore]
    public override string Card => "with";

    [JsonIgnore]
    public override CardModel Still => this with { Notice = "" };
}

/// <summary>One stop on the closing card, with the desk's state on it.</summary>
public sealed record ClosingStop(IReadOnlyList<string> Asks, string Desk, string Now, string Title, string Verb);

/// <summary>For the visit's MA at the end.</summary>
public sealed record ClosingModel(
    string Visit, string Room, string State, bool Late, string Headline, string Detail, string Since, string Notice,
    bool Asked, IReadOnlyList<ClosingStop> Stops, IReadOnlyList<Button> Others, bool Undo) : CardModel, IBand
{
    [JsonIgnore]
    public override string Card => "closing";

    [JsonIgnore]
    public override CardModel Still => this with { Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>For a desk: who comes, from which room, for what.</summary>
public sealed record WalkoverModel(
    string Visit, string Room, string State, bool Late, string Headline, string Detail, string Since, int Minutes, string Notice,
    IReadOnlyList<string> Asks, string Interpreter, bool Undo) : CardModel, IBand
{
    [JsonIgnore]
    public override string Card => "walkover";

    [JsonIgnore]
    public override CardModel Bare => this with { Interpreter = "" };

    [JsonIgnore]
    public override CardModel Still => this with { Minutes = 0, Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>One line for whoever is no longer meant.</summary>
public sealed record PassedModel(string Visit, string Room, string Line, string At, string Notice, IReadOnlyList<Button> Buttons) : CardModel
{
    [JsonIgnore]
    public override string Card => "passed";

    /// <remarks>The clock is that of the line: it stays as it was while the line does.</remarks>
    [JsonIgnore]
    public override CardModel Still => this with { At = "", Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>One line with one button: to the lead, to MAs on duty, "no need to come".</summary>
public sealed record AlertModel(string Visit, string Room, string Line, string At, string Notice, IReadOnlyList<Button> Buttons) : CardModel
{
    [JsonIgnore]
    public override string Card => "alert";

    [JsonIgnore]
    public override CardModel Still => this with { Notice = "" };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>What is left in the chat of a visit that has ended.</summary>
public sealed record DoneModel(string Room, string At) : CardModel
{
    [JsonIgnore]
    public override string Card => "done";
}

/// <summary>One room on the board.</summary>
public sealed record BoardRoom(string Room, string State, bool Late, string Headline, string Detail, string Since, int Minutes);

/// <summary>All rooms, desks, and who is on, as at a time: an answer, not kept true.</summary>
public sealed record BoardModel(string Site, string At, IReadOnlyList<BoardRoom> Rooms, int Unlisted, IReadOnlyList<string> Desks, IReadOnlyList<string> People) : CardModel
{
    [JsonIgnore]
    public override string Card => "board";
}

/// <summary>One thing that a person can type, and what it does.</summary>
public sealed record HelpLine(string Type, string Does);

/// <summary>For somebody whom the practice does not know.</summary>
/// <param name="Visit">Always empty: their button is about no visit.</param>
public sealed record StrangerModel(string Visit, string Line, IReadOnlyList<Button> Buttons) : CardModel
{
    [JsonIgnore]
    public override string Card => "stranger";
}

/// <summary>For the leads of one site: somebody asks to be added there.</summary>
/// <param name="Visit">Not a visit: whom the buttons are about.</param>
/// <param name="Name">As the chat has it.</param>
/// <param name="Chat">"Teams" or "Slack".</param>
public sealed record NewcomerModel(
    string Visit, string Name, string Site, string Chat, string At, string Notice, IReadOnlyList<Button> Buttons, IReadOnlyList<Button> More) : CardModel
{
    [JsonIgnore]
    public override string Card => "newcomer";
}

/// <summary>What this person can type here; its first line says that the bot is no alarm.</summary>
/// <param name="Who">Who they are to the bot; empty where others read along.</param>
public sealed record HelpModel(string Who, string Role, string Number, bool Form, IReadOnlyList<HelpLine> Lines) : CardModel
{
    [JsonIgnore]
    public override string Card => "help";
}

/// <summary>The *Patient ready* form, with what is preselected.</summary>
/// <param name="Details">False where neither visit type nor flags may be asked.</param>
public sealed record ReadyFormModel(
    string Notice, string Room, string Who, string VisitType, string Wait, bool Details,
    IReadOnlyList<Choice> Rooms, IReadOnlyList<Choice> People, IReadOnlyList<Choice> VisitTypes) : CardModel
{
    [JsonIgnore]
    public override string Card => "ready-form";

    [JsonIgnore]
    public override CardModel Bare => this with { VisitType = "", Details = false, VisitTypes = [] };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>Which stops follow, as a form for chats whose cards hold no inputs.</summary>
public sealed record StopsFormModel(string Visit, string Room, IReadOnlyList<Choice> Stops) : CardModel
{
    [JsonIgnore]
    public override string Card => "stops-form";
}

/// <summary>A line of a person's own board: a room to read, without buttons, or what they would do next in the room of the line before.</summary>
public sealed record HomeRoom(
    string Visit, string Room, string State, bool Late, string Headline, string Detail, string Since, int Minutes, IReadOnlyList<Button> Buttons);

/// <summary>A person's own live board: what waits for them, and the visits that are theirs. Only they see it.</summary>
/// <param name="Who">"Maria Lopez, MA".</param>
/// <param name="Now">Free or busy, in words: "In room 4 since 10:08".</param>
/// <param name="Form">True for those who may say that a patient is ready.</param>
/// <param name="Asks">What waits for them: each room as a line to read, then as one of buttons.</param>
/// <param name="Mine">The visits that are theirs, in the same way.</param>
public sealed record HomeModel(
    string Site, string Who, string Now, string Notice, bool Form, IReadOnlyList<HomeRoom> Asks, IReadOnlyList<HomeRoom> Mine) : CardModel
{
    [JsonIgnore]
    public override string Card => "home";

    [JsonIgnore]
    public override CardModel Still => this with
    {
        Notice = "",
        Asks = [.. Asks.Select(room => room with { Minutes = 0 })],
        Mine = [.. Mine.Select(room => room with { Minutes = 0 })],
    };

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>The visits of whoever asks, as at a time: an answer, and the answer to its own buttons.</summary>
/// <param name="Who">"Maria Lopez, MA".</param>
/// <param name="Now">Free or busy, in words.</param>
/// <param name="Rooms">What waits for them first, then what is theirs: each room as a line to read, then as one of buttons, as on their own board.</param>
public sealed record MineModel(string Who, string At, string Now, string Notice, IReadOnlyList<HomeRoom> Rooms) : CardModel
{
    /// <summary>Before the verb of its buttons: the answer is this card, and not the card of the visit.</summary>
    public const string Verb = "mine";

    [JsonIgnore]
    public override string Card => "mine";

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>One number of a report: what, how much, and over how many.</summary>
public sealed record ReportLine(string Label, string Value, string Detail);

/// <summary>One thing worth a look.</summary>
public sealed record ReportWorth(string Where, string At, string What);

/// <summary>One week of the chart, in percent.</summary>
public sealed record ReportWeek(string Week, int Warm);

/// <summary>For the lead: the numbers of a day or a week, as at a time.</summary>
/// <param name="Weeks">Empty where there are too few to draw.</param>
/// <param name="InWords">The same weeks, for a chat that draws no charts; empty with them.</param>
public sealed record ReportModel(
    string Site, string Period, string At, IReadOnlyList<ReportWorth> Worth, int Unlisted, IReadOnlyList<ReportLine> Lines, IReadOnlyList<ReportWeek> Weeks, string InWords) : CardModel
{
    [JsonIgnore]
    public override string Card => "report";
}
