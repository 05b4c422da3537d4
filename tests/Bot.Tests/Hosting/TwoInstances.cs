using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Hosting;

/// <summary>Two instances on the same tables and in the same chats, each with what it remembers.</summary>
internal sealed class TwoInstances : IAsyncDisposable
{
    private TwoInstances(PaperClinic one, PaperClinic two) => (One, Two) = (one, two);

    public PaperClinic One { get; }

    public PaperClinic Two { get; }

    /// <param name="before">What happens at the first before there is a second.</param>
    public static async Task<TwoInstances> StartAsync(Azurite azurite, Func<PaperClinic, Task>? before = null, string? practice = null)
    {
        var options = azurite.Options();
        var one = new PaperClinic(practice, store: await azurite.OpenAsync(options), shares: options);
        if (before is not null)
            await before(one);
        return new TwoInstances(one, new PaperClinic(practice, store: await azurite.OpenAsync(options), shares: options, beside: one));
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Two.DisposeAsync();
    }
}
