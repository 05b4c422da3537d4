using Bot.Clinic;
using Bot.Tests.Visits;

namespace Bot.Tests.Views;

public sealed class WritingAPostingOut
{
    [Fact]
    public void Says_where_it_stands_and_which_card_it_is_and_nothing_that_is_on_it()
    {
        var visit = Samples.VisitIn(new With(MainStreet.Maria, MainStreet.Ten));
        foreach (var posting in Postings.Desired(visit, MainStreet.Now, MainStreet.Ten))
        {
            Assert.Equal(posting.Key, $"{posting}");
            Assert.Equal(posting.Model.Card, $"{posting.Model}");
        }
    }
}
