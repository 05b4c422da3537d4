using Bot.Clinic;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

// Several sites, visits that have left, and names as people write them.
public abstract partial class VisitStoreContract
{
    [Fact]
    public async Task A_visit_that_has_left_is_still_there_whole()
    {
        await AppendAsync(Opening("a", "4") with { Site = Harbor });
        await AppendAsync(Leaving("a", "4", 1, minute: 5) with { Site = Harbor });

        var left = (await Store.LoadAsync(Visit("a"), default))!;
        Assert.Equal((Harbor, new RoomId("4"), 2, false), (left.Site, left.Room, left.Version, left.Open));
        Assert.Equal("""{"visit":"a","version":2}""", Text(left.Snapshot));
        Assert.Equal([1, 2], (await Store.EventsAsync(Visit("a"), default)).Select(e => e.Sequence));
        Assert.Empty(await Store.OpenAsync(null, default));
    }

    [Fact]
    public async Task A_visit_may_leave_and_come_back_again_and_again()
    {
        await AppendAsync(Opening("a", "4"));
        for (var version = 1; version < 7; version += 2)
        {
            await AppendAsync(Leaving("a", "4", version, minute: version * 24 * 60));
            Assert.Empty(await Store.OpenAsync(MainStreet, default));
            Assert.Equal(Appended.VersionMoved, await AppendAsync(Step("a", "4", version)));
            Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", version + 1, minute: version * 24 * 60)));
            Assert.Equal(["a"], Names(await Store.OpenAsync(MainStreet, default)));
        }

        Assert.Equal(7, (await Store.EventsAsync(Visit("a"), default)).Count);
        Assert.Single(await Store.DueAsync(Morning.AddDays(9), 10, default));
    }

