using System.Globalization;
using System.Text;

namespace Bot.Clinic;

/// <summary>Where visits are kept. The version is the lock: of two who append on the same version, one is told so.</summary>
/// <remarks>
/// A store keeps bytes and knows no rule. All methods are safe to call from many threads. Nothing is reported as saved before it
/// survives a power cut. A store that cannot save for reasons outside the visit (full disk, locked or broken file, no network)
/// throws <see cref="StoreUnavailableException"/>; what it threw for may or may not have been saved, so the caller loads again.
/// </remarks>
public interface IVisitStore
{
    /// <summary>Moves the event(s), the visit's snapshot and its row of work together, all or nothing.</summary>
    Task<Appended> TryAppendAsync(Commit commit, CancellationToken ct);

    /// <summary>The visit as last saved, open or left; null if there is none.</summary>
    Task<StoredVisit?> LoadAsync(VisitId id, CancellationToken ct);

    /// <summary>Open visits, of one site or (null) of all, in the order of opening. Costs what is open, never what is closed.</summary>
    Task<IReadOnlyList<StoredVisit>> OpenAsync(SiteId? site, CancellationToken ct);

    /// <summary>The events of one visit in order; empty if there is none.</summary>
    Task<IReadOnlyList<StoredEvent>> EventsAsync(VisitId id, CancellationToken ct);

    /// <summary>Every event from <paramref name="from"/> (inclusive), ordered by visit and sequence, streamed.</summary>
    IAsyncEnumerable<StoredEvent> AllEventsAsync(DateTimeOffset from, CancellationToken ct);

    /// <summary>
    /// Summaries of the site's visits that were opened from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive) and
    /// have ended, in the order of opening. Costs what lies between, never what lies outside.
    /// </summary>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> SummariesAsync(SiteId site, DateTimeOffset from, DateTimeOffset to, CancellationToken ct);

    /// <summary>Postings of one visit, in no particular order.</summary>
    Task<IReadOnlyList<StoredPosting>> PostingsAsync(VisitId id, CancellationToken ct);

    /// <summary>The same, with what another instance has saved a moment ago, whatever is remembered here.</summary>
    Task<IReadOnlyList<StoredPosting>> PostingsAnewAsync(VisitId id, CancellationToken ct);

    /// <summary>Inserts a posting of a saved visit if its key is new. Returns null when inserted, else the one that was there first.</summary>
    Task<StoredPosting?> TryAddPostingAsync(StoredPosting posting, CancellationToken ct);

    /// <summary>Writes what a posting shows now; does nothing if the posting was dropped meanwhile.</summary>
    Task SavePostingAsync(StoredPosting posting, CancellationToken ct);

    /// <summary>Forgets the postings and the row of work of a visit that has ended; does nothing to one that is open (again).</summary>
    Task DropPostingsAsync(VisitId id, CancellationToken ct);

