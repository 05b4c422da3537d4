using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.Teams.Outbound;

/// <summary>Who somebody is, as the conversation's roster says; asked once a day per person, and after a failure once a minute.</summary>
internal sealed class Roster(Connector connector, Conversations conversations, RateLimits limits, TimeProvider time)
{
    private const int Remembered = 10_000;
    private static readonly TimeSpan Known = TimeSpan.FromHours(24);
    private static readonly TimeSpan NotKnown = TimeSpan.FromMinutes(1);
    private static readonly Member Nobody = new(null, null, null, null, null);

    private readonly ConcurrentDictionary<string, (Member Member, DateTimeOffset Until)> people = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The e-mail in lower case; empty if the roster does not say or cannot be asked.</summary>
    public async Task<string> EmailOfAsync(string aadObjectId, string conversation, CancellationToken ct)
    {
        var member = await MemberAsync(aadObjectId, conversation, ct);
        return (member.Email is { Length: > 0 } email ? email : member.UserPrincipalName ?? "").ToLowerInvariant();
    }

    /// <summary>The name to show in a mention; null if the roster does not say or cannot be asked.</summary>
    public async Task<string?> NameOfAsync(string aadObjectId, string conversation, CancellationToken ct) =>
        (await MemberAsync(aadObjectId, conversation, ct)).Name is { Length: > 0 } name ? name : null;

    private async Task<Member> MemberAsync(string aadObjectId, string conversation, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (people.TryGetValue(aadObjectId, out var known) && now < known.Until)
            return known.Member;
        if (people.Count >= Remembered)
            people.Clear();

        var member = Nobody;
        try
        {
            if (limits.TryTake(null) is null)
                member = await connector.MemberAsync(conversations.ServiceUrlOf(conversation), conversation, aadObjectId, ct);
        }
        catch (Exception fault) when (fault is ConnectorException or ChannelException)
        {
            // Not to know somebody's e-mail is no reason to leave them unanswered.
        }
        people[aadObjectId] = (member, now + (member == Nobody ? NotKnown : Known));
        return member;
    }
}
