using System.Globalization;
using Bot.Playground.World;
using Microsoft.AspNetCore.Http;

namespace Bot.Playground.Connector;

/// <summary>Who is in a conversation, as the Connector tells it.</summary>
internal sealed class Roster(PlaygroundSetup setup, Tenant tenant, Faults faults)
{
    private const int LargestPage = 500;

    public IResult One(string conversation, string member)
    {
        if (Find(conversation, out var place) is { } error)
            return error;
        return tenant.ByTeamsId(member) is { } person && place.Has(person) ? Results.Json(Tell(person)) : ConnectorError.MemberNotFound;
    }

    public IResult Page(string conversation, int? pageSize, string? continuationToken)
    {
        if (Find(conversation, out var place) is { } error)
            return error;
        var from = 0;
        if (continuationToken is { Length: > 0 }
            && (!int.TryParse(continuationToken, NumberStyles.None, CultureInfo.InvariantCulture, out from) || from >= place.Members.Count))
            return ConnectorError.BadArgument("The continuation token is not one of ours.");

        var size = Math.Clamp(pageSize ?? LargestPage, 1, LargestPage);
        var next = from + size;
        return Results.Json(new
        {
            continuationToken = next < place.Members.Count ? next.ToString(CultureInfo.InvariantCulture) : null,
            members = place.Members.Skip(from).Take(size).Select(Tell),
        });
    }

    private IResult? Find(string conversation, out Place place)
    {
        place = Address.Read(conversation, tenant)?.Place!;
        if (place is null)
            return ConnectorError.ConversationNotFound;
        return faults.WhyClosed(place.Id) is { } why ? ConnectorError.Closed(why) : null;
    }

    private object Tell(PlaygroundPerson person) => new
    {
        id = Tenant.UserId(person),
        name = person.Name,
        aadObjectId = person.AadObjectId,
        objectId = person.AadObjectId,
        email = person.Email,
        userPrincipalName = person.Email,
        tenantId = setup.TenantId,
        userRole = "user",
    };
}
