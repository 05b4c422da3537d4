namespace Bot.Storage;

/// <summary>The store cannot be opened, and waiting would not help. The message is a sentence for whoever starts the bot.</summary>
internal sealed class StoreStartException : Exception
{
    public StoreStartException()
    {
    }

    public StoreStartException(string message)
        : base(message)
    {
    }

    public StoreStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
