using Azure;
using Azure.Core;

namespace Bot.Storage.Tables;

/// <summary>The bot's identity, whose failures look like any other refusal: each kind of credential has exceptions of its own.</summary>
internal sealed class Identity(TokenCredential credential) : TokenCredential
{
    public const string NoToken = "NoToken";

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        try
        {
            return await credential.GetTokenAsync(requestContext, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new RequestFailedException(401, failure.Message, NoToken, failure);
        }
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("All calls are asynchronous.");
}
