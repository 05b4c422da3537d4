using Bot.App;
using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Practising;

/// <summary>People leave, tap the wrong card, practise twice, forget that they practise, and write what they like.</summary>
public sealed class WhateverMayHappen : IAsyncDisposable
{
    private const string Priyas = "person:priya.shah";
    private const string Marias = "person:maria.lopez";
    private const string Lees = "person:sam.lee";
    private const string Robins = "person:robin.clarke";
    private static readonly Speaker Robin = Painting.PaperClinic.By("teams", 5);

    private readonly Rehearsal rehearsal = new();

    [Fact]
    public async Task In_their_own_chat_people_are_told_where_to_type_it()
    {
        Assert.Equal(PlaySentences.InAChannel, (await rehearsal.SaysAsync(Rehearsal.Priya, "practice", direct: true)).Sentence);
        Assert.False(rehearsal.Sandbox.IsOpen);
        Assert.False(rehearsal.Sandbox.IsThere);
    }

    [Theory]
    [InlineData("practice for mrs smith with diabetes", "I know no role play of that name. Type practice to choose one.")]
    [InlineData("practice provider", "Which one: ")]
    [InlineData("practice stop", PlaySentences.NoneHere)]
    public async Task What_is_typed_beside_it_and_means_nothing_is_not_repeated(string line, string says)
    {
        var answer = (await rehearsal.SaysAsync(Rehearsal.Priya, line)).Sentence;
        Assert.StartsWith(says, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("smith", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Null(rehearsal.Play);
        Assert.Empty(rehearsal.Messages);
    }

    [Fact]
    public async Task A_second_one_in_the_same_channel_is_refused_with_the_name_of_the_first()
    {
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice knee");
        Assert.Equal(PlaySentences.IsOn("A first visit with knee pain", "Priya Shah"), (await rehearsal.SaysAsync(Robin, "practice")).Sentence);
        Assert.Single(rehearsal.In(Rehearsal.Priya, Rehearsal.Here));

        // Elsewhere there is room for another, but not for the same person.
        Assert.Equal(PlaySentences.YouAreElsewhere("A first visit with knee pain"), (await rehearsal.SaysAsync(Rehearsal.Priya, "practice", Rehearsal.Other)).Sentence);
        Assert.Equal(Answer.Nothing, await rehearsal.SaysAsync(Robin, "practice", Rehearsal.Other));
        Assert.Equal(2, rehearsal.Clinic.Get<PlayList>().All.Count);
    }

    [Fact]
    public async Task Whoever_is_asked_which_may_type_its_name()
    {
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice");
        Assert.Equal(Answer.Nothing, await rehearsal.SaysAsync(Rehearsal.Priya, "practice knee"));
        Assert.IsType<Gathering>(rehearsal.Play!.State);
        Assert.Equal("practice/parts", Assert.Single(rehearsal.In(Rehearsal.Priya, Rehearsal.Here)).Card);
    }

    [Fact]
    public async Task The_next_one_begins_as_soon_as_the_first_is_over()
    {
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice knee");
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice stop");
        Assert.Equal(Answer.Nothing, await rehearsal.SaysAsync(Robin, "practice"));
        Assert.IsType<Choosing>(rehearsal.Play!.State);
        Assert.Equal(["practice/practised", "practice/scenarios"], rehearsal.In(Robin, Rehearsal.Here).Select(message => message.Card));
    }

    [Fact]
    public async Task A_player_who_taps_a_real_card_moves_the_real_visit_and_the_practice_card_the_other()
    {
        await rehearsal.Clinic.SaysAsync(Rehearsal.Jordan, "ready 4 lee");
        await BeginAsync();
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "request:sam.lee");
        var (real, practice) = (rehearsal.In(Rehearsal.Lee, Lees).Single(one => one.Card == "request"), rehearsal.In(Rehearsal.Lee, Lees).Single(one => one.Card == "practice/request"));

        await rehearsal.TapsOnAsync(Rehearsal.Lee, real, "accept");
        Assert.IsType<Coming>(rehearsal.Clinic.Get<OpenVisits>().All.Single().State);
        Assert.IsType<Waiting>(rehearsal.Visit!.State);
        await rehearsal.TapsOnAsync(Rehearsal.Lee, practice, "accept:5");
        Assert.IsType<Coming>(rehearsal.Visit.State);
        Assert.Equal("4", rehearsal.Clinic.Get<OpenVisits>().All.Single().Room.Value);
    }

    [Fact]
    public async Task Whoever_did_not_join_is_told_so_and_changes_nothing()
    {
        await BeginAsync();
        var version = rehearsal.Visit!.Version;
        Assert.Equal(PlaySentences.NotJoined, (await rehearsal.TapsAsync(Rehearsal.Patel, Rehearsal.Here, "request:sam.lee")).Sentence);
        Assert.Equal(PlaySentences.YouAreThePatient, (await rehearsal.TapsAsync(Rehearsal.Priya, Rehearsal.Here, "request:sam.lee")).Sentence);
        Assert.Equal(version, rehearsal.Visit.Version);
    }

    [Fact]
    public async Task A_stranger_is_not_known_there_either()
    {
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice knee");
        var stranger = new Speaker("teams", "99999999-0000-0000-0000-000000000001", "");
        Assert.Equal(Sentences.Unknown, (await rehearsal.TapsAsync(stranger, Rehearsal.Here, "part:ma")).Sentence);
        Assert.Empty(rehearsal.Play!.Parts);
    }

    [Fact]
    public async Task Nobody_plays_in_two_places_at_once()
    {
        await BeginAsync();
        await rehearsal.SaysAsync(Robin, "practice knee", Rehearsal.Other);
        var elsewhere = Rehearsal.PlaceOf(Rehearsal.Other);
        Assert.Equal("You are in another role play. Finish that one first.", (await rehearsal.TapsAsync(Rehearsal.Maria, elsewhere, "part:ma")).Sentence);
        Assert.Equal("You are in another role play. Finish that one first.", (await rehearsal.TapsAsync(Rehearsal.Priya, elsewhere, "part:ma")).Sentence);
    }

    [Fact]
    public async Task Left_running_it_ends_by_itself_and_every_card_shrinks_to_a_line()
    {
        await BeginAsync();
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "request:sam.lee");
        rehearsal.Clinic.Clock.Advance(PlayRules.Patience);
        await rehearsal.SettleAsync();
        Assert.Equal(PlayEnd.LeftAlone, Assert.IsType<Over>(rehearsal.Play!.State).Why);
        Assert.All(rehearsal.Messages, message => Assert.Contains(message.Card, (string[])["practice/practised", "practice/done"]));

        // Nobody is rung by an end that nobody made.
        Assert.Equal("Room PRACTICE is ready for you", Assert.Single(rehearsal.Messages, message => message.Rang.Length > 0).Rang);
    }

