using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Tests.Painting;

public sealed class APersonsOwnBoard : IAsyncDisposable
{
    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task Shows_what_waits_for_them_and_then_what_is_theirs()
    {
        Assert.Equal(("Free", 0, 0), Summary(await OpenAsync(3)));

        await clinic.SaysAsync(PaperClinic.By("slack", 1), "ready 4 lee");
        await clinic.SaysAsync(PaperClinic.By("slack", 2), "ready 5 patel");
        Assert.Equal(("In room 4 since 10:00", 0, 1), Summary(await OpenAsync(1)));
        var lee = await OpenAsync(3);
        Assert.Equal(("Free", 1, 0), Summary(lee));
        Assert.Equal("4", lee["asks"]![0]!["room"]!.GetValue<string>());
        Assert.Equal(
            ["accept", "accept:5", "accept:after", "cant"], lee["asks"]!.AsArray()[^1]!["buttons"]!.AsArray().Select(button => button!["verb"]!.GetValue<string>()));

        await clinic.SaysAsync(PaperClinic.By("slack", 3), "ok");
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "here 4");
        Assert.Equal(("In room 4 since 10:00", 0, 1), Summary(await OpenAsync(3)));
    }

    [Fact]
    public async Task Has_the_desks_patients_for_whoever_staffs_it()
    {
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "ready 4");
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "walk 4 lab");

        var lou = await OpenAsync(9);
        Assert.Equal(("Free", 1, 0), Summary(lou));
        Assert.Equal("Coming to you", lou["asks"]![0]!["headline"]!.GetValue<string>());
        Assert.Equal(("Free", 0, 0), Summary(await OpenAsync(8)));
    }

    [Fact]
    public async Task Says_in_a_sentence_that_it_does_not_know_somebody()
    {
        var answer = await clinic.Get<Listener>().HomeAsync(new Speaker("slack", "U99", ""), "", default);

        Assert.Null(answer.Card);
        Assert.NotEqual("", answer.Sentence);
    }

    [Fact]
    public async Task Carries_a_refusal_to_the_one_who_tapped_there()
    {
        var answer = await clinic.Get<Listener>().HomeAsync(PaperClinic.By("slack", 3), "Room 4: already left.", default);

        Assert.Equal("Room 4: already left.", JsonNode.Parse(answer.Card!.Model.Span)!["notice"]!.GetValue<string>());
    }

    [Fact]
    public async Task Shows_nobody_else_s_visits_and_no_visit_type_or_flag_in_any_field()
    {
        var form = new Dictionary<string, string> { ["room"] = "4", ["who"] = "sam.lee", ["visitType"] = "follow-up", ["flags"] = "new-patient" };
        await clinic.Get<Listener>().TapsAsync(new Tap(PaperClinic.By("slack", 1), new Conversation("", true), "ready", "", form, "", ""), default);

        foreach (var number in Enumerable.Range(1, 10))
        {
            var board = (await OpenAsync(number)).ToJsonString();
            Assert.DoesNotContain("Follow-up", board, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("New patient", board, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(number is 1 or 3, board.Contains("\"room\":\"4\"", StringComparison.Ordinal));
        }
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private async Task<JsonNode> OpenAsync(int number)
    {
        var answer = await clinic.Get<Listener>().HomeAsync(PaperClinic.By("slack", number), "", default);
        Assert.Equal("home", answer.Card!.Card);
        return JsonNode.Parse(answer.Card.Model.Span)!;
    }

    private static (string Now, int Asks, int Mine) Summary(JsonNode board) =>
        (board["now"]!.GetValue<string>(), Rooms(board["asks"]!), Rooms(board["mine"]!));

    // A room stands there twice where it has buttons: to be read, and to be tapped.
    private static int Rooms(JsonNode lines) => lines.AsArray().Select(line => line!["visit"]!.GetValue<string>()).Distinct().Count();
}
