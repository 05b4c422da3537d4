using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>A chat on paper: what was posted where, and what each message shows now. It can be told not to reach somebody.</summary>
internal sealed class PaperChat(string name) : IChannel
{
    private readonly Dictionary<string, Task> slow = [];
    private int last;

    public string Name => name;

    public string? Fault => null;

    public HashSet<string> KnownPlaces { get; } = [];

    public HashSet<string> Unreachable { get; } = [];

    /// <summary>What new messages are refused with; null: nothing is.</summary>
    public Func<ChannelException>? RefusePosts { get; set; }

    /// <summary>Changes are done there, and their answers do not come back.</summary>
    public HashSet<string> LosesAnswers { get; } = [];

    /// <summary>The same of new messages.</summary>
    public HashSet<string> LosesPosts { get; } = [];

    /// <summary>Each message in the order of posting.</summary>
    public List<PaperMessage> Messages { get; } = [];

    public bool Knows(Place place) => KnownPlaces.Contains(place.ToString()!);

    /// <summary>New messages are posted when this ends.</summary>
    public Task PostsWaitFor { get; set; } = Task.CompletedTask;

    /// <summary>What was posted stands there, and its answers come when this ends.</summary>
    public Task AnswersWaitFor { get; set; } = Task.CompletedTask;

    /// <summary>The place of each message that rang, whatever became of it.</summary>
    public List<string> Rung { get; } = [];

    public async Task<string> PostAsync(Place to, Face face, CancellationToken ct)
    {
        await PostsWaitFor;
        if (Unreachable.Contains(to.ToString()!))
            throw new ChannelException(ChannelTrouble.Unreachable, "nobody there");
        if (RefusePosts is { } refuse)
            throw refuse();
        var message = new PaperMessage($"{name}-{++last}", to.ToString()!, face.Rings ? face.Push : "") { Face = face };
        Messages.Add(message);
        if (face.Rings)
            Rung.Add(to.ToString()!);
        await AnswersWaitFor;
        if (LosesPosts.Contains(to.ToString()!))
            throw new ChannelException(ChannelTrouble.Unsure, "no answer");
        return message.Id;
    }

    public int Repaints { get; private set; }

    /// <summary>What changes are refused with; null: nothing is.</summary>
    public Func<ChannelException>? Refuse { get; set; }

    /// <summary>Places whose changes are not refused.</summary>
    public HashSet<string> KeepsUp { get; } = [];

    /// <summary>Changes of that place's messages are shown once the promise is kept.</summary>
    public TaskCompletionSource Hold(string place)
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        slow[place] = answers.Task;
        return answers;
    }

    public async Task RepaintAsync(Place at, string message, Face face, CancellationToken ct)
    {
        if (Refuse is { } refuse && !KeepsUp.Contains(at.ToString()!))
            throw refuse();
        Repaints++;
        if (slow.TryGetValue(at.ToString()!, out var answers))
            await answers;
        Messages.Single(one => one.Id == message).Face = face;
        if (LosesAnswers.Contains(at.ToString()!))
            throw new ChannelException(ChannelTrouble.Later, "no answer");
    }

    public Task DeleteAsync(Place at, string message, CancellationToken ct)
    {
        Messages.RemoveAll(one => one.Id == message);
        return Task.CompletedTask;
    }

    /// <summary>The messages of a place, the latest last.</summary>
    public IReadOnlyList<PaperMessage> In(string place) => [.. Messages.Where(one => one.Place == place)];
}

/// <param name="Rang">What the lock screen showed when it was posted; empty if nothing rang.</param>
internal sealed record PaperMessage(string Id, string Place, string Rang)
{
    public required Face Face { get; set; }

    public string Card => Face.Card;

    public JsonNode Model => JsonNode.Parse(Face.Model.Span)!;

    public string Headline => Model["headline"]?.GetValue<string>() ?? "";
}
