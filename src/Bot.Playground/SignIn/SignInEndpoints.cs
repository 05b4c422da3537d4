using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Bot.Playground.SignIn;

/// <summary>The identity side of Teams: where the bot learns whose signature to trust, and where it gets its own token.</summary>
internal static class SignInEndpoints
{
    private const string Scope = "https://api.botframework.com/.default";
    private const int MostFormBytes = 16 * 1024;

    private static readonly string[] Algorithms = ["RS256"];
    private static readonly string[] Methods = ["client_secret_post"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        // https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
        routes.MapGet("/playground/sign-in/openid-configuration", (PlaygroundSetup setup) => Results.Json(new
        {
            issuer = setup.Issuer,
            jwks_uri = setup.KeysUrl,
            token_endpoint = setup.TokenUrl,
            id_token_signing_alg_values_supported = Algorithms,
            token_endpoint_auth_methods_supported = Methods,
        }));
        routes.MapGet("/playground/sign-in/keys", (SigningKey key) => Results.Json(key.KeySet()));
        routes.MapPost("/playground/sign-in/token", GiveTokenAsync).WithMetadata(new RequestSizeLimitAttribute(MostFormBytes));
    }

    // OAuth 2 client credentials: RFC 6749, sections 4.4 and 5.2.
    private static async Task<IResult> GiveTokenAsync(HttpContext http, PlaygroundSetup setup, AccessTokens tokens)
    {
        if (!http.Request.HasFormContentType)
            return Refuse(400, "invalid_request");
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return Refuse(400, "invalid_request");
        }

        if (form["grant_type"] != "client_credentials")
            return Refuse(400, "unsupported_grant_type");
        if (form["client_id"] != setup.AppId || !Same(form["client_secret"].ToString(), setup.ClientSecret))
            return Refuse(401, "invalid_client");
        if (form["scope"] != Scope)
            return Refuse(400, "invalid_scope");
        return Results.Json(new
        {
            token_type = "Bearer",
            expires_in = (int)AccessTokens.Life.TotalSeconds,
            access_token = tokens.Issue(TimeProvider.System.GetUtcNow()),
        });
    }

    private static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private static IResult Refuse(int status, string error) => Results.Json(new { error }, statusCode: status);
}
