using System.Globalization;
using System.Net.Sockets;
using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>Asks for both tables once, and says in a sentence what is wrong with the account, the identity, the tables or the clock.</summary>
internal static class StartCheck
{
    // The server itself allows 15 minutes; what is that far off would fail some day.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static async Task RequireAsync(Account account, SiteList sites, TablesOptions options, CancellationToken ct)
    {
        try
        {
            foreach (var table in (TableClient[])[account.Visits, account.Sites])
            {
                if (options.MakesTables && (options.AccountKey.Length > 0 || options.IsBeside))
                    await table.CreateIfNotExistsAsync(ct);
            }

            await sites.MarkAsync(ct);
            await Account.RangeAsync(account.Visits, Keys.KeptPartition, Keys.KeptPartition, Keys.After(Keys.KeptPartition), ct, most: 1);
        }
        catch (StoreUnavailableException newer)
        {
            throw new StoreStartException(newer.Message, newer);
        }
        catch (Exception failure) when (Account.Reason(failure) is { } reason)
        {
            throw new StoreStartException(SentenceOf(reason, options), failure);
        }
    }

    private static string SentenceOf(RequestFailedException reason, TablesOptions options)
    {
        var url = options.TablesUrl;
        return reason switch
        {
            { Status: 0 } => reason.GetBaseException() is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }
                ? $"There is no storage account at {url}: check the account's name in Store:TablesUrl."
                : $"{url} can't be reached: check Store:TablesUrl and the network ({reason.GetBaseException().Message})",
            { ErrorCode: TableErrorCode.TableNotFound } =>
                $"A table is missing at {url}: the bot needs \"{options.TableName}\" and \"{options.TableName}sites\". "
                + "Deploy infra/azuredeploy.json, or make them there.",
            { Status: 401 or 403 } when SkewOf(reason, options) is { } skew && skew.Duration() > Skew => string.Create(
                CultureInfo.InvariantCulture,
                $"This machine's clock is {skew.Duration().TotalMinutes:0} minutes {(skew > TimeSpan.Zero ? "ahead of" : "behind")} "
                + $"the storage account's: set it right."),
            { ErrorCode: Identity.NoToken } => $"The bot's identity got no token for {url}: {reason.Message}",
            { ErrorCode: "AuthorizationPermissionMismatch" } =>
                $"The bot's identity may not use {url}: give it the role Storage Table Data Contributor there.",
            { Status: 401 or 403 } when options.AccountKey.Length > 0 => $"Store:AccountKey is not the key of {url} ({reason.ErrorCode}).",
            { Status: 401 or 403 } =>
                $"{url} does not accept the bot's identity ({reason.ErrorCode}): "
                + "check that the account is of the identity's tenant, and that its network rules let the bot in.",
            _ => $"{url} does not answer like Azure Tables ({reason.Status} {reason.ErrorCode}): check Store:TablesUrl.",
        };
    }

    private static TimeSpan? SkewOf(RequestFailedException reason, TablesOptions options) =>
        reason.GetRawResponse()?.Headers.Date is { } theirs ? options.Wall.GetUtcNow() - theirs : null;
}
