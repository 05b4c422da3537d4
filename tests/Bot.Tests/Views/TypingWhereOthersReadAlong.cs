using Bot.Clinic;
using Bot.Tests.Painting;

namespace Bot.Tests.Views;

public sealed class TypingWhereOthersReadAlong : IAsyncDisposable
{
    private const int Maria = 1;
    private const int Robin = 5;
    private const int Lou = 9;

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task A_discreet_person_is_not_named()
    {
        await SaysAsync(Maria, "ready 5");
        Assert.Equal("Room 5: care team asked.", await SaysAsync(Maria, "request 5 behavioral health"));
        await clinic.SaysAsync(PaperClinic.By("teams", Robin), "ok");
        Assert.Equal("Somebody is already on the way.", await SaysAsync(Maria, "request 5 behavioral health"));
        Assert.StartsWith("Room 5: care team coming, since", await SaysAsync(Maria, "mine"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_of_a_walk_is_not_named()
    {
        await SaysAsync(Maria, "ready 4");
        Assert.Equal("Room 4: walking over.", await SaysAsync(Maria, "walk 4 lab"));
        Assert.Equal("Room 4: out of the room.", await SaysAsync(Lou, "here 4"));
    }

    [Fact]
    public async Task In_their_own_chat_both_are_named()
    {
        await SaysAsync(Maria, "ready 4");
        Assert.Equal("Room 4: waiting for Robin Clarke.", await SaysAsync(Maria, "request 4 behavioral health", "dm", direct: true));
        await SaysAsync(Maria, "ready 5");
        Assert.Contains("lab", await SaysAsync(Maria, "walk 5 lab", "dm", direct: true), StringComparison.OrdinalIgnoreCase);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private async Task<string> SaysAsync(int who, string text, string where = "19:care-team@thread.tacv2", bool direct = false) =>
        (await clinic.Get<Listener>().SaysAsync(new Line(PaperClinic.By("teams", who), new Conversation(where, direct), text, ""), default)).Sentence;
}
