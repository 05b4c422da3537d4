using Bot.Clinic;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

public abstract partial class VisitStoreContract
{
    [Fact]
    public async Task A_posting_comes_back_as_it_was_added()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Opening("b", "5"));
        var posting = new StoredPosting(Visit("a"), "receiver/lee/3", "", 7, "", 2, Morning.AddSeconds(1), Dead: true);
        Assert.Null(await Store.TryAddPostingAsync(posting, default));
        Assert.Null(await Store.TryAddPostingAsync(Posting("a", "room/care/1"), default));
        Assert.Null(await Store.TryAddPostingAsync(Posting("b", "room/care/1"), default));

        var postings = (await Store.PostingsAsync(Visit("a"), default)).OrderBy(p => p.Key, StringComparer.Ordinal);
        Assert.Equal([posting, Posting("a", "room/care/1")], postings);
    }

    [Fact]
    public async Task Who_adds_a_posting_second_is_told_which_message_was_first()
    {
        await AppendAsync(Opening("a", "4"));
        await Store.TryAddPostingAsync(Posting("a", "room/care/1", "first"), default);

        Assert.Equal(Posting("a", "room/care/1", "first"), await Store.TryAddPostingAsync(Posting("a", "room/care/1", "second"), default));
        Assert.Equal("first", Assert.Single(await Store.PostingsAsync(Visit("a"), default)).Message);
    }

    [Fact]
    public async Task A_posting_shows_what_was_saved_last()
    {
        await AppendAsync(Opening("a", "4"));
        await Store.TryAddPostingAsync(Posting("a", "room/care/1"), default);
        var later = new StoredPosting(Visit("a"), "room/care/1", "1713", 9, "f9", 3, Morning, Dead: true);
        await Store.SavePostingAsync(later, default);
        Assert.Equal([later], await Store.PostingsAsync(Visit("a"), default));

        await Store.SavePostingAsync(later with { RetryAt = null, Dead = false }, default);
        Assert.Equal([later with { RetryAt = null, Dead = false }], await Store.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task A_posting_that_was_dropped_stays_dropped()
    {
        await Store.SavePostingAsync(Posting("a", "room/care/1"), default);
        Assert.Empty(await Store.PostingsAsync(Visit("a"), default));

        await AppendAsync(Opening("a", "4"));
        await Store.SavePostingAsync(Posting("a", "room/care/1"), default);
        Assert.Empty(await Store.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task When_a_visit_has_ended_its_postings_and_its_work_can_go()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Opening("b", "5", minute: 1));
        await Store.TryAddPostingAsync(Posting("a", "room/care/1"), default);
        await Store.TryAddPostingAsync(Posting("a", "giver/maria/1"), default);
        await Store.TryAddPostingAsync(Posting("b", "room/care/1"), default);
        await AppendAsync(Leaving("a", "4", 1));

        await Store.DropPostingsAsync(Visit("a"), default);
        Assert.Empty(await Store.PostingsAsync(Visit("a"), default));
        Assert.Single(await Store.PostingsAsync(Visit("b"), default));
        Assert.Equal([new Work(Visit("b"), Morning.AddMinutes(1))], await Store.DueAsync(Morning.AddDays(1), 10, default));
        Assert.Equal(2, (await Store.EventsAsync(Visit("a"), default)).Count);
    }

    [Fact]
    public async Task A_visit_that_was_reopened_keeps_its_postings_and_its_work()
    {
        await AppendAsync(Opening("a", "4"));
        await Store.TryAddPostingAsync(Posting("a", "room/care/1"), default);

        await Store.DropPostingsAsync(Visit("a"), default);
        Assert.Single(await Store.PostingsAsync(Visit("a"), default));
        Assert.NotNull(await Store.NextDueAsync(default));
    }
}
