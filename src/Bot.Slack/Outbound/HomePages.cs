using Bot.Clinic;

namespace Bot.Slack.Outbound;

/// <summary>People's own boards, on the bot's Home tab. Showing one twice is harmless.</summary>
internal sealed class HomePages(Users users, SlackApi api, OutgoingMessage messages, Turns turns)
{
    /// <summary>What the host calls when a board has changed.</summary>
    public async Task ShowAsync(StaffId who, Face face, CancellationToken ct)
    {
        var user = await users.IdOfAsync(who, ct) ?? throw new ChannelException(ChannelTrouble.Unreachable, "no Slack account is linked or found");
        var view = messages.View(face, "");
        await turns.TakeAsync(PlaceOf(user), () => api.PublishViewAsync(user, view, ct), ct);
    }

    /// <summary>
    /// Shows somebody what is true when their turn has come: asked then, so that an older board never covers a newer one. Whoever has
    /// none sees the sentence.
    /// </summary>
    public Task ShowAsync(string user, Func<Task<Answer>> askAsync, CancellationToken ct) => turns.TakeAsync(PlaceOf(user), async () =>
    {
        var answer = await askAsync();
        var view = answer.Card is { } face ? messages.View(face, "") : OutgoingMessage.SmallView("", answer.Sentence);
        await api.PublishViewAsync(user, view, ct);
    }, ct);

    private static string PlaceOf(string user) => "home:" + user;
}
