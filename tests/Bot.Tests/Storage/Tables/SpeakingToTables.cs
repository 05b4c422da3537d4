using System.Globalization;
using Azure;
using Bot.Storage.Tables.Wire;
using Microsoft.AspNetCore.Http;
using static Bot.Storage.Tables.Wire.TableTransactionActionType;

namespace Bot.Tests.Storage.Tables;

[Collection(OnAzurite.Name)]
public sealed class SpeakingToTables(Azurite azurite) : IAsyncLifetime
{
    private readonly TableClient table = azurite.Client("t" + Guid.NewGuid().ToString("N"));

    public Task InitializeAsync() => table.CreateIfNotExistsAsync(default);

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<object> Values => new(
        0, int.MinValue, 5L, long.MaxValue, 5.0, 0.1, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, true, false, "",
        "5", "o'brien \"é\" 你好 👋 \\ \n", Guid.Parse("5d1f5c2e-4f3d-4a43-9a7e-6f1d2c3b4a59"),
        new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.Zero).AddTicks(1234567));

    [Theory]
    [MemberData(nameof(Values))]
    public async Task What_is_written_comes_back_with_its_value_and_its_type(object value)
    {
        await table.AddEntityAsync(new TableEntity("p", "alone") { { "Value", value } }, default);
        await table.SubmitTransactionAsync([new(Add, new TableEntity("p", "together") { { "Value", value } })], default);

        foreach (var key in (string[])["alone", "together"])
        {
            var read = (await table.GetEntityIfExistsAsync("p", key, default)).Value!["Value"];
            Assert.Equal(value.GetType(), read!.GetType());
            Assert.Equal(value, read);
        }
    }

    [Fact]
    public async Task Bytes_come_back_and_what_is_null_is_absent()
    {
        byte[] odd = [0, 1, 255, 10, 13, 0];
        await table.AddEntityAsync(new TableEntity("p", "r") { { "Odd", odd }, { "Empty", Array.Empty<byte>() }, { "Null", null } }, default);

        var read = (await table.GetEntityIfExistsAsync("p", "r", default)).Value!;
        Assert.Equal(odd, read.GetBinary("Odd"));
        Assert.Equal([], read.GetBinary("Empty")!);
        Assert.DoesNotContain(read, property => property.Key == "Null");
    }

    [Theory]
    [InlineData("o'brien")]
    [InlineData("a|b c%20d+e&f=g,h(i)")]
    [InlineData("Zürich 你好")]
    public async Task Keys_may_hold_what_an_address_may_not(string key)
    {
        await table.AddEntityAsync(new TableEntity(key, key) { { "N", 1 } }, default);
        await table.SubmitTransactionAsync([new(UpdateMerge, new TableEntity(key, key) { { "N", 2 } }, ETag.All)], default);

        Assert.Equal(2, (await table.GetEntityIfExistsAsync(key, key, default)).Value!.GetInt32("N"));
        var quoted = key.Replace("'", "''", StringComparison.Ordinal);
        Assert.Single(await AllAsync($"PartitionKey eq '{quoted}' and RowKey eq '{quoted}'"));
        await table.DeleteEntityAsync(key, key, ETag.All, default);
        Assert.False((await table.GetEntityIfExistsAsync(key, key, default)).HasValue);
    }

    [Fact]
    public async Task An_update_that_names_no_version_is_a_mistake_and_inserts_nothing()
    {
        var row = new TableEntity("p", "r") { { "N", 1 } };
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(row, default, TableUpdateMode.Replace, default));
        await Assert.ThrowsAsync<ArgumentException>(() => table.DeleteEntityAsync("p", "r", default, default));
        await Assert.ThrowsAsync<ArgumentException>(() => table.SubmitTransactionAsync([new(UpdateMerge, row)], default));

        Assert.False((await table.GetEntityIfExistsAsync("p", "r", default)).HasValue);
    }

    [Fact]
    public async Task A_merge_keeps_what_it_does_not_name_and_a_replacement_drops_it()
    {
        await table.AddEntityAsync(new TableEntity("p", "r") { { "A", 1 }, { "B", 1 } }, default);
        await table.UpdateEntityAsync(new TableEntity("p", "r") { { "A", 2 } }, ETag.All, TableUpdateMode.Merge, default);
        Assert.Equal((2, 1), await ReadAsync());
        await table.UpdateEntityAsync(new TableEntity("p", "r") { { "A", 3 } }, ETag.All, TableUpdateMode.Replace, default);
        Assert.Equal((3, null), await ReadAsync());
        await table.UpsertEntityAsync(new TableEntity("p", "r") { { "B", 4 } }, default);
        Assert.Equal((null, 4), await ReadAsync());

        async Task<(int?, int?)> ReadAsync()
        {
            var row = (await table.GetEntityIfExistsAsync("p", "r", default)).Value!;
            return (row.GetInt32("A"), row.GetInt32("B"));
        }
    }

    [Fact]
    public async Task A_refusal_has_the_servers_status_and_code()
    {
        var row = new TableEntity("p", "r") { { "N", 1 } };
        var old = (await table.AddEntityAsync(row, default)).Headers.ETag!.Value;
        await table.UpsertEntityAsync(row, default);

        Assert.Equal((409, "EntityAlreadyExists"), await RefusalAsync(() => table.AddEntityAsync(row, default)));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), await RefusalAsync(() => table.UpdateEntityAsync(row, old, TableUpdateMode.Merge, default)));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), await RefusalAsync(() => table.DeleteEntityAsync("p", "r", old, default)));
        Assert.Equal((404, "ResourceNotFound"), await RefusalAsync(() => table.UpdateEntityAsync(new("p", "none"), ETag.All, TableUpdateMode.Merge, default)));
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "none", ETag.All, default)).Status);
    }

    [Fact]
    public async Task A_table_that_is_missing_is_no_row_that_is_missing()
    {
        var missing = azurite.Client("missing");
        Assert.Equal((404, "TableNotFound"), await RefusalAsync(() => missing.AddEntityAsync(new("p", "r"), default)));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_in_xml_and_understood()
    {
        var stranger = new TableClient(
            new Uri(azurite.Url), "stranger", new TableSharedKeyCredential(Azurite.Account, Convert.ToBase64String(new byte[32])), new TableClientOptions());

        var (status, code) = await RefusalAsync(() => stranger.AddEntityAsync(new("p", "r"), default));
        Assert.Equal(403, status);
        Assert.NotEqual("", code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Of_a_transaction_all_is_done_or_nothing_and_the_one_that_failed_is_named(int failing)
    {
        await table.AddEntityAsync(new TableEntity("p", "r2") { { "N", 1 } }, default);
        var actions = Enumerable.Range(3, 4).Select(i => new TableTransactionAction(Add, Row(i))).ToList();
        actions.Insert(failing, new(Add, Row(2)));

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions, default));
        Assert.Equal((failing, 409, "EntityAlreadyExists"), (refused.FailedTransactionActionIndex, refused.Status, refused.ErrorCode));
        Assert.Single(await AllAsync("PartitionKey eq 'p'"));

        actions.RemoveAt(failing);
        actions.Add(new(UpdateReplace, Row(2), ETag.All));
        var done = await table.SubmitTransactionAsync(actions, default);
        Assert.Equal(5, done.Value.Count);
        Assert.All(done.Value, part => Assert.Equal(204, part.Status));
        Assert.Equal((await table.GetEntityIfExistsAsync("p", "r2", default)).Value!.ETag, done.Value[^1].Headers.ETag);
    }

    [Fact]
    public async Task The_same_row_twice_in_a_transaction_is_refused()
    {
        var refused = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync([new(Add, Row(1)), new(Add, Row(1))], default));
        Assert.Equal((400, "InvalidDuplicateRow"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_query_goes_on_until_the_server_says_that_there_is_no_more()
    {
        for (var start = 0; start < 1100; start += 100)
            await table.SubmitTransactionAsync(Enumerable.Range(start, 100).Select(i => new TableTransactionAction(Add, Row(i))), default);

        var all = await AllAsync("PartitionKey eq 'p' and RowKey ge 'r' and RowKey lt 's'");
        Assert.Equal(Enumerable.Range(0, 1100).Select(i => Row(i).RowKey).Order(StringComparer.Ordinal), all.Select(row => row.RowKey));
        Assert.Equal(25, (await AllAsync("PartitionKey eq 'p' and N lt 25", top: 10)).Count);
    }

    [Fact]
    public async Task A_page_may_be_empty_and_still_not_be_the_last()
    {
        await using var relay = await Relay.StartAsync(azurite.Url);
        var pages = new List<string>();
        relay.Answers = async context =>
        {
            pages.Add(context.Request.Query["NextPartitionKey"] + "/" + context.Request.Query["NextRowKey"]);
            if (pages.Count < 3)
                context.Response.Headers["x-ms-continuation-NextPartitionKey"] = $"1!{pages.Count}+&";
            if (pages.Count == 2)
                context.Response.Headers["x-ms-continuation-NextRowKey"] = "1!r";
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(pages.Count < 3 ? """{"value":[]}""" : """{"value":[{"PartitionKey":"p","RowKey":"r","N":7}]}""");
        };

        var rows = new List<TableEntity>();
        await foreach (var row in azurite.Client("t", relay.Url).QueryAsync("PartitionKey eq 'p'", null, null, default))
            rows.Add(row);
        Assert.Equal(7, Assert.Single(rows).GetInt32("N"));
        Assert.Equal(["/", "1!1+&/", "1!2+&/1!r"], pages);
    }

    [Fact]
    public async Task Fewer_answers_than_actions_are_no_success()
    {
        await using var relay = await Relay.StartAsync(azurite.Url);
        relay.Answers = async context =>
        {
            context.Response.StatusCode = 202;
            context.Response.ContentType = "multipart/mixed; boundary=b";
            await context.Response.WriteAsync(
                "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n\r\n--c--\r\n--b--\r\n");
        };

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => azurite.Client("t", relay.Url).SubmitTransactionAsync([new(Add, Row(1)), new(Add, Row(2))], default));
        Assert.Contains("1 answers to 2 actions", refused.Message, StringComparison.Ordinal);
    }

    private static TableEntity Row(int i) => new("p", "r" + i.ToString(CultureInfo.InvariantCulture)) { { "N", i } };

    private async Task<List<TableEntity>> AllAsync(string filter, int? top = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync(filter, top, null, default))
            rows.Add(row);
        return rows;
    }

    private static async Task<(int, string?)> RefusalAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RequestFailedException>(call);
        return (refused.Status, refused.ErrorCode);
    }
}
