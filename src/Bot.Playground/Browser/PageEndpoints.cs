using System.Text.Json;
using Bot.Playground.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Playground.Browser;

/// <summary>What the page may ask for. Every body is checked; what makes no sense is a 4xx and changes nothing.</summary>
internal static class PageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup("").AddEndpointFilter<RouteGroupBuilder, PageRules>();
        PageFiles.Map(page);
        page.MapGet("/playground/state", (Snapshot snapshot) => Results.Json(snapshot.All(), Feed.Json));
        page.MapGet("/playground/feed", (HttpContext http, FeedEndpoint feed) => feed.StreamAsync(http));
        Take(page, "say", (steps, body, _) => Now(steps.Say(body)));
        Take(page, "tap", (steps, body, ct) => steps.TapAsync(body, ct));
        Take(page, "submit", (steps, body, ct) => steps.SubmitAsync(body, ct));
        Take(page, "compose", (steps, body, ct) => steps.ComposeAsync(body, ct));
        Take(page, "dialog", (steps, body, ct) => steps.DialogAsync(body, ct));
        Take(page, "clock", (steps, body, _) => Now(steps.SetClock(body)));
        Take(page, "faults", (steps, body, _) => Now(steps.SwitchFault(body)));
        Take(page, "start-over", (steps, _, ct) => steps.StartOverAsync(ct));
    }

    private static Task<IResult> Now(IResult result) => Task.FromResult(result);

    private static void Take(RouteGroupBuilder page, string name, Func<PageSteps, JsonElement, CancellationToken, Task<IResult>> step) =>
        page.MapPost($"/playground/{name}", async (HttpContext http, PageSteps steps) =>
        {
            var (body, refused) = await Bodies.ReadObjectAsync(http.Request, http.RequestAborted);
            return refused != 0 ? Results.StatusCode(refused) : await step(steps, body, http.RequestAborted);
        });
}
