using System.Text.Json;
using Bot.Playground.World;
using Microsoft.AspNetCore.Http;

namespace Bot.Playground.Connector;

/// <summary>Does what the Connector's calls ask for.</summary>
internal sealed class ConnectorDesk(PlaygroundSetup setup, Tenant tenant, Chats chats, Faults faults, MessageIds ids)
{
    public static IResult Unread(int status) =>
        status == StatusCodes.Status413PayloadTooLarge ? ConnectorError.TooBig : ConnectorError.BadArgument("The body must be a JSON object.");

    /// <summary>The same person always gets the same chat.</summary>
    public IResult OpenChat(PlaygroundPerson person, JsonElement? first)
    {
        var chat = tenant.PlaceOf(tenant.ChatId(person))!;
        if (faults.WhyClosed(chat.Id) is { } why)
            return ConnectorError.Closed(why);
        return Results.Json(new { id = chat.Id, activityId = first is { } activity ? Show(chat, null, activity) : null, serviceUrl = setup.ServiceUrl }, statusCode: 201);
    }

    public IResult StartThread(string channel, JsonElement first)
    {
        if (tenant.PlaceOf(channel) is not { IsChannel: true } place)
            return ConnectorError.ConversationNotFound;
        if (faults.WhyClosed(channel) is { } why)
            return ConnectorError.Closed(why);
        var id = Show(place, null, first);
        return Results.Json(new { id = Address.Of(place, id), activityId = id, serviceUrl = setup.ServiceUrl }, statusCode: 201);
    }

    public async Task<IResult> SendAsync(string conversation, string? replyTo, HttpContext http)
    {
        var (body, refused) = await Bodies.ReadObjectAsync(http.Request, http.RequestAborted);
        if (refused != 0)
            return Unread(refused);
        if (Find(conversation, out var address) is { } error)
            return error;
        if (OutgoingActivity.IsTooBig(body))
            return ConnectorError.TooBig;
        if (body.Text("type") is null)
            return ConnectorError.BadArgument("type is missing.");
        if (address.Thread is not null && chats.Find(address.Thread)?.Place != address.Place.Id)
            return ConnectorError.ConversationNotFound;
        if (replyTo is not null && chats.Find(replyTo)?.Place != address.Place.Id)
            return ConnectorError.ActivityNotFound;
        return Results.Json(new { id = Show(address.Place, address.Thread ?? (replyTo is null ? null : chats.Find(replyTo)?.Thread), body) }, statusCode: 201);
    }

    public async Task<IResult> UpdateAsync(string conversation, string activity, HttpContext http)
    {
        var (body, refused) = await Bodies.ReadObjectAsync(http.Request, http.RequestAborted);
        if (refused != 0)
            return Unread(refused);
        if (Find(conversation, out var address) is { } error)
            return error;
        if (OutgoingActivity.IsTooBig(body))
            return ConnectorError.TooBig;
        if (OutgoingActivity.Read(body) is not { } shown)
            return ConnectorError.BadArgument("Only a message can be updated.");
        return IsBots(address, activity) && chats.Update(activity, shown.Text, shown.Cards)
            ? Results.Json(new { id = activity })
            : ConnectorError.ActivityNotFound;
    }

    public IResult Delete(string conversation, string activity)
    {
        if (Find(conversation, out var address) is { } error)
            return error;
        return IsBots(address, activity) && chats.Delete(activity) ? Results.Ok() : ConnectorError.ActivityNotFound;
    }

    private IResult? Find(string conversation, out Address address)
    {
        address = Address.Read(conversation, tenant)!;
        if (address is null)
            return ConnectorError.ConversationNotFound;
        return faults.WhyClosed(address.Place.Id) is { } why ? ConnectorError.Closed(why) : null;
    }

    private bool IsBots(Address address, string activity) => chats.Find(activity) is { From: null } found && found.Place == address.Place.Id;

    private string Show(Place place, string? thread, JsonElement activity)
    {
        // A typing sign and its like get an id and are not seen.
        if (OutgoingActivity.Read(activity) is not { } shown)
            return ids.Next();
        var mentioned = shown.Mentioned.Select(tenant.ByTeamsId).OfType<PlaygroundPerson>().Where(place.Has).ToList();
        var buzzed = mentioned.Count > 0 ? mentioned : shown.Alert ? place.Members : [];
        return chats.Post(place, thread, shown.Text, shown.Cards, shown.Summary ?? NoCard(shown), buzzed).Id;
    }

    private static string? NoCard(OutgoingActivity shown) => shown.Text.Length > 0 ? shown.Text : null;
}
