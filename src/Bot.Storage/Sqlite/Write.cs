namespace Bot.Storage.Sqlite;

/// <summary>One caller's part of a group: what to do, and the promise to answer it.</summary>
internal interface IWrite
{
    /// <summary>The caller has stopped waiting; what has not been started need not be.</summary>
    bool GivenUp { get; }

    /// <summary>Does it, and keeps the answer back until the group is on disk.</summary>
    void Run(Database database);

    /// <summary>It failed alone, and has been undone alone.</summary>
    void Fails(Exception reason);

    /// <summary>The group is on disk: gives the answer that was kept back.</summary>
    void Answer();
}

/// <summary>It is its own promise, which saves an object per click.</summary>
internal sealed class Write<TAsked, TAnswer>(Func<Database, TAsked, TAnswer> run, TAsked asked)
    : TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously), IWrite
{
    private CancellationTokenRegistration _cancellation;
    private TAnswer? _answer;
    private Exception? _failure;

    public bool GivenUp => Task.IsCompleted;

    /// <summary>To be called before the writer's thread can see this.</summary>
    public void GiveUpOn(CancellationToken ct) =>
        _cancellation = ct.UnsafeRegister(static (write, ct) => ((Write<TAsked, TAnswer>)write!).TrySetCanceled(ct), this);

    public void Run(Database database)
    {
        // It may have failed before, in a group that was then done once more.
        _failure = null;
        _answer = run(database, asked);
    }

    public void Fails(Exception reason) => _failure = reason;

    public void Answer()
    {
        // Not Dispose, which waits for a callback that is running.
        _cancellation.Unregister();
        if (_failure is null)
            TrySetResult(_answer!);
        else
            TrySetException(_failure);
    }
}
