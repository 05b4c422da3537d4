using System.Threading.Channels;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Tells the painters that a visit changed. Losing a ring costs seconds, never a card: the work row stays.</summary>
internal sealed class Bell
{
    private readonly Channel<VisitId> rings = Channel.CreateUnbounded<VisitId>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<VisitId> Rings => rings.Reader;

    public void Ring(VisitId id) => rings.Writer.TryWrite(id);
}
