using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

public sealed class RingingTheBell
{
    private static readonly VisitId One = new("one");
    private static readonly VisitId Two = new("two");

    private readonly Bell bell = new();

    [Fact]
    public void Whoever_rings_again_before_anybody_has_answered_is_answered_once()
    {
        foreach (var id in (VisitId[])[One, Two, One, One])
            bell.Ring(id);
        Assert.Equal([One, Two], Answered());
    }

    [Fact]
    public void Whoever_was_answered_may_ring_again()
    {
        bell.Ring(One);
        Assert.True(bell.IsRinging(One));
        Assert.Equal([One], Answered());
        Assert.False(bell.IsRinging(One));
        bell.Ring(One);
        Assert.Equal([One], Answered());
    }

    [Fact]
    public async Task Whoever_waits_hears_the_next()
    {
        var next = bell.AnswerAsync(default).AsTask();
        Assert.False(next.IsCompleted);
        bell.Ring(Two);
        Assert.Equal(Two, await next.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System));
        Assert.False(bell.IsRinging(Two));
    }

    private List<VisitId> Answered()
    {
        var answered = new List<VisitId>();
        while (bell.TryAnswer(out var id))
            answered.Add(id);
        return answered;
    }
}
