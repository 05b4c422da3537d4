using System.Text.RegularExpressions;
using Bot.Cards;
using Bot.Clinic;
using Bot.Tests.Slack.Small;
using Bot.Tests.Whole.InSlack;

namespace Bot.Tests.Whole;

/// <summary>Compares what stands in the chats with what the visits on disk say should stand there.</summary>
/// <param name="slack">The other chat, where there is one.</param>
internal sealed partial class Truth(WholeBot bot, SmallSlack? slack = null)
{
    private static readonly CardDeck Deck = CardDeck.Load(Path.Combine(AppContext.BaseDirectory, "cards"), "teams", Verbs.Known);

    public TheTruth Look()
    {
        var lies = new List<Lie>();
        var cards = new Dictionary<string, string>(StringComparer.Ordinal);
        var visits = bot.Saved.Visits();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (visit, postings) in visits)
        {
            // Its cards are forgotten: until then at least the room's is known.
            if (!visit.IsOpen && postings.Count == 0)
                continue;
            var open = visits.Select(one => one.Visit).Where(one => one.IsOpen && one.Site == visit.Site).ToList();
            var site = new Site(bot.Practice.Find(visit.Site)!, open, now, new HashSet<StaffId>(), new Dictionary<StaffId, DateTimeOffset>());
            var desired = Postings.Desired(visit, site, now).ToDictionary(posting => posting.Key);
            foreach (var key in desired.Values.SelectMany(posting => KeysOf(posting, postings, site.Plan)).Where(key => postings.All(one => one.Key != key)))
                lies.Add(new Lie("", $"{visit.Id} at {visit.Version}: {key} is not posted"));
            foreach (var standing in postings.Where(posting => !posting.IsPromise))
            {
                var (slot, place, _, chat) = Posting.ReadKey(standing.Key)!.Value;
                var wanted = desired.GetValueOrDefault(standing.Key.Split('@')[0]);

                // It has no message, and needs none any more.
                if (wanted is null && standing is { Message: "", Dead: false })
                    continue;
                var model = wanted is not null ? wanted.Model : Postings.LastForm(visit, site, slot, place, [.. desired.Values], now);
                if (chat == "slack")
                {
                    cards[standing.Message] = model.Card;
                    var (wants, has) = (SlackTruth.ShouldShow(model.In(chat, site.Plan)), SlackTruth.Shows(slack!, standing.Message));
                    if (!Same(model, wants, has))
                        lies.Add(new Lie("", $"{visit.Id} at {visit.Version}: {standing.Key} should show {wants}, but shows {has}"));
                    continue;
                }

                var message = standing.Message[(standing.Message.LastIndexOf('|') + 1)..];
                cards[message] = model.Card;
                var should = Bound(model.In(chat, site.Plan)).Exact();
                var does = bot.Chats.Find(message) is { Cards: [var card, ..] } ? SeenCard.Read(card).Exact() : "nothing";
                if (!Same(model, should, does))
                    lies.Add(new Lie(message, $"{visit.Id} at {visit.Version}: {standing.Key} should show {should}, but shows {does}"));
            }
        }

        return new TheTruth(lies, cards);
    }

    // A channel's message stands in every chat where one is bound, a person's in one alone, whichever.
    private IEnumerable<string> KeysOf(Posting posting, IReadOnlyList<StoredPosting> postings, SitePlan site)
    {
        if (posting.Place is Place.Person)
            return [postings.FirstOrDefault(one => one.Key == posting.Key || one.Key == posting.KeyIn("slack"))?.Key ?? posting.Key];
        var chats = slack is null ? ["teams"] : site.Channels.Where(one => IsBound(posting.Place, one.Value)).Select(one => one.Key);
        return chats.Select(posting.KeyIn);
    }

    // The clock of a line that has passed stays as it was while the line does.
    private static bool Same(CardModel model, string wants, string has) =>
        model is PassedModel ? Clock().Replace(wants, "") == Clock().Replace(has, "") : wants == has;

    [GeneratedRegex(@"\b\d{1,2}:\d\d\b")]
    private static partial Regex Clock();

    private static bool IsBound(Place place, ChannelIds ids) => place switch
    {
        Place.CareTeam => ids.CareTeam.Length > 0,
        Place.Desk { Which: var desk } => ids.Desks.ContainsKey(desk),
        _ => false,
    };

    private static SeenCard Bound(CardModel model)
    {
        using var card = System.Text.Json.JsonDocument.Parse(Deck.Bind(model.Card, CardJson.Write(model)));
        return SeenCard.Read(card.RootElement.Clone());
    }
}

/// <param name="Lies">One line for each card that does not show what it should; once all do, for the last that did not.</param>
/// <param name="Cards">Which card each message of the bot's should be.</param>
internal sealed record TheTruth(IReadOnlyList<Lie> Lies, IReadOnlyDictionary<string, string> Cards);

/// <param name="Message">Empty where there should be one and is none.</param>
internal sealed record Lie(string Message, string Text);
