using Bot.App;
using Bot.Clinic;
using Bot.Tests.Storage;

namespace Bot.Tests.Pages;

public sealed class OpeningALink : IAsyncDisposable
{
    private static readonly SiteId Here = new("main-street");
    private static readonly SiteId Elsewhere = new("harbor");

    private readonly SqliteFile file = new();
    private readonly ManualClock clock = new();

    [Fact]
    public async Task It_opens_its_page_of_its_site_and_nothing_else()
    {
        var links = await LoadedAsync();
        var key = links.KeyFor(PageKind.Hall, Here);
        Assert.True(links.Opens(PageKind.Hall, Here, key));
        Assert.False(links.Opens(PageKind.Staff, Here, key));
        Assert.False(links.Opens(PageKind.Report, Here, key));
        Assert.False(links.Opens(PageKind.Hall, Elsewhere, key));
    }

    [Fact]
    public async Task It_ends_by_itself()
    {
        var links = await LoadedAsync();
        var key = links.KeyFor(PageKind.Report, Here);
        clock.Advance(PageLinks.LastsFor(PageKind.Report) - TimeSpan.FromSeconds(1));
        Assert.True(links.Opens(PageKind.Report, Here, key));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(links.Opens(PageKind.Report, Here, key));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("1.2")]
    [InlineData("99999999999.0.")]
    [InlineData("99999999999.0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("999999999999999999999999.0.x")]
    [InlineData("-1.0.x")]
    [InlineData("99999999999.0.\u00e9\ud83d\ude00")]
    public async Task One_that_was_made_up_opens_nothing(string key) => Assert.False((await LoadedAsync()).Opens(PageKind.Hall, Here, key));

    [Fact]
    public async Task One_whose_end_was_moved_opens_nothing()
    {
        var links = await LoadedAsync();
        var parts = links.KeyFor(PageKind.Hall, Here).Split('.');
        Assert.False(links.Opens(PageKind.Hall, Here, $"{long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) + 1}.{parts[1]}.{parts[2]}"));
        Assert.False(links.Opens(PageKind.Hall, Here, $"{parts[0]}.1.{parts[2]}"));
    }

    [Fact]
    public async Task Revoking_ends_all_of_its_kind_for_good_and_no_others()
    {
        var links = await LoadedAsync();
        var (hall, staff) = (links.KeyFor(PageKind.Hall, Here), links.KeyFor(PageKind.Staff, Here));
        await links.RevokeAsync(PageKind.Hall, Here, default);
        Assert.False(links.Opens(PageKind.Hall, Here, hall));
        Assert.True(links.Opens(PageKind.Staff, Here, staff));
        Assert.True(links.Opens(PageKind.Hall, Here, links.KeyFor(PageKind.Hall, Here)));

        var later = await LoadedAsync();
        Assert.False(later.Opens(PageKind.Hall, Here, hall));
    }

    [Fact]
    public async Task It_works_after_a_restart_and_not_at_another_clinics_bot()
    {
        var links = await LoadedAsync();
        var key = links.KeyFor(PageKind.Hall, Here);
        Assert.True((await LoadedAsync()).Opens(PageKind.Hall, Here, key));

        await using var other = new SqliteFile(Held.Follow);
        var elsewhere = new PageLinks(other.Store, clock);
        await elsewhere.LoadAsync(default);
        Assert.False(elsewhere.Opens(PageKind.Hall, Here, key));
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private async Task<PageLinks> LoadedAsync()
    {
        var loaded = new PageLinks(file.Store, clock);
        await loaded.LoadAsync(default);
        return loaded;
    }
}