    /// <summary>At most <paramref name="max"/> rows of work due at or before <paramref name="now"/>, earliest first.</summary>
    Task<IReadOnlyList<Work>> DueAsync(DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>
    /// The same, but only rows that no other instance has claimed. What is returned is claimed: nobody else is given it until the visit changes,
    /// or until the claim has ended and either whoever has it has asked nothing here for as long as a claim lasts, or a minute has passed.
    /// Whoever asks has to ask more often than that. What is nobody's is given to one of those who ask, which may be another one. Claims save
    /// effort; it is versions that keep cards true.
    /// </summary>
    Task<IReadOnlyList<Work>> ClaimDueAsync(DateTimeOffset now, int max, Claim claim, CancellationToken ct);

    /// <summary>When the earliest row of work is due; null if there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken ct);

    /// <summary>
    /// Before an instance paints a visit: where it does not come to the end that <see cref="MoveWorkAsync"/> is, another one looks at the visit
    /// after the claim has ended, and believes no message. Costs nothing where the step that is painted was this instance's own, or its work is
    /// claimed by it: that says so already.
    /// </summary>
    Task HoldAsync(VisitId id, int painted, Claim claim, CancellationToken ct);

    /// <summary>
    /// Moves the visit's row of work to <paramref name="due"/> (null: removes it), only if the visit's version still is
    /// <paramref name="painted"/>; else leaves the row alone and returns false. So it does where the visit has ended and has no row any more.
    /// </summary>
    Task<bool> MoveWorkAsync(VisitId id, int painted, DateTimeOffset? due, CancellationToken ct);

    /// <summary>True if there is a row of work of that visit. One that has ended has it until its postings are dropped.</summary>
    Task<bool> HasWorkAsync(VisitId id, CancellationToken ct);

    /// <summary>Small things that must survive: links, places, conversation references. All of one kind, in no particular order.</summary>
    Task<IReadOnlyList<Kept>> KeptAsync(string kind, CancellationToken ct);

    /// <summary>Inserts or replaces one small thing.</summary>
    Task KeepAsync(Kept kept, CancellationToken ct);

    /// <summary>Inserts one small thing if its key is new. Of all who try, one is told true; one whose answer was lost may be told false.</summary>
    Task<bool> TryKeepAsync(Kept kept, CancellationToken ct);

    /// <summary>Removes one small thing; nothing happens if it is not there.</summary>
    Task ForgetAsync(string kind, string key, CancellationToken ct);

    /// <summary>
    /// Visits that left before <paramref name="before"/>, streamed; a few that did not may be among them. Costs what is that old, never what
    /// is newer.
    /// </summary>
    IAsyncEnumerable<LeftVisit> LeftBeforeAsync(DateTimeOffset before, CancellationToken ct);

    /// <summary>
    /// Removes all that there is of a visit, for good: its events, its summary, its cards and the clicks of its time. False, and nothing
    /// happens, if it is open, if something happened to it since, or if it is gone. What breaks off is ended by the next call.
    /// </summary>
    Task<bool> RemoveAsync(LeftVisit left, DateTimeOffset before, CancellationToken ct);

    /// <summary>Null if it can save now; else what is wrong, in a sentence for whoever runs the bot.</summary>
    Task<string?> FaultAsync(CancellationToken ct);
}

/// <summary>What <see cref="IVisitStore.TryAppendAsync"/> answers.</summary>
public enum Appended
{
    /// <summary>On disk, all of it.</summary>
    Saved,

    /// <summary>The visit is not at the expected version: load again, decide again. Nothing was written.</summary>
    VersionMoved,

    /// <summary>Another visit is open in that room. Nothing was written.</summary>
    RoomTaken,

    /// <summary>This very click has been saved before, in whatever visit of that site: a chat sent it again. Nothing was written.</summary>
    ClickSeen,
}

/// <summary>One step of one visit: its events, and the visit after them.</summary>
/// <param name="Expected">The version before; 0 for a new visit. The new version is this plus the number of events.</param>
/// <param name="Open">False once the patient has left.</param>
/// <param name="Snapshot">The visit after the events.</param>
/// <param name="Events">At least one; their sequence numbers follow <paramref name="Expected"/> without a gap.</param>
/// <param name="Due">When a worker must look at the visit next, at the latest: a row that is due before stays so.</param>
/// <param name="Click">What makes this click one of its kind, across chats and people; empty if nothing does. Remembered for a day at least.</param>
/// <param name="Claim">Who has claimed the visit's work from the start: the instance that took the click paints at once. Null for anybody.</param>
public sealed record Commit(
    VisitId Visit,
    SiteId Site,
    RoomId Room,
    DateTimeOffset Opened,
    int Expected,
    bool Open,
    Snapshot Snapshot,
    IReadOnlyList<StoredEvent> Events,
    DateTimeOffset Due,
    string Click = "",
    Claim? Claim = null)
{
    /// <summary>
    /// What reports need of a visit that has ended, UTF-8 JSON; empty for one that is open. It is kept with the same transaction, and
    /// goes when an undo opens the visit again.
    /// </summary>
    public ReadOnlyMemory<byte> Summary { get; init; }
}

/// <summary>A visit's bytes, UTF-8 JSON, made when a store needs them: one that can tell them from the events may write them later, once for many steps.</summary>
public sealed class Snapshot
{
    private readonly Held? held;
    private volatile byte[]? bytes;

    public Snapshot(Held held) => this.held = held;

    private Snapshot(byte[] bytes) => this.bytes = bytes;

    /// <summary>May be asked on any thread, at any later time.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes ??= held!.ToSnapshot();

    public static implicit operator Snapshot(ReadOnlyMemory<byte> bytes) => new(bytes.ToArray());

