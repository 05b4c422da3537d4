namespace Bot.Slack.Inbound;

/// <summary>What Slack itself gets, through whichever door it asked. Everything but <see cref="TryAgain"/> says: it is ours now.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>Taken, and nothing to show.</summary>
    public sealed record Taken : Reply;

    /// <summary>The challenge of the handshake, as it came.</summary>
    public sealed record Challenge(string Text) : Reply;

    /// <summary>JSON that Slack shows or acts on.</summary>
    /// <param name="ResponseUrl">Where the same may be sent if the door takes no answers; empty if it must travel in the answer.</param>
    public sealed record Body(ReadOnlyMemory<byte> Json, string ResponseUrl) : Reply;

    /// <summary>Not saved yet: Slack shall send it once more.</summary>
    public sealed record TryAgain : Reply;

    public static readonly Reply Ours = new Taken();
    public static readonly Reply Again = new TryAgain();
}
