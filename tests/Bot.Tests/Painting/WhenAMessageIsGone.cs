using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

public sealed class WhenAMessageIsGone
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
    private static readonly StoredPosting Gone = new(new VisitId("v"), "giver/person:maria/1", "", 1, "", 0, Now, Dead: false);

    [Fact]
    public void It_calls_for_a_look_as_long_as_it_is_wanted()
    {
        var easel = new Easel([Gone]);
        easel.Want(new HashSet<string> { Gone.Key });
        Assert.Equal(Now, easel.NextTry);
        easel.Want(new HashSet<string>());
        Assert.Null(easel.NextTry);
    }
}
