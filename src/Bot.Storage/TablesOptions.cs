using Azure.Core;
using Azure.Core.Pipeline;

namespace Bot.Storage;

/// <summary>Which account of Azure Tables keeps the visits, and who the bot is there.</summary>
/// <remarks>A class and no record: its text form must not print the key.</remarks>
public sealed class TablesOptions
{
    /// <summary>https://ACCOUNT.table.core.windows.net, or the emulator's http://127.0.0.1:10002/devstoreaccount1.</summary>
    public string TablesUrl { get; set; } = "";

    /// <summary>The account's key, for the emulator alone, which has a published one. This or <see cref="Credential"/>, never both.</summary>
    public string AccountKey { get; set; } = "";

    /// <summary>The bot's identity, with the role Storage Table Data Contributor on the account or on both tables.</summary>
    public TokenCredential? Credential { get; set; }

    /// <summary>The table of visits; the table of sites has "sites" behind that name. 3 to 58 letters and digits, a letter first.</summary>
    public string TableName { get; set; } = "handoff";

    /// <summary>Real time that one call of the store may take with all its retries. Teams and Slack wait 3 s for the answer to a click.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Real time that one request may take.</summary>
    internal TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>For those who answer nobody in a chat: a busy account is worth waiting for.</summary>
    internal void BePatient() => (Patience, RequestTimeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15));

    /// <summary>The emulator starts empty each time; in Azure the deployment makes the tables, and the bot need not be allowed to.</summary>
    internal bool MakesTables { get; set; } = true;

    /// <summary>The clock on the wall, by which requests are signed.</summary>
    internal TimeProvider Wall { get; set; } = TimeProvider.System;

    /// <summary>Another way to the server, and somebody who sees each request. For tests.</summary>
    internal HttpPipelineTransport? Transport { get; set; }

    internal HttpPipelinePolicy? Watch { get; set; }

    /// <summary>The same account, with tables of their own whose names end so. The bot makes them: no deployment has heard of them.</summary>
    /// <param name="ending">Small letters; 8 at most, since a name has 63 and the table of sites has 5 more.</param>
    public TablesOptions Beside(string ending)
    {
        var beside = (TablesOptions)MemberwiseClone();
        beside.TableName = TableName[..Math.Min(TableName.Length, 50)] + ending;
        beside.IsBeside = true;
        return beside;
    }

    /// <summary>True for what <see cref="Beside"/> gave.</summary>
    internal bool IsBeside { get; private set; }

    /// <summary>One sentence per missing or contradictory setting, naming the key and the fix; empty if all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (TableName.Length is < 3 or > 58 || !TableName.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetter(TableName[0]))
            faults.Add("Store:TableName must be 3 to 58 letters and digits and begin with a letter.");
        if (TablesUrl.Length == 0)
            faults.Add("Store:TablesUrl is missing: set it to https://ACCOUNT.table.core.windows.net.");
        else if (!Uri.TryCreate(TablesUrl, UriKind.Absolute, out var url) || !IsPlain(url))
            faults.Add("Store:TablesUrl must be like https://ACCOUNT.table.core.windows.net, with nothing behind it.");
        else if (AccountKey.Length > 0)
            Key(url, faults);
        else if (Credential is null)
            faults.Add("Store:AccountKey is missing: the emulator needs it; in Azure give the bot a managed identity.");
        else if (url.Scheme != "https")
            faults.Add("Store:TablesUrl must begin with https://, because an identity's token is sent there.");
        return faults;
    }

    // What may follow the address is a key in disguise.
    private static bool IsPlain(Uri url) =>
        url.Scheme is "https" or "http" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;

    private void Key(Uri url, List<string> faults)
    {
        if (Credential is not null)
            faults.Add("Store:AccountKey is set beside an identity: remove the key; it is for the emulator alone.");
        if (!url.IsLoopback)
            faults.Add("Store:AccountKey is for the emulator on this machine alone: remove it, and give the bot a managed identity.");
        else if (url.AbsolutePath.Trim('/') is not { Length: > 0 } account || account.Contains('/', StringComparison.Ordinal))
            faults.Add("Store:TablesUrl must end with the emulator's account, as in http://127.0.0.1:10002/devstoreaccount1.");
        if (!Convert.TryFromBase64String(AccountKey, new byte[AccountKey.Length], out _))
            faults.Add("Store:AccountKey is not base64: copy it whole.");
    }
}
