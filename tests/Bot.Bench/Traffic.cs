using System.Text;
using Bot.Tests.Storage.Tables;

namespace Bot.Bench;

/// <summary>Counts what goes to the tables, and how often somebody else was quicker.</summary>
internal sealed class Traffic
{
    private int requests;
    private int conflicts;

    public Traffic(Relay relay) => relay.Passed = Count;

    public int Requests => requests;

    public int Conflicts => conflicts;

    public void Clear() => (requests, conflicts) = (0, 0);

    // A transaction that failed is answered 202 all the same; the reason stands inside.
    private void Count(HttpRequest request, int status, byte[] answer)
    {
        Interlocked.Increment(ref requests);
        if (status is 409 or 412 || (status == 202 && IsRefused(Encoding.UTF8.GetString(answer))))
            Interlocked.Increment(ref conflicts);
    }

    private static bool IsRefused(string answer) =>
        answer.Contains("HTTP/1.1 409", StringComparison.Ordinal) || answer.Contains("HTTP/1.1 412", StringComparison.Ordinal);
}
