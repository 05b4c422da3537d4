using Azure.Core;
using Bot.Clinic;

namespace Bot.Teams.Outbound;

/// <summary>Fetches a new token; throws <see cref="ChannelException"/> if none is to be had now, <see cref="ConnectorException"/> 401 if none is given.</summary>
internal delegate Task<AccessToken> FetchToken(CancellationToken ct);

/// <summary>The bot's own token: kept until five minutes before it expires, and fetched once however many calls wait for it.</summary>
internal sealed class ConnectorTokens(FetchToken fetch, TimeProvider time)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task<AccessToken>? current;

    public async Task<string> GetAsync(CancellationToken ct)
    {
        Task<AccessToken> token;
        lock (gate)
        {
            if (current is null or { IsFaulted: true } or { IsCanceled: true }
                || (current.IsCompletedSuccessfully && current.Result.ExpiresOn - Early <= time.GetUtcNow()))
            {
                current = FetchAsync();
            }
            token = current;
        }
        return (await token.WaitAsync(ct)).Token;
    }

    /// <summary>The Connector did not take this token: the next call fetches another, unless somebody else already has.</summary>
    public void Refused(string token)
    {
        lock (gate)
        {
            if (current is { IsCompletedSuccessfully: true } && current.Result.Token == token)
                current = null;
        }
    }

    private async Task<AccessToken> FetchAsync()
    {
        // Shared by all who wait, so it is not cancelled with any one of them.
        using var timeout = new CancellationTokenSource(Timeout, time);
        try
        {
            return await fetch(timeout.Token);
        }
        catch (OperationCanceledException fault)
        {
            throw new ChannelException(ChannelTrouble.Later, "token: no answer in time", inner: fault);
        }
    }
}