    [Fact]
    public async Task A_visit_that_has_left_may_take_a_step_and_stay_left()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Leaving("a", "4", 1));
        await AppendAsync(Opening("b", "4"));
        Assert.Equal(Appended.Saved, await AppendAsync(Leaving("a", "4", 2, minute: 1)));
        Assert.Equal(Appended.Saved, await AppendAsync(Leaving("a", "4", 3, minute: 24 * 60)));

        Assert.Equal((4, false), await Store.LoadAsync(Visit("a"), default) is { } left ? (left.Version, left.Open) : default);
        Assert.Equal(["b"], Names(await Store.OpenAsync(null, default)));
    }

    [Fact]
    public async Task A_visit_may_open_and_leave_in_one_step()
    {
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 0, events: 2) with { Open = false }));

        Assert.False((await Store.LoadAsync(Visit("a"), default))!.Open);
        Assert.Equal(Appended.VersionMoved, await AppendAsync(Opening("a", "4")));
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("b", "4")));
    }

    [Fact]
    public async Task A_click_that_ended_or_reopened_a_visit_is_known_again_too()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Leaving("a", "4", 1) with { Click = "teams|maria|1" });
        Assert.Equal(Appended.ClickSeen, await AppendAsync(Step("a", "4", 2) with { Click = "teams|maria|1" }));
        Assert.False((await Store.LoadAsync(Visit("a"), default))!.Open);

        await AppendAsync(Step("a", "4", 2) with { Click = "teams|maria|2" });
        Assert.Equal(Appended.ClickSeen, await AppendAsync(Leaving("a", "4", 3) with { Click = "teams|maria|2" }));
        Assert.True((await Store.LoadAsync(Visit("a"), default))!.Open);
    }

    [Fact]
    public async Task A_click_may_be_called_anything()
    {
        string[] clicks = ["/\\#?%'\"&|=", "nul\0\n", "你好 👋", "a", "A", "a ", new string('x', 2000), new string('x', 2000) + "y"];
        await AppendAsync(Opening("a", "4"));
        var version = 1;
        foreach (var click in clicks)
            Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", version++) with { Click = click }));
        foreach (var click in clicks)
            Assert.Equal(Appended.ClickSeen, await AppendAsync(Step("a", "4", version) with { Click = click }));
    }

    [Fact]
    public async Task Names_may_hold_any_character_and_none_is_mistaken_for_another()
    {
        string[] names = ["a/b", "a\\b", "a|b", "a=b", "a=007Cb", "a#b", "a?b", "a%2Fb", "o'brien", "Süd 2", "A", "a", "a b", "你", new string('n', 300)];
        foreach (var name in names)
        {
            Assert.Equal(Appended.Saved, await AppendAsync(Opening(name, name) with { Site = new(name) }));
            Assert.Null(await Store.TryAddPostingAsync(Posting(name, name), default));
            await Store.KeepAsync(new Kept(name, name, Bytes(name)), default);
        }

        foreach (var name in names)
        {
            Assert.Equal(new SiteId(name), (await Store.LoadAsync(Visit(name), default))!.Site);
            Assert.Equal([name], Names(await Store.OpenAsync(new SiteId(name), default)));
            Assert.Single(await Store.EventsAsync(Visit(name), default));
            Assert.Equal([name], (await Store.PostingsAsync(Visit(name), default)).Select(posting => posting.Key));
            Assert.Equal([$"{name}={name}"], await KeptAsync(name));
            Assert.Equal(Appended.RoomTaken, await AppendAsync(Opening("x" + name, name) with { Site = new(name) }));
        }

        Assert.Equal(names.Length, (await Store.DueAsync(Morning, 100, default)).Count);
    }

    [Fact]
    public async Task All_events_come_in_the_order_of_visits_whatever_site_they_were_at_and_whether_they_have_left()
    {
        await AppendAsync(Opening("a", "1", minute: 1) with { Site = Harbor });
        await AppendAsync(Opening("b", "1", minute: 2));
        await AppendAsync(Opening("c", "2", minute: 3) with { Site = Harbor });
        await AppendAsync(Opening("d", "2", minute: 4));
        await AppendAsync(Leaving("b", "1", 1, minute: 24 * 60));
        await AppendAsync(Leaving("c", "2", 1, minute: 48 * 60) with { Site = Harbor });

        Assert.Equal(["a1", "b1", "b2", "c1", "c2", "d1"], await AllAsync(DateTimeOffset.MinValue));
        Assert.Equal(["b2", "c1", "c2", "d1"], await AllAsync(Morning.AddMinutes(3)));
        Assert.Equal(["b2", "c2"], await AllAsync(Morning.AddDays(1)));
        Assert.Equal(["c2"], await AllAsync(Morning.AddDays(2)));
    }

    [Fact]
    public async Task Work_of_all_sites_comes_in_one_order()
    {
        await AppendAsync(Opening("late", "1", minute: 9));
        await AppendAsync(Opening("soon", "1", minute: 2) with { Site = Harbor });
        await AppendAsync(Opening("now", "2", minute: 5));

        Assert.Equal(Morning.AddMinutes(2), await Store.NextDueAsync(default));
        Assert.Equal(["soon", "now", "late"], (await Store.DueAsync(Morning.AddDays(1), 10, default)).Select(work => work.Visit.Value));
        Assert.Equal(["soon", "now"], (await Store.DueAsync(Morning.AddDays(1), 2, default)).Select(work => work.Visit.Value));
    }

    [Fact]
    public async Task Work_of_a_visit_that_has_left_moves_too_until_its_cards_are_dropped()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Leaving("a", "4", 1));
        Assert.False(await Store.MoveWorkAsync(Visit("a"), 1, null, default));
        Assert.True(await Store.MoveWorkAsync(Visit("a"), 2, Morning.AddMinutes(2), default));
        Assert.Equal(Morning.AddMinutes(2), await Store.NextDueAsync(default));
        Assert.True(await Store.HasWorkAsync(Visit("a"), default));

        await Store.DropPostingsAsync(Visit("a"), default);
        await Store.DropPostingsAsync(Visit("a"), default);
        Assert.Null(await Store.NextDueAsync(default));
        Assert.False(await Store.HasWorkAsync(Visit("a"), default));
        Assert.False(await Store.MoveWorkAsync(Visit("a"), 2, Morning, default));
        Assert.Null(await Store.NextDueAsync(default));
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 2)));
        Assert.Equal(Morning, await Store.NextDueAsync(default));
        Assert.True(await Store.MoveWorkAsync(Visit("a"), 3, null, default));
        Assert.False(await Store.HasWorkAsync(Visit("a"), default));
    }

    [Fact]
    public async Task Work_that_moves_to_where_it_is_stays_one_row()
    {
        await AppendAsync(Opening("a", "4"));
        Assert.True(await Store.MoveWorkAsync(Visit("a"), 1, Morning, default));
        await AppendAsync(Step("a", "4", 1));
        Assert.Equal([new Work(Visit("a"), Morning)], await Store.DueAsync(Morning, 10, default));
    }

    [Fact]
    public async Task Nothing_is_dropped_of_a_visit_that_does_not_exist()
    {
        await Store.DropPostingsAsync(Visit("nobody"), default);
        Assert.False(await Store.HasWorkAsync(Visit("nobody"), default));
        Assert.Null(await Store.NextDueAsync(default));
    }

    [Fact]
    public async Task What_is_due_can_be_claimed_again_by_who_has_it()
    {
        await AppendAsync(Opening("a", "4", minute: 1));
        await AppendAsync(Opening("b", "5", minute: 2) with { Claim = new Claim("one", Morning.AddMinutes(9)) });
        await AppendAsync(Opening("c", "6", minute: 8));

        var claim = new Claim("one", Morning.AddMinutes(6));
        Assert.Equal(["a", "b"], await ClaimAsync(Morning.AddMinutes(5), 10));
        Assert.Equal(["a"], await ClaimAsync(Morning.AddMinutes(5), 1));
        Assert.True(await Store.MoveWorkAsync(Visit("a"), 1, Morning.AddMinutes(7), default));
        Assert.Equal(["b"], await ClaimAsync(Morning.AddMinutes(5), 10));

        async Task<IEnumerable<string>> ClaimAsync(DateTimeOffset now, int max) =>
            (await Store.ClaimDueAsync(now, max, claim, default)).Select(work => work.Visit.Value);
    }
}
