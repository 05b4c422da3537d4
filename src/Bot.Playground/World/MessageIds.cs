using System.Globalization;

namespace Bot.Playground.World;

/// <summary>Message ids as Teams makes them: milliseconds of real time, never the same twice, not even after a restart.</summary>
internal sealed class MessageIds
{
    private long last;

    public string Next()
    {
        while (true)
        {
            var before = Interlocked.Read(ref last);
            var next = Math.Max(before + 1, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            if (Interlocked.CompareExchange(ref last, next, before) == before)
                return next.ToString(CultureInfo.InvariantCulture);
        }
    }
}
