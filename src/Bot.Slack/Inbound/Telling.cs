using Bot.Clinic;
using Bot.Slack.Outbound;

namespace Bot.Slack.Inbound;

/// <summary>An answer to a person that does not travel in Slack's response: where it goes.</summary>
internal abstract record Telling
{
    private Telling()
    {
    }

    /// <summary>For that person alone, beside the message that was tapped, or in place of it.</summary>
    public sealed record ByUrl(string ResponseUrl, Answer Answer, bool Replaces) : Telling;

    /// <summary>A message in a direct chat.</summary>
    public sealed record InChat(string Channel, Answer Answer) : Telling;

    /// <summary>A message in a person's direct chat, wherever that is.</summary>
    public sealed record ToPerson(string User, Answer Answer) : Telling;

    /// <summary>In a channel, seen by one person.</summary>
    public sealed record InChannel(string Channel, string User, string Thread, Answer Answer) : Telling;

    /// <summary>On the person's own card; beside it if that card has been repainted since.</summary>
    public sealed record OnCard(MessageId At, Face Card, string Sentence, long Repaints, string ResponseUrl) : Telling;

    /// <summary>In the form that is still open.</summary>
    public sealed record InForm(string View, string Title, string Sentence) : Telling;

    /// <summary>On the person's board.</summary>
    public sealed record OnHome(string User, string Sentence) : Telling;
}
