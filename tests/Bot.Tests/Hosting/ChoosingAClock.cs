using Bot.App;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Hosting;

public sealed class ChoosingAClock
{
    [Fact]
    public async Task Visits_go_by_the_one_that_whoever_starts_the_bot_brings()
    {
        var clock = new ManualClock();
        await using var app = HandoffHost.Build(["--Urls=http://127.0.0.1:1", "--Logging:LogLevel:Default=None"], clock);
        Assert.Same(clock, app.Services.GetRequiredService<TimeProvider>());
    }
}
