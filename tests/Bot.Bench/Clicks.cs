namespace Bot.Bench;

/// <summary>Each visit's two requests in turn, as bytes on the wire: the load must cost little beside what it loads.</summary>
internal abstract class Clicks(int count)
{
    private readonly bool[] saidFive = new bool[count];

    public int Count => count;

    /// <summary>The visit's next click, the other of the two than its last: *5 min* or *after this patient*.</summary>
    public byte[] Next(int visit) => Request(visit, saidFive[visit] = !saidFive[visit]);

    protected abstract byte[] Request(int visit, bool five);
}
