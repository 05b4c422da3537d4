using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Storage.Tables;

/// <summary>Stands between a store and the emulator, on a real socket, and gets in the way when told to.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Uri behind;
    private readonly HttpClient http = new();
    private int seen;

    private Relay(WebApplication app, Uri behind) => (this.app, this.behind) = (app, behind);

    public string Url => app.Urls.First() + behind.AbsolutePath;

    public int Seen => seen;

    /// <summary>True for a request whose answer nobody gets: the server has done what it asks, and the connection breaks.</summary>
    public Func<HttpRequest, Task<bool>> Loses { get; set; } = static _ => Task.FromResult(false);

    /// <summary>Answers in the server's place; null lets the request through.</summary>
    public Func<HttpContext, Task>? Answers { get; set; }

    /// <summary>The same, for some: true if it has answered.</summary>
    public Func<HttpContext, Task<bool>> Refuses { get; set; } = static _ => Task.FromResult(false);

    /// <summary>Told of each answer: the request, its status and what it says.</summary>
    public Action<HttpRequest, int, byte[]>? Passed { get; set; }

    public static async Task<Relay> StartAsync(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging();
        var app = builder.Build();
        var relay = new Relay(app, new Uri(url));
        app.Run(relay.PassAsync);
        await app.StartAsync();
        return relay;
    }

    /// <summary>The answer to the next transaction gets lost, once; before that, somebody else may do something.</summary>
    public void LosesTheNextTransaction(Func<Task>? meanwhile = null) => LosesTheNext("$batch", meanwhile);

    /// <summary>The answer to the next change whose path ends so gets lost.</summary>
    public void LosesTheNext(string path, Func<Task>? meanwhile = null)
    {
        var left = 1;
        Loses = async request =>
        {
            if (HttpMethods.IsGet(request.Method) || !request.Path.Value!.Contains(path, StringComparison.Ordinal) || Interlocked.Exchange(ref left, 0) == 0)
                return false;
            if (meanwhile is not null)
                await meanwhile();
            return true;
        };
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        Interlocked.Increment(ref seen);
        if (Answers is { } answers)
        {
            await answers(context);
            return;
        }

        if (await Refuses(context))
            return;
        using var answer = await http.SendAsync(await CopyAsync(context));
        var body = await answer.Content.ReadAsByteArrayAsync();
        Passed?.Invoke(context.Request, (int)answer.StatusCode, body);
        if (await Loses(context.Request))
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Content-Length" or "Connection" or "Keep-Alive"))
                context.Response.Headers[name] = values.ToArray();
        }

        if (body.Length > 0)
            await context.Response.Body.WriteAsync(body);
    }

    private async Task<HttpRequestMessage> CopyAsync(HttpContext context)
    {
        // As it was sent: the signature is of the escaped path.
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(behind.GetLeftPart(UriPartial.Authority) + path));
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(values.ToString());
            else if (name is not ("Host" or "Content-Length" or "Connection" or "Transfer-Encoding"))
                request.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return request;
    }
}
