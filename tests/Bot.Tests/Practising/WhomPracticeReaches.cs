using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;

namespace Bot.Tests.Practising;

/// <summary>The one door from the sandbox into the chats, whatever a practice visit would say.</summary>
public sealed class WhomPracticeReaches
{
    private static readonly StaffId Maria = new("maria.lopez");
    private static readonly StaffId Dana = new("dana.fox");
    private static readonly StaffId Lee = new("sam.lee");
    private static readonly SiteId Stage = PlayList.StageOf("teams", "19:training");
    private static readonly Place Channel = new Place.CareTeam(Stage);
    private static readonly Place Desk = new Place.Desk(Stage, new DeskId("lab"));
    private static readonly Face Ringing = new("room", "{}"u8.ToArray(), "Room PRACTICE is ready for you", Rings: true, [Maria, Lee]);

    private readonly PaperChat paper = new("teams");
    private readonly PlayList plays = new();
    private readonly PracticeChat chat;

    public WhomPracticeReaches()
    {
        paper.KnownPlaces.UnionWith([$"{Channel}", "care-team:main-street", "desk:main-street:lab", "person:maria.lopez", "person:dana.fox", "person:sam.lee"]);
        plays.Put(new Play(
            new PlayId("k7q2m9xw4t"), 1, Stage, new SiteId("main-street"), "teams", "19:training", new ScenarioId("ma-to-scheduling"), new StaffId("priya.shah"),
            [new Taken(new Part("ma"), Maria), new Taken(new Part("front-desk"), Dana)], new Playing(), null, DateTimeOffset.UnixEpoch));
        chat = new PracticeChat(paper, plays);
    }

    [Fact]
    public async Task Those_who_joined_in_their_own_chats_and_marked()
    {
        await chat.PostAsync(new Place.Person(Maria), Ringing, default);
        Assert.Equal(("person:maria.lopez", "practice/room", "Room PRACTICE is ready for you"), (paper.Messages[0].Place, paper.Messages[0].Card, paper.Messages[0].Rang));
    }

    [Fact]
    public async Task The_conversation_without_ringing_and_without_naming_others()
    {
        await chat.PostAsync(Channel, Ringing, default);
        Assert.Equal(($"{Channel}", ""), (paper.Messages[0].Place, paper.Messages[0].Rang));
        Assert.Equal([Maria], paper.Messages[0].Face.Mentions);
    }

    [Fact]
    public async Task Whoever_plays_the_desk_in_their_own_chat()
    {
        Assert.True(chat.Knows(Desk));
        await chat.PostAsync(Desk, Ringing, default);
        Assert.Equal("person:dana.fox", paper.Messages[0].Place);
    }

    [Fact]
    public async Task Nobody_else_and_no_real_place()
    {
        foreach (var place in (Place[])[new Place.Person(Lee), new Place.CareTeam(new SiteId("main-street")), new Place.Desk(new SiteId("main-street"), new DeskId("lab"))])
        {
            Assert.False(chat.Knows(place));
            Assert.Equal(ChannelTrouble.Unreachable, (await Assert.ThrowsAsync<ChannelException>(() => chat.PostAsync(place, Ringing, default))).Trouble);
        }

        Assert.Empty(paper.Messages);
    }
}
