using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Playground.Connector;
using Bot.Playground.Wire;
using Bot.Playground.World;
using Microsoft.AspNetCore.Http;

namespace Bot.Playground.Browser;

/// <summary>What somebody does on a phone or at the bar.</summary>
internal sealed partial class PageSteps(
    PlaygroundSetup setup,
    Tenant tenant,
    Chats chats,
    MessageIds ids,
    Activities activities,
    Invokes invokes,
    Postman postman,
    Faults faults)
{
    private const int LongestLine = 1000;
    private const double FurthestJumpMinutes = 24 * 60;

    /// <summary>A typed line; the page names it, so that trying again never says it twice.</summary>
    public IResult Say(JsonElement body)
    {
        if (Who(body) is not { } from || Where(body, from) is not { } place)
            return Results.NotFound();
        if (body.Text("id") is not { } id || !LineId().IsMatch(id) || body.Text("text")?.Trim() is not { Length: > 0 and <= LongestLine } text)
            return Results.BadRequest();

        var known = chats.Find(id);
        if (known is not null && (known.From != from.StaffId || known.Place != place.Id))
            return Results.Conflict();
        if (known is not null && known.Delivery != Delivery.Failed)
            return Results.NoContent();
        var said = chats.Say(place, from, id, text);
        if (known is not null)
            chats.Mark(id, Delivery.Waiting);
        postman.Take(place, from, said);
        return Results.NoContent();
    }

    public async Task<IResult> TapAsync(JsonElement body, CancellationToken ct)
    {
        if (Who(body) is not { } from || Card(body, from) is not var (card, place))
            return Results.NotFound();
        if (body.Get("action").AsObject() is not { } action || action.Text("type") != "Action.Execute" || action.Text("verb") is null)
            return Results.BadRequest();
        await invokes.ExecuteAsync(place, from, card, action, ct);
        return Results.NoContent();
    }

    /// <summary>Action.Submit on a card: a dialog is fetched if it asks for one, else the data goes as a message.</summary>
    public async Task<IResult> SubmitAsync(JsonElement body, CancellationToken ct)
    {
        if (Who(body) is not { } from || Card(body, from) is not var (card, place))
            return Results.NotFound();
        if (body.Get("data").AsObject() is not { } data)
            return Results.BadRequest();
        if (data.Get("msteams").Text("type") == "task/fetch")
            return Results.Json(await invokes.FetchAsync(place, from, card, data, ct), Feed.Json);
        postman.Take(activities.Submit(place, from, card, ids.Next(), data));
        return Results.Json(DialogAnswer.Closes, Feed.Json);
    }

    public async Task<IResult> ComposeAsync(JsonElement body, CancellationToken ct) =>
        Who(body) is { } from && Where(body, from) is { } place
            ? Results.Json(await invokes.ComposeAsync(place, from, ct), Feed.Json)
            : Results.NotFound();

    public async Task<IResult> DialogAsync(JsonElement body, CancellationToken ct)
    {
        if (Who(body) is not { } from || Where(body, from) is not { } place)
            return Results.NotFound();
        if (body.Get("data").AsObject() is not { } data)
            return Results.BadRequest();
        return body.Text("kind") switch
        {
            "task" => Results.Json(await invokes.SubmitAsync(place, from, data, ct), Feed.Json),
            "compose" => Results.Json(await invokes.ComposeSubmitAsync(place, from, data, ct), Feed.Json),
            _ => Results.BadRequest(),
        };
    }

    public IResult SetClock(JsonElement body)
    {
        if (body.Number("speed") is { } speed and >= 0 and <= PlaygroundClock.FastestSpeed)
            setup.Clock.Speed = speed;
        else if (body.Number("jumpMinutes") is { } minutes and > 0 and <= (int)FurthestJumpMinutes)
            setup.Clock.Jump(TimeSpan.FromMinutes(minutes));
        else
            return Results.BadRequest();
        return Results.NoContent();
    }

    public IResult SwitchFault(JsonElement body)
    {
        var isOn = body.Get("on");
        if (isOn is not { ValueKind: JsonValueKind.True or JsonValueKind.False } || body.Text("kind") is not { } name
            || !Enum.GetNames<FaultKind>().Contains(name, StringComparer.OrdinalIgnoreCase))
            return Results.BadRequest();
        faults.Switch(Enum.Parse<FaultKind>(name, ignoreCase: true), isOn.Value.GetBoolean());
        return Results.NoContent();
    }

    public async Task<IResult> StartOverAsync(CancellationToken ct)
    {
        await setup.StartOver(ct);
        faults.Clear();
        setup.News.Clear();
        chats.Clear();
        postman.TellInstalled();
        return Results.NoContent();
    }

    private PlaygroundPerson? Who(JsonElement body) => body.Text("person") is { } id ? tenant.Person(id) : null;

    private Place? Where(JsonElement body, PlaygroundPerson from) =>
        body.Text("place") is { } id && tenant.PlaceOf(id) is { } place && place.Has(from) ? place : null;

    private (Message Card, Place Place)? Card(JsonElement body, PlaygroundPerson from) =>
        body.Text("message") is { } id && chats.Find(id) is { From: null } card && tenant.PlaceOf(card.Place) is { } place && place.Has(from)
            ? (card, place)
            : null;

    // Teams' message ids are digits; the page makes its own in the same form.
    [GeneratedRegex("^[0-9]{10,24}$")]
    private static partial Regex LineId();
}
