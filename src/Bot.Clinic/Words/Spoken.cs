namespace Bot.Clinic;

/// <summary>What a typed line means. Reading it changes nothing and asks nobody: rooms and names are checked against the site alone.</summary>
public abstract record Spoken
{
    private Spoken()
    {
    }

    /// <summary>`ready ROOM [WHO]`.</summary>
    /// <param name="Whom">Whom to request in the same step; null for nobody yet.</param>
    public sealed record Ready(RoomId Room, Whom? Whom) : Spoken;

    /// <summary>`rooming ROOM [MA]`.</summary>
    /// <param name="Ma">Null: whoever types.</param>
    public sealed record Rooming(RoomId Room, StaffId? Ma) : Spoken;

    /// <summary>`request ROOM WHO|ROLE`.</summary>
    public sealed record Ask(RoomId Room, Whom Whom) : Spoken;

    /// <summary>`walk ROOM DESK`.</summary>
    public sealed record WalkTo(RoomId Room, DeskId Desk) : Spoken;

    /// <summary>`here ROOM [WHO]`.</summary>
    /// <param name="Who">Null: whoever types, or the only one awaited.</param>
    public sealed record IsHere(RoomId Room, StaffId? Who) : Spoken;

    /// <summary>`back ROOM`.</summary>
    public sealed record IsBack(RoomId Room) : Spoken;

    /// <summary>`done ROOM [DESK…]`, in the order typed, each once. A desk stands for the first thing it may be asked.</summary>
    public sealed record IsDone(RoomId Room, IReadOnlyList<StopId> Stops) : Spoken;

    /// <summary>`left ROOM [mistake]`.</summary>
    public sealed record HasLeft(RoomId Room, bool Mistake) : Spoken;

    /// <summary>`take ROOM`.</summary>
    public sealed record Takes(RoomId Room) : Spoken;

    /// <summary>`undo`: the latest step of whoever types.</summary>
    public sealed record Undoes : Spoken;

    /// <summary>`mine`: the visits of whoever types.</summary>
    public sealed record Mine : Spoken;

    public sealed record Board : Spoken;

    public sealed record Help : Spoken;

    public sealed record WhoAmI : Spoken;

    /// <summary>`setup`: how the site is set up, for a lead.</summary>
    public sealed record Setup : Spoken;

    /// <summary>`decisions`: what the site has decided about its warm handoffs, for a lead.</summary>
    public sealed record Decides : Spoken;

    /// <summary>`training`: the sessions, for a lead; their own for anybody else.</summary>
    public sealed record Training : Spoken;

    /// <summary>`remove WHO`: somebody whom a lead has added.</summary>
    public sealed record Removes(StaffId Who) : Spoken;

    /// <summary>`use this channel for PLACE`.</summary>
    /// <param name="Desk">Null: the site's care team.</param>
    public sealed record UseChannel(DeskId? Desk) : Spoken;

    /// <summary>A bare `ok`, `5`, `after` or `no` in a direct chat: the answer to the last request that rang there.</summary>
    /// <param name="When">Null exactly if they can't.</param>
    public sealed record Answers(When? When, bool Cant) : Spoken;

    /// <summary>What somebody says about their own time.</summary>
    /// <param name="Minutes">1 to 480; null if not said, and always for `on` and `off`.</param>
    /// <param name="Who">Of whom a lead says it; null: of whoever types.</param>
    public sealed record Presence(Presently Now, int? Minutes, StaffId? Who = null) : Spoken;

    /// <summary>`cover WHO`: whoever types covers them.</summary>
    public sealed record Covers(StaffId Who) : Spoken;

    /// <summary>`desk [NAME] free|busy|hold 5`.</summary>
    /// <param name="Desk">Null: the desk that whoever types is at.</param>
    /// <param name="Minutes">1 to 480, always there for a hold, which is at most 60; null if not said.</param>
    public sealed record DeskIs(DeskId? Desk, Counter Now, int? Minutes) : Spoken;

    /// <summary>`report [today|week]`.</summary>
    public sealed record Report(Span Over) : Spoken;

    /// <summary>`board link [hall|staff]`, `report link`: where to open a page.</summary>
    public sealed record Link(Page To) : Spoken;

    /// <summary>`board revoke`, `report revoke`: all links to it stop working.</summary>
    public sealed record Revokes(bool Boards) : Spoken;

    /// <summary>`practice [NAME]`, `practice stop`: a role play, here.</summary>
    /// <param name="Named">The words beside it, for a role play's name; empty for the choice. It is compared and never repeated.</param>
    public sealed record Practises(IReadOnlyList<string> Named, bool Stops) : Spoken;

    /// <summary>A line that begins like an alarm. The bot is none: nothing is forwarded, nothing recorded.</summary>
    public sealed record Emergency : Spoken;

    /// <summary>Not understood, or not wholly.</summary>
    /// <param name="Sentence">
    /// What to answer: the nearest command and an example. It repeats nothing that was typed save a short room number, since a
    /// line that missed may hold a patient's name.
    /// </param>
    public sealed record Missed(string Sentence) : Spoken;

    public enum Presently
    {
        On,
        Off,
        Busy,
        Lunch,
        Behind,
    }

    public enum Counter
    {
        Free,
        Busy,
        Hold,
    }

    public enum Page
    {
        Hall,
        Staff,
        Report,
    }

    public enum Span
    {
        Today,
        Week,
    }
}
