using System.Text.Json;

namespace Bot.Slack.Inbound;

/// <summary>Reads an event_callback.</summary>
/// <remarks>https://docs.slack.dev/apis/events-api</remarks>
internal static class EventReader
{
    public static Heard Read(JsonElement envelope)
    {
        var happened = envelope.Member("event");
        return happened.Text("type") switch
        {
            "message" when IsTypedDirectly(happened) => new Heard.Messaged(
                By(envelope, happened), Id(envelope), HeardReader.Id(happened.Text("channel")), MessageText.Of(happened.Text("text"))),
            "app_mention" when IsTyped(happened) && !IsDirect(happened) => new Heard.Mentioned(
                By(envelope, happened), Id(envelope), HeardReader.Id(happened.Text("channel")), happened.Text("thread_ts"), happened.Text("text")),
            "app_home_opened" when happened.Text("user").Length > 0 => happened.Text("tab") == "messages"
                ? new Heard.ChatOpened(By(envelope, happened), Id(envelope), HeardReader.Id(happened.Text("channel")))
                : new Heard.HomeOpened(By(envelope, happened), Id(envelope)),
            "app_uninstalled" => new Heard.Removed("app_uninstalled"),
            "tokens_revoked" when happened.Member("tokens").Member("bot").Items().Any() => new Heard.Removed("tokens_revoked"),
            _ => Heard.Nothing,
        };
    }

    // A bot's own words come back as events; an edit or a join is a message with a subtype.
    private static bool IsTyped(JsonElement happened) =>
        happened.Text("user").Length > 0
        && happened.Text("subtype").Length == 0
        && happened.Text("bot_id").Length == 0
        && happened.Member("bot_profile").ValueKind != JsonValueKind.Object;

    private static bool IsTypedDirectly(JsonElement happened) => IsTyped(happened) && IsDirect(happened);

    // Either sign will do: an emulator leaves channel_type out.
    private static bool IsDirect(JsonElement happened) =>
        happened.Text("channel_type") == "im" || happened.Text("channel").StartsWith('D');

    private static Sender By(JsonElement envelope, JsonElement happened)
    {
        var home = happened.Text("user_team");
        return new Sender(HeardReader.Id(happened.Text("user")), envelope.Text("team_id"), home.Length > 0 ? home : happened.Text("team"));
    }

    private static string Id(JsonElement envelope) => ClickId.Of(HeardReader.Id(envelope.Text("event_id")));
}
