using Bot.Clinic;
using Bot.Tests.Visits;

namespace Bot.Tests.Views;

public sealed class WritingAPostingOut
{
    [Fact]
    public void Says_which_card_and_nothing_that_is_on_it()
    {
        var visit = Samples.VisitIn(new With(MainStreet.Maria, MainStreet.Ten));
        foreach (var posting in Postings.Desired(visit, MainStreet.Now, MainStreet.Ten))
        {
            Assert.Contains(posting.Model.Card, $"{posting}", StringComparison.Ordinal);
            Assert.DoesNotContain("Dr. Lee", $"{posting}", StringComparison.Ordinal);
        }
    }
}
