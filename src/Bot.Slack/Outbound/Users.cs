using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.Slack.Outbound;

/// <summary>Who people in Slack are, by their e-mail, both ways. Asked once each, and only about people who are not linked yet.</summary>
internal sealed class Users(AddressBook book, SlackApi api, TimeProvider time)
{
    private const int Remembered = 10_000;
    private static readonly TimeSpan Known = TimeSpan.FromHours(24);
    private static readonly TimeSpan NotKnown = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NotHere = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (Member Member, DateTimeOffset Until)> members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StaffId, (string User, DateTimeOffset Until)> users = new();

    /// <summary>Without e-mail and name if they are linked already, or if Slack says none, or says that this is no person who works here.</summary>
    public async ValueTask<Speaker> SpeakerAsync(string user, CancellationToken ct)
    {
        var member = book.IsLinked(user) ? Member.Nobody : await MemberAsync(user, ct);
        return new(SlackChannel.SlackName, user, member.Email) { Name = member.Name };
    }

    /// <summary>True unless Slack has just said that it does not know this member of staff.</summary>
    public bool MayFind(StaffId who) =>
        book.IdOf(who) is not null || (book.EmailOf(who) is not null && !(Remembers(who) is { Length: 0 }));

    /// <summary>The user id of a member of staff: linked, or found by their e-mail and linked then. Null if they are not in Slack.</summary>
    public async Task<string?> IdOfAsync(StaffId who, CancellationToken ct)
    {
        if (book.IdOf(who) is { } linked)
            return linked;
        if (book.EmailOf(who) is not { Length: > 0 } email)
            return null;
        if (Remembers(who) is { } before)
            return before.Length > 0 ? before : null;

        var found = await FindAsync(email, ct);
        users[who] = (found, time.GetUtcNow() + NotHere);
        if (found.Length == 0)
            return null;
        await LinkAsync(new Speaker(SlackChannel.SlackName, found, email), ct);
        return found;
    }

    private string? Remembers(StaffId who) => users.TryGetValue(who, out var known) && time.GetUtcNow() < known.Until ? known.User : null;

    private async Task<string> FindAsync(string email, CancellationToken ct)
    {
        try
        {
            var member = await api.MemberByEmailAsync(email, ct);
            return member.IsPerson ? member.Id : "";
        }
        catch (ChannelException fault) when (fault.Trouble == ChannelTrouble.Unreachable)
        {
            return "";
        }
    }

    private async Task LinkAsync(Speaker speaker, CancellationToken ct)
    {
        try
        {
            await book.LinkAsync(speaker, ct);
        }
        catch (StoreUnavailableException)
        {
            // They are linked the next time; the message need not wait for it.
        }
    }

    private async Task<Member> MemberAsync(string user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (members.TryGetValue(user, out var known) && now < known.Until)
            return known.Member;
        if (members.Count >= Remembered)
            members.Clear();

        var found = Member.Nobody;
        try
        {
            if (await api.MemberAsync(user, ct) is { IsPerson: true } member)
                found = member;
        }
        catch (ChannelException)
        {
            // Not to know somebody's e-mail is no reason to leave them unanswered.
        }
        members[user] = (found, now + (found.Email.Length > 0 ? Known : NotKnown));
        return found;
    }
}
