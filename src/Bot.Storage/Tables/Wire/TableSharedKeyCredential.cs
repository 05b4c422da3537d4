using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Bot.Storage.Tables.Wire;

/// <summary>An account's name and key, base64. Only the emulator is spoken to with one.</summary>
internal sealed class TableSharedKeyCredential(string accountName, string accountKey)
{
    private readonly byte[] key = Convert.FromBase64String(accountKey);

    /// <summary>SharedKeyLite: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key</summary>
    public string Sign(string date, Uri uri)
    {
        // The emulator's path starts with the account already, which then stands there twice.
        var batch = uri.Query.Contains("comp=", StringComparison.Ordinal) ? uri.Query : "";
        var text = $"{date}\n/{accountName}{uri.AbsolutePath}{batch}";
        return $"SharedKeyLite {accountName}:{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}";
    }
}

/// <summary>Signs each attempt anew, since the date is signed and the server refuses an old one.</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential, TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = clock.GetUtcNow().ToString("R");
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", credential.Sign(date, message.Request.Uri.ToUri()));
    }
}