    public static implicit operator Snapshot(byte[] bytes) => new(bytes);
}

/// <summary>A visit as a store keeps it.</summary>
/// <param name="Version">The sequence number of its latest event.</param>
public sealed record StoredVisit(VisitId Visit, SiteId Site, RoomId Room, int Version, bool Open, ReadOnlyMemory<byte> Snapshot);

/// <summary>An event as a store keeps it. Insert only; the hash covers the event and the hash before it.</summary>
/// <param name="Name">The event's name on disk, which never changes with the code.</param>
/// <param name="By">A member of staff, or "clock".</param>
/// <param name="Channel">Where the click came from: "teams", "slack", "clock".</param>
/// <param name="Click">The click's id in that channel; empty for the clock.</param>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="Hash">SHA-256, 32 bytes.</param>
public sealed record StoredEvent(
    VisitId Visit,
    int Sequence,
    string Name,
    StaffId By,
    DateTimeOffset At,
    string Channel,
    string Click,
    ReadOnlyMemory<byte> Body,
    ReadOnlyMemory<byte> Hash);

/// <summary>One message that the bot has put somewhere and keeps true.</summary>
/// <param name="Key">slot/place/version: see the postings of a visit.</param>
/// <param name="Message">The channel's own id of the message; empty if the place could not be reached. Of a promise, the id of the instance.</param>
/// <param name="Version">The visit's version that it shows.</param>
/// <param name="Fingerprint">Of the bound view model without its minutes; empty if nothing is shown yet.</param>
/// <param name="Attempts">Failed calls since the last that worked.</param>
/// <param name="RetryAt">When the next call may be tried; null if none is needed.</param>
/// <param name="Dead">The place cannot be reached, or the message is gone: no more calls.</param>
public sealed record StoredPosting(
    VisitId Visit,
    string Key,
    string Message,
    int Version,
    string Fingerprint,
    int Attempts,
    DateTimeOffset? RetryAt,
    bool Dead)
{
    private const string PromiseStart = "promise/";

    /// <summary>True if it is no message, but an instance's word that it will post one at <see cref="RetryAt"/>, if no other has by then.</summary>
    public bool IsPromise => Key.StartsWith(PromiseStart, StringComparison.Ordinal);

    /// <summary>Under which a promise to post that key's message is kept: beside the messages, and never taken for one.</summary>
    public static string PromiseKey(string key) => PromiseStart + key;
}

/// <summary>A visit that has left, long ago.</summary>
public sealed record LeftVisit(SiteId Site, VisitId Visit);

/// <summary>A visit that a worker must look at.</summary>
/// <param name="Owner">Who had claimed it before whoever claims it now; empty if nobody had.</param>
public sealed record Work(VisitId Visit, DateTimeOffset Due, string Owner = "");

/// <summary>A promise to look after a visit, so that no other instance does the same at the same time.</summary>
/// <param name="Owner">The instance's name, unlike any other's.</param>
/// <param name="Until">When it ends by itself: whoever froze or died has lost it then.</param>
public sealed record Claim(string Owner, DateTimeOffset Until);

/// <summary>A small thing that must survive a restart, of a kind, under a key. UTF-8 JSON.</summary>
public sealed record Kept(string Kind, string Key, ReadOnlyMemory<byte> Body)
{
    /// <summary>The kind under which a store that several instances share tells of changes: the key is the kind that changed, the body another each time.</summary>
    public const string News = "news";

    /// <param name="text">Kept as a JSON string: an id, a time, nothing that JSON would escape.</param>
    public static Kept OfText(string kind, string key, string text) => new(kind, key, Encoding.UTF8.GetBytes($"\"{text}\""));

    /// <summary>The text of <see cref="OfText"/>.</summary>
    public string AsText() => Encoding.UTF8.GetString(Body.Span).Trim('"');

    public static Kept OfTime(string kind, string key, DateTimeOffset at) => OfText(kind, key, at.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>The time of <see cref="OfTime"/>; null if it is none.</summary>
    public DateTimeOffset? AsTime() => DateTimeOffset.TryParse(AsText(), CultureInfo.InvariantCulture, out var at) ? at : null;
}

/// <summary>How the small things of one kind are read again, when another instance has changed one.</summary>
public sealed record Reread(string Kind, Func<CancellationToken, Task> ReadAsync);

/// <summary>The store cannot save or read now, for reasons outside the visit. The click is answered "not saved, please tap again".</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
