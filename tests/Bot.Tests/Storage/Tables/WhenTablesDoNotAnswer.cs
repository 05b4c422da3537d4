using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using Microsoft.AspNetCore.Http;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage.Tables;

[Collection(OnAzurite.Name)]
public sealed class WhenTablesDoNotAnswer(Azurite azurite) : IAsyncLifetime
{
    private Relay relay = null!;
    private TablesOptions options = null!;
    private TablesVisitStore store = null!;

    public async Task InitializeAsync()
    {
        relay = await Relay.StartAsync(azurite.Url);
        options = azurite.Options();
        options.TablesUrl = relay.Url;
        store = await azurite.OpenAsync(options);
        await store.TryAppendAsync(Opening("a", "4"), default);
    }

    public async Task DisposeAsync() => await relay.DisposeAsync();

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_busy_server_is_asked_a_few_times_and_then_it_is_said(int status)
    {
        relay.Answers = context => AnswerAsync(context, status, """{"odata.error":{"code":"ServerBusy","message":{"value":"The server is busy."}}}""");
        var before = relay.Seen;

        var said = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryAppendAsync(Step("a", "4", 1), default));
        Assert.Contains("ServerBusy", said.Message, StringComparison.Ordinal);
        Assert.InRange(relay.Seen - before, 2, 4);
        Assert.Contains("ServerBusy", await store.FaultAsync(default), StringComparison.Ordinal);
        relay.Answers = null;
        Assert.Null(await store.FaultAsync(default));
    }

    [Fact]
    public async Task A_short_pause_goes_unnoticed()
    {
        var refusals = 2;
        relay.Answers = context =>
        {
            if (--refusals == 0)
                relay.Answers = null;
            return AnswerAsync(context, 503, "");
        };

        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Step("a", "4", 1), default));
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_patience_though_each_try_has_time_left()
    {
        var hurried = azurite.Options();
        (hurried.TablesUrl, hurried.TableName, hurried.Patience) = (relay.Url, options.TableName, TimeSpan.FromMilliseconds(100));
        var hanging = new TablesVisitStore(hurried);
        relay.Answers = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => hanging.LoadAsync(Visit("a"), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => hanging.DueAsync(Morning, 1, default));
        relay.Answers = null;
        Assert.Equal(1, (await store.LoadAsync(Visit("a"), default))!.Version);
    }

    [Fact]
    public void A_click_is_answered_within_the_time_that_chats_wait()
    {
        // Both chats give up after three seconds, and the answer must travel too.
        Assert.InRange(new TablesOptions().Patience, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5));
        Assert.InRange(new TablesOptions().RequestTimeout, TimeSpan.FromSeconds(0.5), new TablesOptions().Patience);
    }

    [Theory]
    [InlineData(200, "<html>Please sign in to the guest network</html>")]
    [InlineData(404, "<html>not found</html>")]
    [InlineData(200, "{}")]
    [InlineData(202, "--b\r\n")]
    [InlineData(403, "")]
    public async Task What_is_no_answer_of_tables_is_no_answer(int status, string body)
    {
        relay.Answers = context => AnswerAsync(context, status, body);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryAppendAsync(Step("a", "4", 1), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.NextDueAsync(default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.LoadAsync(Visit("a"), default));
        relay.Answers = null;
        Assert.Equal(1, (await store.LoadAsync(Visit("a"), default))!.Version);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(180)]
    [InlineData(260)]
    [InlineData(2000)]
    public async Task Tries_that_each_took_too_long_are_no_fault_of_ours(int patience)
    {
        var hurried = azurite.Options();
        (hurried.TablesUrl, hurried.TableName, hurried.RequestTimeout) = (relay.Url, options.TableName, TimeSpan.FromMilliseconds(40));
        hurried.Patience = TimeSpan.FromMilliseconds(patience);
        var late = new TablesVisitStore(hurried);
        relay.Answers = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => late.OpenAsync(MainStreet, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => late.ClaimDueAsync(Morning, 9, new Claim("late", Morning), default));
        relay.Answers = null;
    }

    [Fact]
    public async Task A_table_that_was_deleted_is_not_mistaken_for_an_empty_one()
    {
        relay.Answers = context => AnswerAsync(context, 404, """{"odata.error":{"code":"TableNotFound","message":{"value":"The table is gone."}}}""");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.LoadAsync(Visit("a"), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TryAppendAsync(Step("a", "4", 1), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.SavePostingAsync(Posting("a", "room/care/1"), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.ForgetAsync("link", "lee", default));
    }

    [Fact]
    public async Task What_the_server_says_is_not_repeated_since_it_may_hold_keys()
    {
        relay.Answers = context => AnswerAsync(context, 400, """{"odata.error":{"code":"OutOfRangeInput","message":{"value":"r|room-of-somebody"}}}""");

        var said = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.KeepAsync(new Kept("link", "lee", default), default));
        Assert.Contains("OutOfRangeInput", said.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", said.Message, StringComparison.Ordinal);
    }

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = body switch
        {
            ['<', ..] => "text/html",
            ['-', ..] => "multipart/mixed; boundary=b",
            _ => "application/json",
        };
        return context.Response.WriteAsync(body);
    }
}
