namespace Bot.Clinic;

/// <summary>Gentle prompts for whoever passes the patient on. They come of flags, so no channel and no desk has a place for them.</summary>
internal static class Cautions
{
    /// <summary>Before anybody comes. Only one at a time, and only while it can still be done: a prompt that always stands there is not read.</summary>
    public static string BeforeTheMeeting(Visit visit) => visit.State switch
    {
        Ready or Waiting { Handoff: ToTheRoom } or Coming { Handoff: ToTheRoom } when AwaitsInterpreter(visit) => "Interpreter first, before anybody comes in.",
        Ready when !visit.GoesAsBefore && visit.Flags.Contains("needs-time") => "Ask the patient first whether it is all right to talk about them together.",
        _ => "",
    };

    public static string AtTheMeeting(Visit visit) => AwaitsInterpreter(visit) ? "Interpreter first, then speak." : "";

    private static bool AwaitsInterpreter(Visit visit) => visit.Flags.Contains("interpreter-needed") && !visit.Flags.Contains("interpreter-on");
}
