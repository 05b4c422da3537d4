using Bot.App;
using Bot.Clinic;
using Bot.Storage.Tables;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Audit;

[Collection(OnAzurite.Name)]
public sealed class KeepingForSixYears(Azurite azurite)
{
    private static readonly TimeSpan SixYears = TimeSpan.FromDays((6 * 366) + 2);

    [Fact]
    public async Task What_left_longer_ago_is_removed_and_what_is_left_is_sound()
    {
        await using var clinic = new PaperClinic();
        await VisitAsync(clinic, "4");
        Assert.Equal(0, await clinic.Get<Retention>().RunAsync(default));
        clinic.Clock.Advance(SixYears);
        await VisitAsync(clinic, "5");

        Assert.Equal(1, await clinic.Get<Retention>().RunAsync(default));
        Assert.Equal(0, await clinic.Get<Retention>().RunAsync(default));
        Assert.Equal((0, "1 visits, 3 events, 0 broken."), await VerifyAsync($"--Store:Path={clinic.File.Path}"));
    }

    [Fact]
    public async Task Of_several_instances_one_does_it_each_day()
    {
        var options = azurite.Options();
        await azurite.ListAsync(options, new SiteId("main-street"));
        await using var one = new PaperClinic(store: await azurite.OpenAsync(options), shares: options);
        await using var two = new PaperClinic(store: await azurite.OpenAsync(options), shares: options, beside: one);
        await VisitAsync(one, "4");
        Pass(SixYears);
        await VisitAsync(one, "5");

        Assert.Equal(1, await one.Get<Retention>().RunAsync(default));
        Pass(TimeSpan.FromDays(3));
        Assert.Equal(0, await two.Get<Retention>().RunAsync(default));
        await VisitAsync(one, "6");
        Pass(SixYears);
        Assert.Equal(2, await two.Get<Retention>().RunAsync(default));

        // What is too old by now waits for the day after.
        await VisitAsync(one, "7");
        one.Clock.Advance(SixYears);
        two.Clock.Advance(TimeSpan.FromHours(19));
        Assert.Equal(0, await two.Get<Retention>().RunAsync(default));
        Assert.Equal(1, await one.Get<Retention>().RunAsync(default));

        void Pass(TimeSpan time)
        {
            one.Clock.Advance(time);
            two.Clock.Advance(time);
        }
    }

    [Fact]
    public async Task What_broke_off_in_the_middle_is_no_break_of_the_chain_and_is_ended_the_next_time()
    {
        var options = azurite.Options();
        await using var clinic = new PaperClinic(store: await azurite.OpenAsync(options), shares: options);
        await VisitAsync(clinic, "4");
        await VisitAsync(clinic, "5");
        var gone = new VisitId((await RangeAsync(Keys.Left))[0].GetString("Visit")!);
        await azurite.Client(options.TableName + "sites").DeleteEntityAsync(Keys.OfVisit(gone), Keys.SiteOfVisit, Azure.ETag.All, default);
        await azurite.Client(options.TableName).DeleteEntityAsync("main-street", Keys.Event(gone, 1), Azure.ETag.All, default);

        Assert.Equal((0, "1 visits, 3 events, 0 broken."), await VerifyAsync(["--Store:Kind=AzureTables", .. Azurite.SettingsOf(options)]));
        clinic.Clock.Advance(SixYears);
        Assert.Equal(2, await clinic.Get<Retention>().RunAsync(default));
        foreach (var prefix in (string[])[Keys.Left, Keys.Events, Keys.Summaries, Keys.Work])
            Assert.Empty(await RangeAsync(prefix));

        Task<List<Bot.Storage.Tables.Wire.TableEntity>> RangeAsync(string prefix) =>
            Account.RangeAsync(azurite.Client(options.TableName), "main-street", prefix, Keys.After(prefix), default);
    }

    private static async Task VisitAsync(PaperClinic clinic, string room)
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), $"ready {room} lee");
        await clinic.SaysAsync(PaperClinic.By("teams", 1), $"left {room}");
        clinic.Clock.Advance(Painter.KeepPostings);
        await clinic.PaintAsync();
    }

    private static async Task<(int Code, string Text)> VerifyAsync(params string[] store)
    {
        var said = new StringWriter { NewLine = "\n" };
        var code = await Verify.RunAsync(store, said, said, default);
        return (code, said.ToString().Trim());
    }
}
