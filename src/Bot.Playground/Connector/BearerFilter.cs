using Bot.Playground.SignIn;
using Microsoft.AspNetCore.Http;

namespace Bot.Playground.Connector;

/// <summary>Lets in only who shows a token from this Teams' own token endpoint.</summary>
internal sealed class BearerFilter(AccessTokens tokens) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && tokens.Hold(header[Scheme.Length..], TimeProvider.System.GetUtcNow())
            ? next(context)
            : ValueTask.FromResult<object?>(ConnectorError.Unauthorized);
    }
}
