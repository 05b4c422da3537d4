using System.Text.Json.Nodes;
using Bot.Cards;
using Bot.Clinic;
using Bot.Tests.Looks;
using Bot.Tests.Visits;

namespace Bot.Tests.Views;

/// <summary>The random days of <see cref="AnyDayInTheClinic"/>, looked at on the cards.</summary>
public sealed class OnAnyDay
{
    private static readonly CardDeck Deck = CardDeck.Load(CardFiles.Folder, "teams", Verbs.Known);
    private static readonly IReadOnlyDictionary<string, string> NothingTicked = new Dictionary<string, string>();

    public static TheoryData<int> Seeds => AnyDayInTheClinic.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_card_can_be_drawn_and_no_two_are_the_same_posting(int seed) => Watch(seed, (desired, gone, _) =>
    {
        Assert.Equal(desired.Count, desired.Select(posting => posting.Key).Distinct().Count());
        foreach (var model in Models(desired, gone))
            Assert.False(Deck.Bind(model.Card, CardJson.Write(model)).IsEmpty);
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whoever_is_sent_to_a_newer_card_has_one(int seed) => Watch(seed, (desired, gone, _) =>
    {
        foreach (var (key, model) in gone.Where(one => one.Model is PassedModel { Line: "See the newer card" }))
            Assert.Contains(desired, posting => posting.Place == Posting.ReadKey(key)!.Value.Place && posting.Slot is Slots.Giver or Slots.Receiver or Slots.Desk);
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_button_is_read_back_as_a_command(int seed) => Watch(seed, (desired, gone, day) =>
    {
        foreach (var button in Models(desired, gone).SelectMany(ButtonsOf))
            Assert.True(Verbs.Read(button.Verb, NothingTicked, day.Site.Plan, MainStreet.Maria, day.At) is not null, button.Verb);
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_care_teams_channel_names_no_desk_and_nobody_discreet(int seed) => Watch(seed, (desired, gone, day) =>
    {
        string[] unsaid = [.. day.Site.Plan.Desks.SelectMany(desk => new[] { desk.Label, desk.Id.Value }), .. day.Site.Plan.Staff.Where(one => one.Discreet).Select(one => one.Short)];
        var there = desired.Where(posting => posting.Place is Place.CareTeam).Select(posting => posting.Model)
            .Concat(gone.Where(one => Posting.ReadKey(one.Key)!.Value.Place is Place.CareTeam).Select(one => one.Model));
        foreach (var (_, _, text) in there.SelectMany(model => CardFiles.Texts(Json(model))))
            Assert.DoesNotContain(unsaid, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    });

    // Looks at the cards after every few steps: those that should stand, and the last form of those that did before.
    private static void Watch(int seed, Action<IReadOnlyList<Posting>, IReadOnlyList<(string Key, CardModel Model)>, AnyDayInTheClinic.Day> look)
    {
        var stood = new HashSet<string>();
        AnyDayInTheClinic.Walk(
            seed,
            (day, _) =>
            {
                var desired = Postings.Desired(day.Visit, day.Site, day.At);
                stood.UnionWith(desired.Select(posting => posting.Key));
                var gone = stood.Except(desired.Select(posting => posting.Key)).Select(key =>
                {
                    var (slot, place, _, _) = Posting.ReadKey(key)!.Value;
                    return (key, Postings.LastForm(day.Visit, day.Site, slot, place, Postings.Desired(day.Visit, day.Site, day.At), day.At));
                });
                look(desired, [.. gone], day);
            },
            restarted: _ => stood.Clear());
    }

    private static IEnumerable<CardModel> Models(IReadOnlyList<Posting> desired, IReadOnlyList<(string Key, CardModel Model)> gone) =>
        desired.Select(posting => posting.Model).Concat(gone.Select(one => one.Model));

    private static JsonNode Json(CardModel model) => JsonNode.Parse(CardJson.Write(model))!;

    private static IEnumerable<Button> ButtonsOf(CardModel model) =>
        CardFiles.Texts(Json(model)).Where(text => text.Key == "verb").Select(text => new Button(text.Holder["title"]!.GetValue<string>(), text.Text));
}
