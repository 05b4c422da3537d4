using System.Text.Json;
using Bot.Playground.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Playground.Connector;

/// <summary>The Connector REST API that a bot posts and repaints through.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference</remarks>
internal static class ConnectorEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var v3 = routes.MapGroup("/playground/connector/v3/conversations")
            .AddEndpointFilter<RouteGroupBuilder, BearerFilter>()
            .AddEndpointFilter<RouteGroupBuilder, FaultFilter>();
        v3.MapPost("", CreateAsync);
        v3.MapPost("{conversation}/activities", (string conversation, HttpContext http, ConnectorDesk desk) => desk.SendAsync(conversation, null, http));
        v3.MapPost("{conversation}/activities/{activity}", (string conversation, string activity, HttpContext http, ConnectorDesk desk) =>
            desk.SendAsync(conversation, activity, http));
        v3.MapPut("{conversation}/activities/{activity}", (string conversation, string activity, HttpContext http, ConnectorDesk desk) =>
            desk.UpdateAsync(conversation, activity, http));
        v3.MapDelete("{conversation}/activities/{activity}", (string conversation, string activity, ConnectorDesk desk) => desk.Delete(conversation, activity));
        v3.MapGet("{conversation}/members/{member}", (string conversation, string member, Roster roster) => roster.One(conversation, member));
        v3.MapGet("{conversation}/pagedmembers", (string conversation, int? pageSize, string? continuationToken, Roster roster) =>
            roster.Page(conversation, pageSize, continuationToken));
    }

    private static async Task<IResult> CreateAsync(HttpContext http, ConnectorDesk desk, Tenant tenant)
    {
        var (body, refused) = await Bodies.ReadObjectAsync(http.Request, http.RequestAborted);
        if (refused != 0)
            return ConnectorDesk.Unread(refused);
        if (body.Get("activity") is { } tooBig && OutgoingActivity.IsTooBig(tooBig))
            return ConnectorError.TooBig;

        if (body.Get("isGroup") is { ValueKind: JsonValueKind.True })
        {
            return body.Get("activity") is not { } first
                ? ConnectorError.BadArgument("A new thread needs its first activity.")
                : desk.StartThread(body.Get("channelData").Get("channel").Text("id") ?? "", first);
        }

        var member = body.Items("members").Select(m => m.Text("id")).FirstOrDefault();
        if (member is null)
            return ConnectorError.BadArgument("members must name one person.");
        return tenant.ByTeamsId(member) is not { } person
            ? ConnectorError.BadArgument("The member is not known in this tenant.")
            : desk.OpenChat(person, body.Get("activity"));
    }
}
