using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Training;

public sealed partial class TrainingTogether
{
    [Fact]
    public async Task A_form_that_can_not_be_taken_comes_back_with_what_was_filled_in_and_sets_nothing()
    {
        var plan = await PlanAsync();
        var answer = await TapAsync(Priya, "session:main-street", Id(plan), Filled(("minutes", "10"), ("time", "7:00"), ("who", "maria.lopez,<b>"), ("day", "2026-12-24")));
        Assert.Equal("Pick a time.", answer.Sentence);
        var form = Model(answer);
        Assert.Equal(("2026-12-24", "12:30", "30", "maria.lopez"), (Text(form, "day"), Text(form, "time"), Text(form, "minutes"), Text(form, "who")));
        Assert.Equal("Pick who trains.", (await TapAsync(Priya, "session:main-street", Id(plan), Filled(("who", "")))).Sentence);
        Assert.Empty(await clinic.Store.KeptAsync(TrainingJson.Kind, default));
    }

    [Fact]
    public async Task The_same_form_sent_twice_sets_one_session()
    {
        var plan = await PlanAsync();
        await TapAsync(Priya, "session:main-street", Id(plan), Filled());
        Assert.Equal("The session on Wed 25 Nov, 12:30 is set.", (await TapAsync(Priya, "session:main-street", Id(plan), Filled(("minutes", "60")))).Sentence);
        Assert.Equal(30, Assert.Single(clinic.Get<TrainingPlans>().Book.Sessions.Values).Minutes);

        // The button of an old card opens a form for another one.
        Assert.NotEqual(Id(plan), Id(Model(await TapAsync(Priya, "session-form:main-street", Id(plan)))));
    }

    [Theory]
    [InlineData("run-sheet")]
    [InlineData("attendance")]
    [InlineData("attended:0")]
    [InlineData("cancel-session:yes")]
    [InlineData("will-come")]
    public async Task A_session_that_is_none_is_not_there(string verb)
    {
        foreach (var id in (string[])["", "0123456789", "session|x", "../../etc/passwd", new string('9', 300), "\u202Eabc"])
            Assert.Equal("That session is not there any more.", (await TapAsync(Priya, verb, id, ("who", "maria.lopez"))).Sentence);
        Assert.Empty(await clinic.Store.KeptAsync(TrainingJson.Kind, default));
    }

    [Fact]
    public async Task Whoever_is_not_invited_can_not_answer()
    {
        var id = await SetAsync();
        Assert.Equal("You are not invited to that session. Your lead can tell you more.", (await TapAsync(Patel, "will-come", id)).Sentence);
        Assert.Empty(clinic.Get<TrainingPlans>().Book.Replies);
    }

    [Fact]
    public async Task Cancelling_asks_first_and_tells_those_who_would_have_come()
    {
        var id = await SetAsync();
        await LookAsync();
        await TapAsync(Jordan, "wont-come", id);
        Assert.Equal("Cancel it? Everybody who is invited is told.", (await TapAsync(Priya, "cancel-session", id)).Sentence);
        Assert.Empty(clinic.Get<TrainingPlans>().Book.Off);
        Assert.Equal("Cancelled. Everybody who is invited is told.", (await TapAsync(Priya, "cancel-session:yes", id)).Sentence);
        Assert.Equal("You have cancelled it already.", (await TapAsync(Priya, "cancel-session:yes", id)).Sentence);
        await LookAsync();
        await LookAsync();
        Assert.Equal(["You are invited to the warm handoff training", "The training is cancelled"], clinic.Teams.In("person:maria.lopez").Select(one => Text(one.Model, "line")));
        Assert.Single(clinic.Teams.In("person:jordan.kim"));
        Assert.Equal("That session was cancelled.", (await TapAsync(Maria, "will-come", id)).Sentence);
        Assert.Equal("That session was cancelled.", (await TapAsync(Priya, "attended:0", id, ("who", "maria.lopez"))).Sentence);
        Assert.Empty(clinic.Get<TrainingPlans>().Book.Completed);
    }

