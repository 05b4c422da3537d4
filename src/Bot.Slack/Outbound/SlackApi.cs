using System.Text.Json;
using Bot.Clinic;
using Bot.Slack.Inbound;

namespace Bot.Slack.Outbound;

/// <summary>
/// The calls that the bot makes. Each keeps within its method's limit, never waiting for it; what goes wrong comes out as a
/// <see cref="ChannelException"/>, with Slack's own word inside.
/// </summary>
internal sealed class SlackApi(SlackCalls calls, RateLimits limits, Standing standing, SlackOptions options, TimeProvider clock)
{
    private static FormWriter Form => new();

    /// <summary>A new message. Its channel comes back as Slack calls it, and is what a change must name.</summary>
    public async Task<MessageId> PostAsync(string channel, MessageContent content, CancellationToken ct)
    {
        var answer = await CallAsync(SlackMethods.PostMessage, channel, Content(channel, content).Add("unfurl_links", "false").Add("unfurl_media", "false"), ct);
        return answer.Text("channel") is { Length: > 0 } where && answer.Text("ts") is { Length: > 0 } ts
            ? new MessageId(where, ts)
            : throw InClinicWords(new SlackApiException(SlackMethods.PostMessage, SlackApiException.NoAnswer));
    }

    public Task UpdateAsync(MessageId at, MessageContent content, CancellationToken ct) =>
        CallAsync(SlackMethods.UpdateMessage, at.Channel, Content(at.Channel, content).Add("ts", at.Ts), ct);

    public Task DeleteAsync(MessageId at, CancellationToken ct) =>
        CallAsync(SlackMethods.DeleteMessage, at.Channel, Form.Add("channel", at.Channel).Add("ts", at.Ts), ct);

    /// <summary>A message in a channel that one person sees.</summary>
    /// <param name="thread">Empty outside a thread.</param>
    public Task PostEphemeralAsync(string channel, string user, string thread, MessageContent content, CancellationToken ct)
    {
        var form = Content(channel, content).Add("user", user);
        return CallAsync(SlackMethods.PostEphemeral, channel, thread.Length > 0 ? form.Add("thread_ts", thread) : form, ct);
    }

    /// <summary>The direct chat with a person; the same chat however often it is asked for.</summary>
    public async Task<string> OpenChatAsync(string user, CancellationToken ct)
    {
        var answer = await CallAsync(SlackMethods.OpenConversation, "", Form.Add("users", user), ct);
        return answer.Member("channel").Text("id") is { Length: > 0 } channel
            ? channel
            : throw new ChannelException(ChannelTrouble.Later, "a chat was opened without an id");
    }

    public Task OpenViewAsync(string trigger, ReadOnlyMemory<byte> view, CancellationToken ct) =>
        CallAsync(SlackMethods.OpenView, "", Form.Add("trigger_id", trigger).Add("view", view.Span), ct);

    public Task UpdateViewAsync(string view, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        CallAsync(SlackMethods.UpdateView, "", Form.Add("view_id", view).Add("view", content.Span), ct);

    public Task PublishViewAsync(string user, ReadOnlyMemory<byte> view, CancellationToken ct) =>
        CallAsync(SlackMethods.PublishView, "", Form.Add("user_id", user).Add("view", view.Span), ct);

    public async Task<Member> MemberAsync(string user, CancellationToken ct) =>
        Member.Read((await CallAsync(SlackMethods.UserInfo, "", Form.Add("user", user), ct)).Member("user"));

    public async Task<Member> MemberByEmailAsync(string email, CancellationToken ct) =>
        Member.Read((await CallAsync(SlackMethods.LookupByEmail, "", Form.Add("email", email), ct)).Member("user"));

    /// <summary>Who the bot is.</summary>
    public async Task<Own> AuthTestAsync(CancellationToken ct) => Own.Read(await CallAsync(SlackMethods.AuthTest, "", Form, ct));

    /// <summary>Where one socket may be opened, once.</summary>
    public async Task<string> OpenSocketAsync(CancellationToken ct) =>
        (await CallAsync(SlackMethods.OpenSocket, "", Form, ct, options.AppToken)).Text("url");

    public async Task RespondAsync(string responseUrl, ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        try
        {
            await calls.PostAsync(responseUrl, json, ct);
        }
        catch (SlackApiException fault)
        {
            throw InClinicWords(fault);
        }
    }

    // Nobody's name is looked for in what the bot writes; chat.update would by default.
    private static FormWriter Content(string channel, MessageContent content) => Form
        .Add("channel", channel)
        .Add("text", content.Text)
        .Add("blocks", content.Blocks.Span)
        .Add("parse", "none");

    private async Task<JsonElement> CallAsync(string method, string channel, FormWriter form, CancellationToken ct, string? token = null)
    {
        if (token is null && standing.TokenRestsUntil is { } rested)
            throw ChannelException.ShutOut($"{method}: the token was refused", rested);
        if (limits.TryTake(method, channel) is { } free)
            throw ChannelException.HeldBack(free);
        try
        {
            var answer = await calls.CallAsync(method, token ?? options.BotToken, form.Written, ct);
            standing.Accepted(method);
            if (token is null)
                standing.Accepted(Standing.Token);
            return answer;
        }
        catch (SlackApiException fault)
        {
            throw InClinicWords(fault);
        }
    }

    private ChannelException InClinicWords(SlackApiException fault)
    {
        if (fault is { Error: SlackApiException.RateLimited, RetryAfter: { } wait } && fault.Method != SlackMethods.ResponseUrl)
            limits.Hold(fault.Method, wait);
        if (SlackErrors.IsMendable(fault.Error) && fault.Method is not (SlackMethods.ResponseUrl or SlackMethods.OpenSocket))
            return ToBeMended(fault);
        var trouble = SlackErrors.Trouble(fault.Method, fault.Error);
        if ((trouble == ChannelTrouble.Refused || SlackErrors.IsMendable(fault.Error)) && fault.Method != SlackMethods.ResponseUrl && !SlackErrors.IsAboutTheTrigger(fault.Error))
            standing.Refused(fault.Method, fault.Error, fault.Pointer);
        return new ChannelException(trouble, fault.Message, clock.GetUtcNow() + fault.RetryAfter, fault);
    }

    // What was to be said is as good as before, and must not be lost with the token.
    private ChannelException ToBeMended(SlackApiException fault)
    {
        if (SlackErrors.IsAboutTheToken(fault.Error))
        {
            standing.Refused(Standing.Token, fault.Error, "");
        }
        else
        {
            standing.Refused(fault.Method, fault.Error, "");
            limits.Hold(fault.Method, Standing.Rest);
        }
        return ChannelException.ShutOut(fault.Message, clock.GetUtcNow() + Standing.Rest, fault);
    }
}
