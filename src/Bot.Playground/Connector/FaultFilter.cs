using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Bot.Playground.Connector;

/// <summary>Stands before every Connector call and lets go wrong what is meant to.</summary>
internal sealed class FaultFilter(Faults faults) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var fault = faults.Befalls();

        // For whoever listens in on the calls.
        http.Items[typeof(FaultKind)] = fault;
        switch (fault)
        {
            case FaultKind.TooMany:
                http.Response.Headers.RetryAfter = Math.Ceiling(faults.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ConnectorError.Throttled;
            case FaultKind.BadGateway:
                return Results.Text("<html><body>502 Bad Gateway</body></html>", "text/html", statusCode: 502);
            case FaultKind.Timeout:
                await SilenceAsync(http);
                return Drop(http);
            case FaultKind.Reset:
                return Drop(http);
            case FaultKind.Lost:
                await next(context);
                return Drop(http);
            default:
                return await next(context);
        }
    }

    private async Task SilenceAsync(HttpContext http)
    {
        try
        {
            await Task.Delay(faults.Silence, TimeProvider.System, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The bot hung up first, which is what it should do.
        }
    }

    private static IResult Drop(HttpContext http)
    {
        http.Abort();
        return Results.Empty;
    }
}
