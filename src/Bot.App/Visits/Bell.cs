using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Tells the painters that a visit changed. Losing a ring costs seconds, never a card: the work row stays.</summary>
/// <remarks>A visit that has rung and was not answered yet rings no second time: whoever answers sees all that is true by then.</remarks>
internal sealed class Bell
{
    private readonly Channel<VisitId> rings = Channel.CreateUnbounded<VisitId>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<VisitId, bool> ringing = new();

    public void Ring(VisitId id)
    {
        if (ringing.TryAdd(id, true))
            rings.Writer.TryWrite(id);
    }

    /// <summary>True if nobody has answered it yet.</summary>
    public bool IsRinging(VisitId id) => ringing.ContainsKey(id);

    /// <summary>Waits for the next. From now on that visit may ring again.</summary>
    public async ValueTask<VisitId> AnswerAsync(CancellationToken ct) => Answered(await rings.Reader.ReadAsync(ct));

    /// <summary>The same, if one rings now.</summary>
    public bool TryAnswer([MaybeNullWhen(false)] out VisitId id)
    {
        if (!rings.Reader.TryRead(out id))
            return false;
        Answered(id);
        return true;
    }

    private VisitId Answered(VisitId id)
    {
        ringing.TryRemove(id, out _);
        return id;
    }
}
