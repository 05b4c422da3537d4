using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Playground;
using Bot.Playground.Wire;
using Bot.Playground.World;

namespace Bot.Tests.Whole;

/// <summary>Somebody's phone: they type, and tap the buttons that really stand on the cards they see. It counts as they go.</summary>
internal sealed class Phone(WholeBot bot, PlaygroundPerson person)
{
    // Taps of somebody who gets no answer, or is told that nothing was saved.
    private const int Patience = 20;

    private readonly ConcurrentQueue<string> buzzes = new();
    private readonly ConcurrentQueue<(Place, string)> answers = new();
    private readonly ConditionalWeakTable<Message, SeenCard> read = [];

    public PlaygroundPerson Person => person;

    public string Name => person.Name;

    /// <summary>Lines typed, buttons tapped and boxes ticked so far.</summary>
    public int Lines { get; private set; }

    public int Taps { get; private set; }

    public int Picks { get; private set; }

    /// <summary>What the lock screen has shown so far.</summary>
    public IReadOnlyCollection<string> Buzzes => buzzes;

    /// <summary>What its taps were answered with, word for word, and where.</summary>
    public IEnumerable<(Place Place, string Body)> Answers => answers;

    public Place Chat => bot.Tenant.PlaceOf(bot.Tenant.ChatId(person))!;

    public void Buzz(Push push) => buzzes.Enqueue(push.Text);

    /// <summary>Types a line; returns when the bot has taken it.</summary>
    /// <param name="channel">Null: in the own chat with the bot.</param>
    public async Task TypeAsync(string line, string? channel = null)
    {
        Lines++;
        var answer = await TypedAsync(line, channel);
        while (bot.IsUnsteady && answer is BotAnswer.Silent)
            answer = await TypedAsync(line, channel);
        Assert.True(answer is BotAnswer.Answered { IsGood: true }, $"The bot did not take \"{line}\".");
    }

    public async Task<BotAnswer> TypedAsync(string line, string? channel = null)
    {
        var place = channel is null ? Chat : bot.Tenant.PlaceOf(channel)!;
        var said = Say(line, place);
        var answer = await bot.Line.SendAsync(bot.Activities.Line(place, person, said), CancellationToken.None);
        bot.Chats.Mark(said.Id, Delivery.Sent);
        return answer;
    }

    /// <summary>Puts a line into a place without sending it.</summary>
    public Message Say(string line, Place? place = null) => bot.Chats.Say(place ?? Chat, person, bot.MessageIds.Next(), line);

    /// <summary>Taps a button once it is there, on the newest card that has it. Fails if the bot does not answer, or nothing comes of it.</summary>
    /// <param name="button">What it says, or its verb.</param>
    /// <param name="picks">What is ticked on the card first.</param>
    public async Task TapAsync(string button, params string[] picks)
    {
        var seen = await Eventually.FindsAsync(() => Find(button), () => $"{Name} never saw [{button}].");
        Taps++;
        Picks += picks.Length;
        var before = bot.Saved.VersionOf(seen.Card.Visit!);
        var answer = await TappedAsync(seen, picks);
        for (var again = 0; bot.IsUnsteady && again < Patience && bot.Saved.VersionOf(seen.Card.Visit!) == before; again++)
            answer = await TappedAsync(seen, picks);
        if (bot.IsUnsteady && bot.Saved.VersionOf(seen.Card.Visit!) > before)
            return;
        Assert.True(
            answer is BotAnswer.Answered { IsGood: true } && bot.Saved.VersionOf(seen.Card.Visit!) > before,
            $"[{button}] of {Name} changed nothing: {Aside(seen.Message.Id) ?? answer.ToString()}");
    }

    public async Task<BotAnswer> TappedAsync(OnScreen seen, params string[] picks)
    {
        // Teams merges what is ticked anywhere on the card into the button's data.
        var action = JsonObject.Create(seen.Button.Action)!;
        foreach (var input in seen.Card.Inputs)
            action["data"]![input.Id] = string.Join(',', picks.Where(input.Values.Contains));
        Assert.All(picks, pick => Assert.Contains(seen.Card.Inputs, input => input.Values.Contains(pick)));
        var answer = await bot.Invokes.ExecuteAsync(seen.Place, person, seen.Message, JsonSerializer.SerializeToElement(action), CancellationToken.None);
        if (answer is BotAnswer.Answered answered)
            answers.Enqueue((seen.Place, answered.Body.ToString()));
        return answer;
    }

    /// <summary>The newest card with that button, in the place this person looks at first; null if there is none.</summary>
    /// <param name="visit">Null: of any visit.</param>
    public OnScreen? Find(string button, string? visit = null) => bot.Tenant.PlacesOf(person)
        .SelectMany(place => bot.Chats.In(place.Id).Reverse().Select(message => (place, message)))
        .Where(one => one.message.From is null && one.message.Cards.Count > 0)
        .Select(one => (one.place, one.message, card: Shown(one.message)))
        .Where(one => visit is null || one.card.Visit == visit)
        .Select(one => one.card.Find(button) is { Opens: false } found ? new OnScreen(one.place, one.message, one.card, found) : null)
        .FirstOrDefault(found => found is not null);

    /// <summary>A card as this person sees it: after a tap of their own perhaps another than others do.</summary>
    public SeenCard Shown(Message message) =>
        read.GetValue(message, one => SeenCard.Read(one.Views.GetValueOrDefault(person.StaffId, one.Cards[0])));

    /// <summary>The sentence under a card after a tap of this person's.</summary>
    public string? Aside(string message) => bot.Chats.Find(message)?.Asides.GetValueOrDefault(person.StaffId);
}

/// <summary>A button where it stands.</summary>
internal sealed record OnScreen(Place Place, Message Message, SeenCard Card, SeenButton Button);