    [Fact]
    public async Task Whom_no_invitation_has_reached_does_not_hear_that_it_is_off()
    {
        var id = await SetAsync();
        await TapAsync(Priya, "cancel-session:yes", id);
        await LookAsync();
        Assert.Empty(clinic.Teams.Messages);
    }

    [Fact]
    public async Task Before_it_begins_nobody_was_there_and_afterwards_nobody_can_decline()
    {
        var id = await SetAsync();
        Assert.Equal("That session has not begun yet.", (await TapAsync(Priya, "attendance", id)).Sentence);
        Assert.Equal("That session has not begun yet.", (await TapAsync(Priya, "attended:0", id, ("who", "maria.lopez"))).Sentence);
        clinic.Clock.Advance(At(25, "12:30") - clinic.Clock.GetUtcNow());
        Assert.Equal("That session has begun already. Whoever presents it notes who is there.", (await TapAsync(Maria, "wont-come", id)).Sentence);
        Assert.Equal("That session has begun already. It can't be cancelled.", (await TapAsync(Priya, "cancel-session:yes", id)).Sentence);
        Assert.Equal("Pick who was there.", (await TapAsync(Priya, "attended:0", id)).Sentence);
        Assert.Empty(clinic.Get<TrainingPlans>().Book.There);
        Assert.Empty(clinic.Get<TrainingPlans>().Book.Replies);
    }

    [Fact]
    public async Task Whoever_has_left_the_clinic_is_not_messaged_and_their_attendance_is_refused_kindly()
    {
        var id = await SetAsync();
        Leaves("jordan.kim", "\"jordan.kim\", \"name\": \"Jordan Kim\"", "\"alex.roe\", \"name\": \"Alex Roe\"");
        await LookAsync();
        Assert.Empty(clinic.Teams.In("person:jordan.kim"));
        clinic.Clock.Advance(At(25, "13:00") - clinic.Clock.GetUtcNow());
        Assert.Equal("Whom you picked no longer works here. Pick who was there.", (await TapAsync(Priya, "attended:0", id, ("who", "jordan.kim"))).Sentence);
        var saved = await TapAsync(Priya, "attended:0", id, ("who", "maria.lopez,jordan.kim"));
        Assert.Equal("Saved: 1 person was there. 1 of 10 have completed the training. 1 person whom you picked no longer works here: nothing is noted of them.", saved.Sentence);
        Assert.DoesNotContain("Jordan Kim", (await PlanAsync())["missing"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.False(clinic.Get<TrainingPlans>().Book.HasCompleted(new StaffId("jordan.kim")));
    }

    [Fact]
    public async Task Whoever_was_there_and_left_later_is_former_staff_on_old_lists()
    {
        var id = await SetAsync();
        clinic.Clock.Advance(At(25, "13:00") - clinic.Clock.GetUtcNow());
        await TapAsync(Priya, "attended:0", id, ("who", "maria.lopez,jordan.kim"));
        Leaves("jordan.kim", "\"jordan.kim\", \"name\": \"Jordan Kim\"", "\"alex.roe\", \"name\": \"Alex Roe\"");
        Assert.Equal("Maria Lopez and Former staff", Model(await TapAsync(Priya, "run-sheet", id))["people"]![0]!["names"]!.GetValue<string>());
        Assert.Equal("1 of 10 have completed the training", Text(await PlanAsync(), "done"));
    }

    [Fact]
    public async Task A_newcomer_counts_while_they_are_added()
    {
        var casey = new Speaker("teams", "99999999-0000-0000-0000-000000000001", "casey.poe@example.org") { Name = "Casey Poe" };
        await clinic.Get<Listener>().TapsAsync(new Bot.Clinic.Tap(casey, new Conversation("dm", true), "ask-lead:main-street", "", new Dictionary<string, string>(), "", ""), default);
        await clinic.TapsAsync(Priya, clinic.Teams, "person:priya.shah", "add:ma-today");
        Assert.Equal("0 of 11 have completed the training", Text(await PlanAsync(), "done"));
        clinic.Clock.Advance(TimeSpan.FromHours(14));
        Assert.Equal("0 of 10 have completed the training", Text(await PlanAsync(), "done"));
    }
}
