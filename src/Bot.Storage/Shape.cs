using Bot.Clinic;

namespace Bot.Storage;

/// <summary>What a commit must be like before any store looks at it.</summary>
internal static class Shape
{
    /// <exception cref="ArgumentException">It has no events, or they do not follow the version without a gap.</exception>
    public static void Require(Commit commit)
    {
        var next = commit.Expected;
        foreach (var happened in commit.Events)
        {
            if (happened.Visit != commit.Visit || happened.Sequence != ++next)
            {
                throw new ArgumentException(
                    $"Event {happened.Sequence} of visit {happened.Visit} is not number {next} of visit {commit.Visit}.",
                    nameof(commit));
            }
        }

        if (next == commit.Expected)
            throw new ArgumentException("A commit needs an event.", nameof(commit));
    }
}
