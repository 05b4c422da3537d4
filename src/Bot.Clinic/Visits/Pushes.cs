namespace Bot.Clinic;

/// <summary>Names of the push texts: the fixed list beside the cards (push.json) holds their words.</summary>
public static class Pushes
{
    public const string Asked = "asked";
    public const string Reminder = "reminder";
    public const string Off = "off";
    public const string Coming = "coming";
    public const string VisitDone = "visit-done";
    public const string NoAnswer = "no-answer";
    public const string DeskReady = "desk-ready";
    public const string Walk = "walk";
    public const string WalkAsked = "walk-asked";
    public const string Someone = "someone";
    public const string Choose = "choose";
    public const string Late = "late";
    public const string Training = "training";

    /// <summary>Beside a posting that does not ring.</summary>
    public const string Quiet = "visit";
}
