using Bot.Tests.Slack.Small;

namespace Bot.Tests.Whole.InSlack;

/// <summary>Somebody's hands, in whichever chat they are.</summary>
internal abstract class Hand
{
    public abstract Task TypeAsync(string line);

    /// <param name="picks">What is ticked, on the card or in the form that the button opens.</param>
    public abstract Task TapAsync(string verb, params string[] picks);
}

internal sealed class TeamsHand(Phone phone) : Hand
{
    public override Task TypeAsync(string line) => phone.TypeAsync(line);

    public override Task TapAsync(string verb, params string[] picks) => phone.TapAsync(verb, picks);
}

/// <summary>Types "/handoff …" and taps the newest message that has the button, in their own chat first.</summary>
internal sealed class SlackHand(SmallSlack slack, string user) : Hand
{
    private readonly SmallPerson person = slack.Person(user);

    public override async Task TypeAsync(string line) => Taken(await person.SlashAsync(person.Chat, line), line);

    public override async Task TapAsync(string verb, params string[] picks)
    {
        var message = await Eventually.FindsAsync(() => Find(verb), () => $"{user} never saw {verb}.");
        Taken(await person.TapAsync(message, verb), verb);
        if (picks.Length == 0)
            return;
        await Eventually.HoldsAsync(() => person.Form is not null, $"No form opened before {user}.");
        Taken(await person.SubmitAsync(("stops", picks)), "the form");
        Assert.Null(person.Form);
    }

    private SmallMessage? Find(string verb) => slack.DirectMessages(user).Reverse()
        .Concat(slack.World.Read(world => world.ChannelsOf(user)).SelectMany(channel => slack.Messages(channel).Reverse()))
        .FirstOrDefault(message => message.Buttons.Any(button => button.Verb == verb));

    private static void Taken(SmallReply reply, string what) =>
        Assert.True(reply.Status == 200, $"Slack's {what} was answered with {reply.Status}: {reply.Body}");
}
