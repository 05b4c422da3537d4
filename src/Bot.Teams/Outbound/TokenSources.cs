using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using Bot.Clinic;
using Bot.Teams.Inbound;

namespace Bot.Teams.Outbound;

/// <summary>The two ways to a token: a secret of the app registration, or the identity of the machine.</summary>
internal static class TokenSources
{
    public static FetchToken Of(TeamsOptions options, Authority authority, HttpClient http, TimeProvider time) =>
        string.IsNullOrWhiteSpace(options.ManagedIdentityClientId)
            ? ct => BySecretAsync(options, authority, http, time, ct)
            : ByManagedIdentity(options.ManagedIdentityClientId, authority.Scope);

    // https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
    private static async Task<AccessToken> BySecretAsync(TeamsOptions options, Authority authority, HttpClient http, TimeProvider time, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.AppId,
            ["client_secret"] = options.ClientSecret,
            ["scope"] = authority.Scope,
        });
        try
        {
            using var response = await http.PostAsync(new Uri(authority.TokenUrl), form, ct);
            if (!response.IsSuccessStatusCode)
            {
                var passes = response.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;

                // Other 4xx are about this app and its secret: the same as a token that the Connector refuses.
                throw passes
                    ? new ChannelException(ChannelTrouble.Later, $"token: {(int)response.StatusCode}")
                    : new ConnectorException(401, $"no token {(int)response.StatusCode}", null, sent: false);
            }
            var answer = await response.Content.ReadFromJsonAsync(TeamsJson.Default.TokenAnswer, ct);
            return answer is { AccessToken.Length: > 0 }
                ? new AccessToken(answer.AccessToken, time.GetUtcNow().AddSeconds(answer.ExpiresIn))
                : throw new ChannelException(ChannelTrouble.Later, "token: an answer without a token");
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or IOException)
        {
            throw new ChannelException(ChannelTrouble.Later, "token: no answer", inner: fault);
        }
    }

    private static FetchToken ByManagedIdentity(string clientId, string scope)
    {
        var credential = new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId));
        return async ct =>
        {
            try
            {
                return await credential.GetTokenAsync(new TokenRequestContext([scope]), ct);
            }
            catch (AuthenticationFailedException fault)
            {
                throw new ChannelException(ChannelTrouble.Later, "token: the managed identity gave none", inner: fault);
            }
        };
    }
}
