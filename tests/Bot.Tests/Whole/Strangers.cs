using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Playground.SignIn;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Whole;

/// <summary>Keys beside the one that speaks for Teams.</summary>
internal sealed class Strangers : IDisposable
{
    /// <summary>A key that the issuer never told of.</summary>
    public SigningKey Unknown { get; } = new();

    /// <summary>A key of the same issuer for another channel: it is told, and not endorsed for Teams.</summary>
    public SigningKey OfAnotherChannel { get; } = new();

    public async Task TellKeysAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path != "/playground/sign-in/keys")
        {
            await next(http);
            return;
        }

        var own = http.RequestServices.GetService(typeof(SigningKey)) as SigningKey;
        var keys = JsonSerializer.SerializeToNode(own!.KeySet())!;
        var other = JsonSerializer.SerializeToNode(OfAnotherChannel.KeySet())!["keys"]![0]!.DeepClone();
        other["endorsements"] = new JsonArray("webchat");
        keys["keys"]!.AsArray().Add(other);
        await http.Response.WriteAsJsonAsync(keys);
    }

    public void Dispose()
    {
        Unknown.Dispose();
        OfAnotherChannel.Dispose();
    }
}
