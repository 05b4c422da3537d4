using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Bot.Clinic;

namespace Bot.App;

/// <summary>The role plays that go on, in memory: at most one for each conversation.</summary>
internal sealed class PlayList
{
    private readonly ConcurrentDictionary<SiteId, Play> plays = new();

    /// <summary>Given when one of them changes, or what happens on its stage.</summary>
    public Nudge Changed { get; } = new();

    public IReadOnlyList<Play> All => [.. plays.Values];

    /// <summary>The stage of a conversation: the same for each role play there, so that two can't be on it at once.</summary>
    public static SiteId StageOf(string chat, string conversation) =>
        new("play-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{chat}|{conversation}")))[..12]);

    public Play? Find(PlayId id) => plays.Values.FirstOrDefault(play => play.Id == id);

    public Play? On(SiteId stage) => plays.GetValueOrDefault(stage);

    /// <summary>True for whoever has joined one of them.</summary>
    public bool Has(StaffId who) => plays.Values.Any(play => play.Has(who));

    /// <summary>The role play in which somebody is at this moment; null if in none.</summary>
    public Play? Of(StaffId who) => plays.Values.FirstOrDefault(play => !play.IsOver && play.Has(who));

    public string? ConversationOf(string chat, Place place) =>
        place is Place.CareTeam { Site: var stage } && On(stage) is { } play && play.Chat == chat ? play.Conversation : null;

    /// <summary>Takes a role play as it is now; what is older is not believed.</summary>
    public void Put(Play play)
    {
        if (On(play.Stage) is { } known && known.Id == play.Id && known.Version >= play.Version)
            return;
        plays[play.Stage] = play;
        Changed.Give();
    }

    public void Drop(Play play)
    {
        if (On(play.Stage)?.Id == play.Id)
            plays.TryRemove(play.Stage, out _);
    }
}
