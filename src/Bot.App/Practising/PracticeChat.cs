using Bot.Clinic;

namespace Bot.App;

/// <summary>A chat as the sandbox may use it: marked, and to nobody but who joined a role play.</summary>
/// <remarks>Whatever a practice visit would say passes here, so that no fault elsewhere can page anybody else.</remarks>
internal sealed class PracticeChat(IChannel chat, PlayList plays) : IChannel
{
    public string Name => chat.Name;

    public string? Fault => chat.Fault;

    public bool Knows(Place place) => Where(place) is { } where && chat.Knows(where);

    public Task<string> PostAsync(Place to, Face face, CancellationToken ct)
    {
        if (Where(to) is not { } where)
            throw new ChannelException(ChannelTrouble.Unreachable, "nobody there has joined a role play");

        // In the conversation others read along, who would be rung as well.
        var quiet = face with { Rings = face.Rings && where is Place.Person, Mentions = [.. face.Mentions.Where(plays.Has)] };
        return chat.PostAsync(where, PracticeMark.On(quiet), ct);
    }

    public Task RepaintAsync(Place at, string message, Face face, CancellationToken ct) =>
        chat.RepaintAsync(Where(at) ?? at, message, PracticeMark.On(face with { Mentions = [] }), ct);

    public Task DeleteAsync(Place at, string message, CancellationToken ct) => chat.DeleteAsync(Where(at) ?? at, message, ct);

    private Place? Where(Place place) => place switch
    {
        Place.Person { Who: var who } => plays.Has(who) ? place : null,
        Place.CareTeam { Site: var stage } => OnHere(stage) is null ? null : place,

        // A desk is whoever plays it: the conversation would show everybody what is the desk's alone.
        Place.Desk { Site: var stage } => OnHere(stage)?.WhoPlays(Role.FrontDesk) is { } desk ? new Place.Person(desk) : null,
        _ => null,
    };

    private Play? OnHere(SiteId stage) => plays.On(stage) is { } play && play.Chat == chat.Name ? play : null;
}