    [Fact]
    public async Task A_tap_on_a_card_of_one_that_is_over_gets_a_sentence()
    {
        await BeginAsync();
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "request:sam.lee");
        var (parts, asked) = (Copy(rehearsal.In(Rehearsal.Priya, Rehearsal.Here)[0]), Copy(rehearsal.In(Rehearsal.Lee, Lees)[^1]));
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice stop");
        Assert.Equal(PlaySentences.NotHere, (await rehearsal.TapsOnAsync(Rehearsal.Patel, parts, "part:ma")).Sentence);
        Assert.Equal(PlaySentences.NotHere, (await rehearsal.TapsOnAsync(Rehearsal.Lee, asked, "accept")).Sentence);
        rehearsal.Clinic.Clock.Advance(StageHand.ClearsAway);
        await rehearsal.SettleAsync();
        Assert.Equal(PlaySentences.NotHere, (await rehearsal.TapsOnAsync(Rehearsal.Patel, parts, "part:ma")).Sentence);
        Assert.Equal(PlaySentences.NotHere, (await rehearsal.TapsOnAsync(Rehearsal.Lee, asked, "accept")).Sentence);
    }

    [Fact]
    public async Task A_button_that_no_card_has_is_not_known()
    {
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice knee");
        var parts = rehearsal.In(Rehearsal.Priya, Rehearsal.Here)[0];
        foreach (var verb in (string[])["debrief:", "debrief:-1", "debrief:99", "part:", "play", "begin:now"])
            Assert.Equal("That button is not known here any more.", (await rehearsal.TapsOnAsync(Rehearsal.Priya, parts, verb)).Sentence);
        Assert.IsType<Gathering>(rehearsal.Play!.State);
    }

    [Fact]
    public async Task A_facilitator_who_goes_off_is_followed_by_another_and_their_card_shrinks()
    {
        await rehearsal.SaysAsync(Robin, "practice knee");
        await rehearsal.TapsAsync(Rehearsal.Maria, Rehearsal.Here, "part:ma");
        await rehearsal.TapsAsync(Rehearsal.Lee, Rehearsal.Here, "part:provider");
        await rehearsal.TapsAsync(Robin, Robins, "begin");
        Assert.Null(rehearsal.Has(Robin, Rehearsal.Here, "facilitate"));

        await rehearsal.SaysAsync(Robin, "off", direct: true);
        Assert.Equal("Whoever leads it reads what the patient hides. Somebody who does not give or receive can do that.",
            (await rehearsal.TapsAsync(Rehearsal.Maria, Rehearsal.Here, "facilitate")).Sentence);
        await rehearsal.TapsAsync(Rehearsal.Patel, Rehearsal.Here, "facilitate");
        Assert.Equal("practice/practised", Assert.Single(rehearsal.In(Robin, Robins)).Card);
        Assert.Equal("practice/facilitator", Assert.Single(rehearsal.In(Rehearsal.Patel, "person:asha.patel")).Card);
        await rehearsal.TapsAsync(Rehearsal.Patel, "person:asha.patel", "debrief:start");
        Assert.IsType<Debriefing>(rehearsal.Play!.State);
    }

    [Fact]
    public async Task A_facilitator_whom_no_message_reaches_is_told_so_in_the_channel_and_nothing_they_alone_may_know()
    {
        rehearsal.Clinic.Teams.Unreachable.Add(Priyas);
        rehearsal.Clinic.Slack.Unreachable.Add(Priyas);
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice knee");
        var parts = Assert.Single(rehearsal.Messages);
        Assert.StartsWith("Priya Shah can't be reached by message.", parts.Model["now"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(rehearsal.Has(Robin, Rehearsal.Here, "facilitate"));

        // It is tried again by itself.
        rehearsal.Clinic.Teams.Unreachable.Clear();
        rehearsal.Clinic.Clock.Advance(TimeSpan.FromMinutes(2));
        await rehearsal.SettleAsync();
        Assert.Equal("practice/facilitator", Assert.Single(rehearsal.In(Rehearsal.Priya, Priyas)).Card);
        Assert.Null(rehearsal.Has(Robin, Rehearsal.Here, "facilitate"));
    }

    [Fact]
    public async Task What_was_tried_in_vain_for_somebody_who_gave_it_up_is_not_tried_for_ever()
    {
        rehearsal.Clinic.Teams.Unreachable.Add(Priyas);
        rehearsal.Clinic.Slack.Unreachable.Add(Priyas);
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice knee");
        await rehearsal.TapsAsync(Robin, Rehearsal.Here, "facilitate");
        Assert.Equal("practice/facilitator", Assert.Single(rehearsal.In(Robin, Robins)).Card);
        rehearsal.Clinic.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(rehearsal.Clinic.Clock.GetUtcNow() + TimeSpan.FromSeconds(30), await rehearsal.Clinic.Get<StageHand>().LookAsync(default));
    }

    [Fact]
    public async Task A_channel_that_takes_nothing_starts_nothing()
    {
        rehearsal.Clinic.Teams.Unreachable.Add(Rehearsal.Here);
        Assert.Equal(PlaySentences.CannotWriteHere, (await rehearsal.SaysAsync(Rehearsal.Priya, "practice")).Sentence);
        Assert.Null(rehearsal.Play);
    }

    [Fact]
    public async Task A_player_who_is_taken_out_of_the_practice_file_ends_the_play_and_not_the_debrief()
    {
        await BeginAsync();
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "request:sam.lee");
        var practice = SamplePractice.Read(SamplePractice.Json);
        var without = practice.Sites[0] with { Staff = [.. practice.Sites[0].Staff.Where(person => person.Id != new StaffId("maria.lopez"))] };
        rehearsal.Clinic.Get<Sites>().Replace(practice with { Sites = [without] });
        await rehearsal.SettleAsync();
        Assert.IsType<Debriefing>(rehearsal.Play!.State);
        Assert.Null(rehearsal.Visit);
        Assert.Equal(PlaySentences.NotHere, (await rehearsal.TapsOnAsync(Rehearsal.Lee, rehearsal.In(Rehearsal.Lee, Lees)[^1] with { Face = Asked() }, "accept")).Sentence);

        static Face Asked() => new("practice/request", "{\"visit\":\"1abcdefghj\"}"u8.ToArray(), "", false, []);
    }

    [Fact]
    public async Task Whoever_only_practises_has_not_come_to_work()
    {
        await BeginAsync();
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "request:sam.lee");
        Assert.Empty(await rehearsal.Clinic.Store.KeptAsync(Today.PersonKind, default));
    }

    [Fact]
    public async Task With_Slack_and_Teams_it_is_played_in_the_chat_where_it_was_typed_and_people_are_asked_where_they_always_are()
    {
        var (priya, maria, lee) = (Painting.PaperClinic.By("slack", 10), Painting.PaperClinic.By("slack", 1), Painting.PaperClinic.By("slack", 3));
        await rehearsal.SaysAsync(priya, "practice knee");
        var here = Rehearsal.PlaceOf(Rehearsal.Channel, "slack");
        await rehearsal.TapsAsync(maria, here, "part:ma");
        await rehearsal.TapsAsync(lee, here, "part:provider");
        await rehearsal.TapsAsync(Rehearsal.Priya, Priyas, "begin");
        Assert.Empty(rehearsal.In(Rehearsal.Priya, Rehearsal.Here));
        Assert.Equal(["practice/parts", "practice/room"], rehearsal.In(priya, here).Select(message => message.Card));

        // Nobody has said where else: in Teams.
        Assert.Equal("practice/giver", Assert.Single(rehearsal.In(Rehearsal.Maria, Marias)).Card);
        Assert.Empty(rehearsal.In(maria, Marias));
    }

    private async Task BeginAsync()
    {
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice knee");
        await rehearsal.TapsAsync(Rehearsal.Maria, Rehearsal.Here, "part:ma");
        await rehearsal.TapsAsync(Rehearsal.Lee, Rehearsal.Here, "part:provider");
        await rehearsal.TapsAsync(Rehearsal.Priya, Priyas, "begin");
    }

    // A button as it stood there, on a phone that has not repainted.
    private static Painting.PaperMessage Copy(Painting.PaperMessage message) => message with { Face = message.Face };

    public ValueTask DisposeAsync() => rehearsal.DisposeAsync();
}
