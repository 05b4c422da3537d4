using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

public sealed partial class TrainingTogether
{
    [Fact]
    public async Task Of_two_leads_who_save_at_once_the_second_looks_at_what_the_first_has_saved()
    {
        await using var other = await BesideAsync();
        var id = await SetAsync();
        foreach (var one in (PaperClinic[])[clinic, other])
            one.Clock.Advance(At(25, "13:00") - one.Clock.GetUtcNow());
        await other.Get<TrainingPlans>().LoadAsync(default);
        await TapAsync(Priya, "attended:0", id, ("who", "maria.lopez"));

        // The other instance has not heard of it yet.
        var answer = await TapAsync(Priya, "attended:0", id, other, ("who", "sam.lee"));
        Assert.Equal("Somebody has saved it meanwhile. This is how it is now.", answer.Sentence);
        Assert.Equal(("attended:1", "maria.lopez"), (Text(Model(answer), "verb"), Text(Model(answer), "who")));
        Assert.Equal("Somebody has saved it meanwhile. This is how it is now.", (await TapAsync(Priya, "attended:0", id, ("who", "sam.lee"))).Sentence);
        await TapAsync(Priya, "attended:1", id, other, ("who", "maria.lopez,sam.lee"));
        await clinic.Get<TrainingPlans>().LoadAsync(default);
        Assert.Equal(["maria.lopez", "sam.lee"], clinic.Get<TrainingPlans>().Book.Completed.Keys.Select(who => who.Value).Order());
    }

    [Fact]
    public async Task Of_two_who_answer_or_cancel_at_once_nothing_is_lost()
    {
        await using var other = await BesideAsync();
        var id = await SetAsync();
        await other.Get<TrainingPlans>().LoadAsync(default);
        await TapAsync(Maria, "will-come", id);
        await TapAsync(Jordan, "wont-come", id, other);
        await TapAsync(Priya, "cancel-session:yes", id);
        Assert.Equal("You have cancelled it already.", (await TapAsync(Priya, "cancel-session:yes", id, other)).Sentence);
        await using var restarted = await BesideAsync();
        var book = restarted.Get<TrainingPlans>().Book;
        Assert.Equal([false, true], book.Replies.OrderBy(one => one.Key.Who.Value).Select(one => one.Value.Comes));
        Assert.Single(book.Off);
    }

    [Fact]
    public async Task A_correction_takes_a_completion_back()
    {
        var id = await SetAsync();
        clinic.Clock.Advance(At(25, "13:00") - clinic.Clock.GetUtcNow());
        await TapAsync(Priya, "attended:0", id, ("who", "maria.lopez,jordan.kim"));
        Assert.Equal("jordan.kim,maria.lopez", string.Join(',', Text(Model(await TapAsync(Priya, "attendance", id)), "who").Split(',').Order()));
        Assert.Equal("Saved: 1 person was there. 1 of 10 have completed the training.", (await TapAsync(Priya, "attended:1", id, ("who", "maria.lopez"))).Sentence);
        await using var restarted = await BesideAsync();
        Assert.Equal(["maria.lopez"], restarted.Get<TrainingPlans>().Book.Completed.Keys.Select(who => who.Value));
    }

    [Fact]
    public async Task Each_note_is_sent_once_by_two_instances_and_after_a_restart()
    {
        await using var other = await BesideAsync();
        await SetAsync();
        await other.Get<TrainingPlans>().LoadAsync(default);
        foreach (var (day, time) in ((int, string)[])[(24, "10:00"), (24, "10:01"), (25, "12:15"), (25, "12:16"), (25, "13:00"), (25, "13:01")])
        {
            foreach (var one in (PaperClinic[])[clinic, other])
                one.Clock.Advance(At(day, time) - one.Clock.GetUtcNow());
            await Task.WhenAll(clinic.Get<TrainingWatch>().LookAsync(default), other.Get<TrainingWatch>().LookAsync(default));
            await using var restarted = await BesideAsync();
            restarted.Clock.Advance(At(day, time) - restarted.Clock.GetUtcNow());
            await restarted.Get<TrainingWatch>().LookAsync(default);
        }

        Assert.Equal(["You are invited to the warm handoff training", "The training begins in a few minutes"], clinic.Teams.In("person:maria.lopez").Select(one => Text(one.Model, "line")));
        Assert.Equal(2, clinic.Teams.In("person:priya.shah").Count);
    }

    [Fact]
    public async Task A_chat_that_asks_for_time_gets_it_later_and_once()
    {
        await SetAsync();
        clinic.Teams.RefusePosts = () => new ChannelException(ChannelTrouble.Later, "busy");
        await LookAsync();
        clinic.Teams.RefusePosts = null;
        await LookAsync();
        await LookAsync();
        Assert.Single(clinic.Teams.In("person:maria.lopez"));
    }

    [Fact]
    public async Task Nobody_buzzes_who_is_off_or_busy_or_outside_the_opening_times()
    {
        await clinic.SaysAsync(Maria, "off");
        await clinic.SaysAsync(Jordan, "busy 20");
        await SetAsync();
        await LookAsync();
        Assert.Equal(("", "", "Training session"), (RangOf("maria.lopez"), RangOf("jordan.kim"), RangOf("sam.lee")));

        await using var closed = new PaperClinic(SamplePractice.Json.Replace("00:00-23:59", "11:00-23:00", StringComparison.Ordinal));
        var plan = Model(await closed.SaysAsync(Priya, "training"));
        await TapAsync(Priya, "session:main-street", Id(plan), closed, Filled());
        await closed.Get<TrainingWatch>().LookAsync(default);
        Assert.Equal("", Assert.Single(closed.Teams.In("person:sam.lee")).Rang);
    }

    [Fact]
    public async Task Old_sessions_are_forgotten_and_completions_are_not()
    {
        var id = await SetAsync();
        await LookAsync();
        clinic.Clock.Advance(At(25, "13:00") - clinic.Clock.GetUtcNow());
        await TapAsync(Priya, "attended:0", id, ("who", "maria.lopez"));
        clinic.Clock.Advance(TimeSpan.FromDays(401));
        await LookAsync();
        Assert.Empty(await clinic.Store.KeptAsync(TrainingJson.Kind, default));
        Assert.Empty(await clinic.Store.KeptAsync(TrainingWatch.SentKind, default));
        await using var restarted = await BesideAsync();
        Assert.Equal("You have completed the training, on 25 November 2026.", (await restarted.SaysAsync(Maria, "training")).Sentence);
    }
}
