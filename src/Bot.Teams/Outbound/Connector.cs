using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Bot.Teams.Inbound;

namespace Bot.Teams.Outbound;

/// <summary>The calls of the Bot Connector's REST API that the bot makes.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</remarks>
internal sealed class Connector(ConnectorCalls calls, TeamsOptions options)
{
    private const int MemberPages = 100;

    /// <summary>Opens the direct chat with a person; the same chat however often it is asked for.</summary>
    public async Task<ResourceAnswer> OpenChatAsync(string serviceUrl, string aadObjectId, CancellationToken ct)
    {
        var body = OutgoingMessage.Build(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("isGroup", false);
            json.WriteStartObject("bot");
            json.WriteString("id", "28:" + options.AppId);
            json.WriteEndObject();
            json.WriteStartArray("members");
            json.WriteStartObject();
            json.WriteString("id", aadObjectId);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("tenantId", options.TenantId);
            json.WriteStartObject("channelData");
            json.WriteStartObject("tenant");
            json.WriteString("id", options.TenantId);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return await ReadAsync(HttpMethod.Post, serviceUrl, "/v3/conversations", body, TeamsJson.Default.ResourceAnswer, ct);
    }

    /// <summary>Starts a new thread in a channel.</summary>
    public async Task<MessageId> StartThreadAsync(string serviceUrl, string channel, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var body = OutgoingMessage.Build(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("isGroup", true);
            json.WriteStartObject("channelData");
            json.WriteStartObject("channel");
            json.WriteString("id", channel);
            json.WriteEndObject();
            json.WriteStartObject("tenant");
            json.WriteString("id", options.TenantId);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WritePropertyName("activity");
            json.WriteRawValue(message.Span, skipInputValidation: true);
            json.WriteEndObject();
        });
        var answer = await ReadAsync(HttpMethod.Post, serviceUrl, "/v3/conversations", body, TeamsJson.Default.ResourceAnswer, ct);
        var conversation = answer.Id ?? channel;
        var root = conversation[(conversation.LastIndexOf('=') + 1)..];
        return new MessageId(conversation, answer.ActivityId is { Length: > 0 } id ? id : root);
    }

    public async Task<MessageId> SendAsync(string serviceUrl, string conversation, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var answer = await ReadAsync(
            HttpMethod.Post, serviceUrl, $"/v3/conversations/{Uri.EscapeDataString(conversation)}/activities", message, TeamsJson.Default.ResourceAnswer, ct);
        return new MessageId(conversation, answer.Id ?? "");
    }

    public Task UpdateAsync(string serviceUrl, MessageId at, ReadOnlyMemory<byte> message, CancellationToken ct) =>
        calls.CallAsync(HttpMethod.Put, serviceUrl, PathOf(at), message, ct);

    public Task DeleteAsync(string serviceUrl, MessageId at, CancellationToken ct) =>
        calls.CallAsync(HttpMethod.Delete, serviceUrl, PathOf(at), default, ct);

    /// <param name="member">"29:…" or the aadObjectId.</param>
    public Task<Member> MemberAsync(string serviceUrl, string conversation, string member, CancellationToken ct) =>
        ReadAsync(
            HttpMethod.Get,
            serviceUrl,
            $"/v3/conversations/{Uri.EscapeDataString(ConversationReference.WithoutThread(conversation))}/members/{Uri.EscapeDataString(member)}",
            default,
            TeamsJson.Default.Member,
            ct);

    /// <summary>Everybody in the conversation, page by page: the unpaged list is capped and nearly always over its limit.</summary>
    public async Task<IReadOnlyList<Member>> MembersAsync(string serviceUrl, string conversation, CancellationToken ct)
    {
        var members = new List<Member>();
        var path = $"/v3/conversations/{Uri.EscapeDataString(ConversationReference.WithoutThread(conversation))}/pagedmembers?pageSize=500";
        var next = "";
        for (var page = 0; page < MemberPages; page++)
        {
            var read = await ReadAsync(HttpMethod.Get, serviceUrl, path + next, default, TeamsJson.Default.MemberPage, ct);
            members.AddRange(read.Members ?? []);
            if (string.IsNullOrEmpty(read.ContinuationToken))
                break;
            next = "&continuationToken=" + Uri.EscapeDataString(read.ContinuationToken);
        }
        return members;
    }

    private static string PathOf(MessageId at) =>
        $"/v3/conversations/{Uri.EscapeDataString(at.Conversation)}/activities/{Uri.EscapeDataString(at.Activity)}";

    private async Task<T> ReadAsync<T>(
        HttpMethod method, string serviceUrl, string path, ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        var answer = await calls.CallAsync(method, serviceUrl, path, body, ct);
        try
        {
            if (answer.Length > 0 && JsonSerializer.Deserialize(answer.Span, type) is { } read)
                return read;
        }
        catch (JsonException)
        {
            // Said below: a success that cannot be read is as good as no answer.
        }
        throw new ConnectorException(0, "", null, sent: true);
    }

    /// <summary>Headers of JSON in UTF-8, as Teams wants them: without the charset it reads Latin-1 now and then.</summary>
    internal static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
}
