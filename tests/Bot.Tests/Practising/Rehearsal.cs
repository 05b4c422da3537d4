using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;

namespace Bot.Tests.Practising;

/// <summary>Role plays on paper: a practice with two chats, a channel where people practise, and a clock turned by hand.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    public const string Channel = "19:training@thread.tacv2";
    public const string Other = "19:huddle@thread.tacv2";

    public static readonly Speaker Maria = PaperClinic.By("teams", 1);
    public static readonly Speaker Jordan = PaperClinic.By("teams", 2);
    public static readonly Speaker Lee = PaperClinic.By("teams", 3);
    public static readonly Speaker Patel = PaperClinic.By("teams", 4);
    public static readonly Speaker Dana = PaperClinic.By("teams", 7);
    public static readonly Speaker Priya = PaperClinic.By("teams", 10);

    public Rehearsal(PaperClinic? clinic = null)
    {
        Clinic = clinic ?? new PaperClinic();
        foreach (var chat in (PaperChat[])[Clinic.Teams, Clinic.Slack])
            chat.KnownPlaces.UnionWith(((string[])[Channel, Other]).Select(conversation => PlaceOf(conversation, chat.Name)));
    }

    public PaperClinic Clinic { get; }

    public Sandbox Sandbox => Clinic.Get<Sandbox>();

    /// <summary>The channel, as the bot names it while a role play is on there.</summary>
    public static string Here => PlaceOf(Channel);

    public static string PlaceOf(string conversation, string chat = "teams") => $"care-team:{PlayList.StageOf(chat, conversation)}";

    public static string ChatOf(string staffId) => $"person:{staffId}";

    /// <summary>The one that goes on in the channel; null if none does.</summary>
    public Play? Play => Clinic.Get<PlayList>().On(PlayList.StageOf("teams", Channel));

    /// <summary>The practice visit; null while there is none.</summary>
    public Visit? Visit => Sandbox.Get<OpenVisits>().All.SingleOrDefault();

    public async Task<Answer> SaysAsync(Speaker by, string text, string conversation = Channel, bool direct = false)
    {
        var answer = await Clinic.Get<Listener>().SaysAsync(new Line(by, new Conversation(conversation, direct), text, ""), default);
        await SettleAsync();
        return answer;
    }

    /// <summary>A tap on the newest message of a place whose card has that button.</summary>
    public async Task<Answer> TapsAsync(Speaker by, string place, string verb, params (string Input, string Picks)[] inputs)
    {
        var message = Has(by, place, verb) ?? throw new InvalidOperationException($"No card at {place} has [{verb}]:\n{string.Join('\n', In(by, place).Select(one => one.Model))}");
        return await TapsOnAsync(by, message, verb, inputs);
    }

    public async Task<Answer> TapsOnAsync(Speaker by, PaperMessage message, string verb, params (string Input, string Picks)[] inputs)
    {
        var direct = message.Place.StartsWith("person:", StringComparison.Ordinal);
        var answer = await Clinic.Get<Listener>().TapsAsync(
            new Tap(by, new Conversation(direct ? "dm" : Channel, direct), verb, message.Model["visit"]!.GetValue<string>(), inputs.ToDictionary(one => one.Input, one => one.Picks), message.Id, ""),
            default);
        await SettleAsync();
        return answer;
    }

    /// <summary>Null if no card there has that button.</summary>
    public PaperMessage? Has(Speaker by, string place, string verb) =>
        In(by, place).LastOrDefault(message => message.Model.ToJsonString().Contains($"\"verb\":\"{verb}\"", StringComparison.Ordinal) || IsFixed(message.Card, verb));

    /// <summary>All that is shown in a place, the latest last, as the words of its cards.</summary>
    public IReadOnlyList<PaperMessage> In(Speaker by, string place) => (by.Channel == "slack" ? Clinic.Slack : Clinic.Teams).In(place);

    public IEnumerable<PaperMessage> Messages => Clinic.Teams.Messages.Concat(Clinic.Slack.Messages);

    /// <summary>Until nothing is left to do: real visits, practice visits, and the role plays' own cards.</summary>
    public async Task SettleAsync()
    {
        await Clinic.PaintAsync();
        for (var round = 0; Sandbox.IsOpen; round++)
        {
            Assert.True(round < 20, "A role play stays due for ever.");
            var before = (Clinic.Get<PlayList>().All, Clinic.Teams.Repaints, Clinic.Slack.Repaints, Messages.Count());
            await Clinic.Get<StageHand>().LookAsync(default);
            await PaintAsync();
            if (before.All.SequenceEqual(Clinic.Get<PlayList>().All) && before == (before.All, Clinic.Teams.Repaints, Clinic.Slack.Repaints, Messages.Count()))
                return;
        }
    }

    private async Task PaintAsync()
    {
        var (painter, bell, store) = (Sandbox.Get<Painter>(), Sandbox.Get<Bell>(), Sandbox.Get<IVisitStore>());
        for (var round = 0; ; round++)
        {
            Assert.True(round < 20, "A practice visit stays due for ever.");
            var due = (await store.DueAsync(Clinic.Clock.GetUtcNow(), 100, default)).Select(work => work.Visit).ToHashSet();
            while (bell.TryAnswer(out var rang))
                due.Add(rang);
            if (due.Count == 0)
                return;
            foreach (var visit in due)
                await await painter.LookAsync(visit, default);
        }
    }

    // Buttons whose verbs stand in the template and not in the data.
    private static bool IsFixed(string card, string verb) => card.Split('/')[^1] switch
    {
        "request" => verb is "accept" or "accept:5" or "accept:after" or "cant" or "here",
        "bedside" or "introduce" => verb.StartsWith("handed-off:", StringComparison.Ordinal),
        "with" => verb == "visit-done",
        "closing" => verb == "asked-all",
        "walkover" => verb is "accept" or "accept:5" or "cant" or "here",
        _ => false,
    };

    public ValueTask DisposeAsync() => Clinic.DisposeAsync();
}
