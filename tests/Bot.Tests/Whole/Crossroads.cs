using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Whole;

/// <summary>One address for several instances: each request goes to the next of those that are there, as with a balancer in front of them.</summary>
internal sealed class Crossroads : IAsyncDisposable
{
    private static readonly string[] Told = ["Authorization", "x-ms-conversation-id", "x-ms-tenant-id"];

    private readonly IReadOnlyList<Instance> instances;
    private readonly WebApplication app;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private int turn;

    public Crossroads(IReadOnlyList<Instance> instances)
    {
        this.instances = instances;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging();
        app = builder.Build();
        app.Run(PassAsync);
    }

    public Uri Address => new(app.Urls.First());

    /// <summary>Told which instance is about to get a request, and which has answered one.</summary>
    public Action<Instance>? Asks { get; set; }

    public Action<Instance>? Answered { get; set; }

    public Task StartAsync() => app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        for (var attempt = 0; attempt < 2 * instances.Count; attempt++)
        {
            var instance = instances[(int)((uint)Interlocked.Increment(ref turn) % instances.Count)];
            if (instance.IsAway)
                continue;
            try
            {
                await PassAsync(context, instance, body.ToArray());
                return;
            }
            catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nobody listens there, so nobody has heard it.
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException)
            {
                break;
            }
        }

        // Whoever asked gets no answer, and cannot know whether it was heard.
        context.Abort();
    }

    private async Task PassAsync(HttpContext context, Instance instance, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(instance.Address, context.Request.Path.Value));
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
        foreach (var name in Told)
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToArray());
        var asked = http.SendAsync(request, context.RequestAborted);
        Asks?.Invoke(instance);
        using var answer = await asked;
        var said = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        Answered?.Invoke(instance);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(said);
    }
}
