using Bot.Clinic;

namespace Bot.Slack.Inbound;

/// <summary>How one thing that was heard is dealt with: what to ask of the clinic, and how its answer gets back to the person.</summary>
/// <param name="AskAsync">Returns once all of it is on disk.</param>
/// <param name="InTime">The answer, while Slack still waits. Called once, however often the same thing comes in.</param>
/// <param name="Late">The answer, after Slack was told <paramref name="StillSaving"/>. Never called beside <paramref name="InTime"/>.</param>
/// <param name="StillSaving">What Slack is told meanwhile; an event is simply to be sent once more.</param>
/// <param name="NotSaved">What the person is told if the clinic could not save it.</param>
internal sealed record Dealing(
    Func<Speaker, CancellationToken, Task<Answer>> AskAsync,
    Func<Answer, Reply> InTime,
    Action<Answer> Late,
    Func<Reply> StillSaving,
    string NotSaved)
{
    public const string TapNotSaved = "Not saved, please tap again.";
    public const string LineNotSaved = "Not saved, please send it again.";
    public const string CardFollows = "Still saving, the card will follow.";
    public const string AnswerFollows = "Still saving, the answer will follow.";
    public const string TooLate = "That took too long, please tap again.";

    /// <summary>Slack sends an event again that was not taken; a person's tap or line it does not.</summary>
    public bool ComesAgain { get; init; }
}
