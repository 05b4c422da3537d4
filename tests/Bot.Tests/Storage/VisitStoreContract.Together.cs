using Bot.Clinic;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

public abstract partial class VisitStoreContract
{
    [Fact]
    public async Task Of_sixteen_who_keep_what_must_be_new_exactly_one_does()
    {
        var kept = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            await Task.Yield();
            return await Store.TryKeepAsync(new Kept("digest", "lee", default), default);
        }));
        Assert.Single(kept, isNew => isNew);
    }

    [Fact]
    public async Task Of_sixteen_who_append_on_one_version_exactly_one_wins_each()
    {
        const int Callers = 16, Versions = 25;
        var wins = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            await Task.Yield();
            var won = new List<int>();
            while ((await Store.LoadAsync(Visit("a"), default))?.Version is var version && version is null or < Versions)
            {
                if (await AppendAsync(Step("a", "4", version ?? 0)) == Appended.Saved)
                    won.Add((version ?? 0) + 1);
            }

            return won;
        }));

        Assert.Equal(Enumerable.Range(1, Versions), wins.SelectMany(won => won).Order());
        Assert.Equal(Enumerable.Range(1, Versions), (await Store.EventsAsync(Visit("a"), default)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task Of_many_who_open_a_visit_in_one_room_exactly_one_gets_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => AppendAsync(Opening($"v{i}", "4"))));

        Assert.Single(answers, Appended.Saved);
        Assert.Equal(15, answers.Count(answer => answer == Appended.RoomTaken));
        Assert.Single(await Store.OpenAsync(MainStreet, default));
    }

    [Fact]
    public async Task Of_many_who_add_one_posting_all_but_one_hear_of_that_one()
    {
        await AppendAsync(Opening("a", "4"));
        var first = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Store.TryAddPostingAsync(Posting("a", "room/care/1", $"m{i}"), default)));

        var standing = Assert.Single(await Store.PostingsAsync(Visit("a"), default));
        Assert.Single(first, (StoredPosting?)null);
        Assert.Equal(15, first.Count(posting => posting == standing));
    }

    [Fact]
    public async Task Readers_see_a_step_whole_or_not_at_all()
    {
        await AppendAsync(Opening("a", "4"));
        var writing = AppendThreeByThree();

        while (!writing.IsCompleted)
        {
            var visit = await Store.LoadAsync(Visit("a"), default);
            Assert.Equal(1, visit!.Version % 3);
            Assert.Equal($$"""{"visit":"a","version":{{visit.Version}}}""", Text(visit.Snapshot));
            Assert.Equal(1, (await Store.EventsAsync(Visit("a"), default)).Count % 3);
            await Task.Yield();
        }

        await writing;

        async Task AppendThreeByThree()
        {
            for (var version = 1; version < 100; version += 3)
                await AppendAsync(Step("a", "4", version, events: 3));
        }
    }
}
