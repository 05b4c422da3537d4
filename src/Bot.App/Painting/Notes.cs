using Bot.Clinic;

namespace Bot.App;

/// <summary>Messages to one person that belong to no visit: posted once, in the chat in which they are asked, and not kept true.</summary>
internal sealed partial class Notes(Chats chats, IVisitStore store, ILogger<Notes> log)
{
    /// <returns>False if it was posted nowhere and the same may work later. Where nobody can be reached there is nothing to repeat.</returns>
    public async Task<bool> TrySendAsync(StaffId to, Face face, CancellationToken ct)
    {
        var place = new Place.Person(to);
        foreach (var channel in chats.Of(to))
        {
            try
            {
                await channel.PostAsync(place, face, ct);
                return true;
            }
            catch (ChannelException e)
            {
                if (e.IsNews)
                    NotSent(log, face.Card, e.Trouble, e.Message);
                if (e.Trouble == ChannelTrouble.Later)
                    return false;

                // It may stand there: a second one elsewhere would be one too many.
                if (e.Trouble == ChannelTrouble.Unsure)
                    return true;
            }
        }

        return true;
    }

    /// <summary>The same once, whoever else tries it, and after restarts.</summary>
    /// <param name="mark">Says that it was sent.</param>
    public async Task<bool> TrySendOnceAsync(Kept mark, StaffId to, Face face, CancellationToken ct)
    {
        // Kept before it is sent: of two instances one sends it, and a restart in between rather loses it than sends it twice.
        if (!await store.TryKeepAsync(mark, ct) || await TrySendAsync(to, face, ct))
            return true;
        await store.ForgetAsync(mark.Kind, mark.Key, ct);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A {Card} was not sent, {Trouble}: {Reason}.")]
    private static partial void NotSent(ILogger log, string card, ChannelTrouble trouble, string reason);
}
