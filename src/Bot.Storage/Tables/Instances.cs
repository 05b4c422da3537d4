using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>
/// Which instances are at work. Each says so in a row of its own as long as it comes to the end of its looks for work; one of which nothing new is
/// seen for as long as a claim lasts counts as gone.
/// </summary>
/// <remarks>Measured by this machine's own stopwatch, from when a row was seen to have changed: nobody's clock is believed.</remarks>
internal sealed class Instances(Account account, TimeProvider wall)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (ETag As, long Since)> seen = [];
    private long saidAt;
    private bool hasEnded = true;

    /// <summary>To be called at the beginning of each look for work, and <see cref="Ends"/> at its end.</summary>
    public async Task<Company> MeetAsync(string self, TimeSpan lease, CancellationToken ct)
    {
        // Whoever cannot do its share must not seem to.
        var isWell = hasEnded;
        hasEnded = false;
        if (isWell)
            await SayAsync(self, ct);
        var rows = await Account.RangeAsync(account.Sites, Keys.InstancesPartition, "", "~", ct);
        var others = new HashSet<string>();
        foreach (var row in rows)
        {
            if (row.GetString("Owner") is not { } other || other == self)
                continue;
            if (!seen.TryGetValue(other, out var known) || known.As != row.ETag)
                seen[other] = known = (row.ETag, wall.GetTimestamp());
            if (wall.GetElapsedTime(known.Since) < lease)
                others.Add(other);
            else if (wall.GetElapsedTime(known.Since) >= Forgotten)
                await ForgetAsync(other, row, ct);
        }

        return new Company(self, others, isWell ? ct => SayAsync(self, ct) : static _ => Task.CompletedTask);
    }

    public void Ends() => hasEnded = true;

    private async Task SayAsync(string self, CancellationToken ct)
    {
        var last = Volatile.Read(ref saidAt);
        if (last != 0 && wall.GetElapsedTime(last) < Often)
            return;
        if (Interlocked.CompareExchange(ref saidAt, wall.GetTimestamp(), last) == last)
            await account.Sites.UpsertEntityAsync(Rows.New(Keys.InstancesPartition, Keys.Instance(self)).With("Owner", self), ct);
    }

    private async Task ForgetAsync(string other, TableEntity row, CancellationToken ct)
    {
        seen.Remove(other);
        try
        {
            await account.Sites.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, ct);
        }
        catch (RequestFailedException back) when (Steps.IsConflict(back))
        {
            // It says something again, or another instance has forgotten it.
        }
    }
}

/// <summary>This instance and the others that are at work.</summary>
/// <param name="SayAsync">That this one still is, in the middle of a long look.</param>
internal sealed record Company(string Self, IReadOnlySet<string> Others, Func<CancellationToken, Task> SayAsync)
{
    /// <summary>
    /// Each site's work is looked for by one of them, which all find to be the same one. While they know different others, by two or by none, until
    /// the next look.
    /// </summary>
    public bool IsOurs(SiteId site)
    {
        var own = Lot(Self, site);
        return !Others.Any(other => Lot(other, site) > own);
    }

    private static ulong Lot(string owner, SiteId site) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}|{site}")));
}
