using Bot.Clinic;

namespace Bot.Tests.Words;

public sealed class ReadingAButton
{
    private static readonly StaffId Maria = new("maria.lopez");
    private static readonly DateTimeOffset Noon = new(2024, 6, 11, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string> NoInputs = [];

    [Theory]
    [InlineData("request:sam.lee", "Request request:sam.lee")]
    [InlineData("request:behavioral-health", "Request request:behavioral-health")]
    [InlineData("accept", "Accept accept")]
    [InlineData("accept:1", "Accept accept:1")]
    [InlineData("accept:60", "Accept accept:60")]
    [InlineData("accept:after", "Accept accept:after")]
    [InlineData("cant", "Cant cant")]
    [InlineData("here", "Here here:")]
    [InlineData("here:sam.lee", "Here here:sam.lee")]
    [InlineData("here:lab", "DoItHere here:lab")]
    [InlineData("handed-off:added", "PassOn handed-off:added")]
    [InlineData("handed-off:nothing", "PassOn handed-off:nothing")]
    [InlineData("handed-off:not-asked", "PassOn handed-off:not-asked")]
    [InlineData("handed-off:modified", "PassOn handed-off:modified")]
    [InlineData("couldnt-meet:busy", "CouldntMeet couldnt-meet:busy")]
    [InlineData("couldnt-meet:no-interpreter", "CouldntMeet couldnt-meet:no-interpreter")]
    [InlineData("cancel-request", "CancelRequest cancel-request")]
    [InlineData("stepping-out", "StepOut stepping-out")]
    [InlineData("take", "Take take")]
    [InlineData("visit-done", "FinishVisit visit-done:")]
    [InlineData("asked-all", "AskAllThree asked-all")]
    [InlineData("stop:referral", "AddStop stop:referral")]
    [InlineData("walk:lab", "Walk walk:lab")]
    [InlineData("back", "ComeBack back")]
    [InlineData("left", "Leave left")]
    [InlineData("left:mistake", "Leave left:mistake")]
    [InlineData("undo", "Undo undo")]
    public void A_verb_is_its_command(string verb, string command)
    {
        var read = Verbs.Read(verb, NoInputs, WordsSite.MainStreet, Maria, Noon);

        Assert.Equal(command, $"{read?.GetType().Name} {read?.Did}");
        Assert.Equal((Maria, Noon), (read!.By, read.At));
        Assert.Contains(verb.Split(':')[0], Verbs.Known);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("ready")]
    [InlineData("ready-form")]
    [InlineData("tick")]
    [InlineData("Accept")]
    [InlineData("accept:")]
    [InlineData("accept:0")]
    [InlineData("accept:61")]
    [InlineData("accept:05")]
    [InlineData("accept:+5")]
    [InlineData("accept: 5")]
    [InlineData("accept:5:5")]
    [InlineData("accept:now")]
    [InlineData("request")]
    [InlineData("request:")]
    [InlineData("request:nobody")]
    [InlineData("request:ma")]
    [InlineData("here:nowhere")]
    [InlineData("handed-off")]
    [InlineData("handed-off:warm")]
    [InlineData("couldnt-meet")]
    [InlineData("couldnt-meet:tired")]
    [InlineData("stop:tea")]
    [InlineData("walk:bar")]
    [InlineData("left:home")]
    [InlineData("undo:all")]
    [InlineData("visit-done:lab")]
    public void Anything_else_is_none(string verb) =>
        Assert.Null(Verbs.Read(verb, NoInputs, WordsSite.MainStreet, Maria, Noon));

    [Fact]
    public void Stops_ticked_are_read_once_each()
    {
        var read = Verbs.Read("visit-done", Inputs(("stops", "referral, blood-draw,,referral")), WordsSite.MainStreet, Maria, Noon);

        Assert.Equal("visit-done:referral,blood-draw", read?.Did);
        Assert.Null(Verbs.Read("visit-done", Inputs(("stops", "referral,tea")), WordsSite.MainStreet, Maria, Noon));
    }

    [Fact]
    public void What_was_said_aloud_comes_from_the_list()
    {
        var read = Verbs.Read("handed-off:added", Inputs(("said", "who,why")), WordsSite.MainStreet, Maria, Noon);

        Assert.Equal(["who", "why"], Assert.IsType<PassOn>(read).Said);
        Assert.Null(Verbs.Read("handed-off:added", Inputs(("said", "who,John Smith")), WordsSite.MainStreet, Maria, Noon));
    }

    [Fact]
    public void Inputs_of_other_buttons_on_the_card_do_no_harm() =>
        Assert.IsType<Undo>(Verbs.Read("undo", Inputs(("stops", "tea")), WordsSite.MainStreet, Maria, Noon));

    [Fact]
    public void The_ready_form_needs_a_room_alone()
    {
        var read = Verbs.ReadReady(Inputs(("room", "4")), WordsSite.MainStreet, Maria, Noon, out var fault);

        Assert.Equal("", fault);
        Assert.Equal((new RoomId("4"), null, "", null), (read!.Room, read.Ask, read.Notes.VisitType, read.Notes.Wait));
        Assert.Empty(read.Notes.Flags);
        Assert.Empty(read.Notes.Ticks);
    }

    [Fact]
    public void The_ready_form_is_read_whole()
    {
        var inputs = Inputs(
            ("room", "4"),
            ("who", "sam.lee"),
            ("visitType", "follow-up"),
            ("flags", "family,courtesy"),
            ("ready", "vitals,heads-up"),
            ("wait", "return"));

        var read = Verbs.ReadReady(inputs, WordsSite.MainStreet, Maria, Noon, out _);

        Assert.Equal("ready:sam.lee", read?.Did);
        Assert.Equal(("follow-up", Wait.Return), (read!.Notes.VisitType, read.Notes.Wait));
        Assert.Equal(["family", "courtesy"], read.Notes.Flags);
        Assert.Equal(["vitals", "heads-up"], read.Notes.Ticks);
    }

    [Theory]
    [InlineData("room", "", "Choose a room.")]
    [InlineData("room", "04", "There is no such room here any more. Choose another.")]
    [InlineData("who", "nobody", "They can't be asked here any more. Choose someone else.")]
    [InlineData("visitType", "surgery", "That visit type is no longer offered. Choose another.")]
    [InlineData("flags", "family,rich", "This form is out of date. Open it again.")]
    [InlineData("ready", "120/80", "This form is out of date. Open it again.")]
    [InlineData("wait", "forever", "This form is out of date. Open it again.")]
    public void A_fault_in_the_ready_form_has_a_sentence(string input, string value, string sentence)
    {
        var inputs = Inputs(("room", "4"));
        inputs[input] = value;

        Assert.Null(Verbs.ReadReady(inputs, WordsSite.MainStreet, Maria, Noon, out var fault));
        Assert.Equal(sentence, fault);
    }

    private static Dictionary<string, string> Inputs(params (string Id, string Value)[] inputs) =>
        inputs.ToDictionary(input => input.Id, input => input.Value);
}
