using Bot.App;
using Bot.Clinic;
using Bot.Tests.Visits;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Hosting;

/// <summary>What an instance remembers of a site whose visits others change too.</summary>
public sealed class WhatIsOpenElsewhere
{
    private readonly OpenVisits open = new();

    [Fact]
    public void A_visit_whose_room_is_another_s_by_now_is_forgotten_though_it_changed_while_the_site_was_read()
    {
        var first = Situation.Given(Ready()).Visit!;
        open.Put(new Held(first, []));
        var before = open.At(Plan.Id);
        open.Put(new Held(first with { Version = 2 }, []));
        var second = new Held(first with { Id = new VisitId("v5") }, new byte[32]);

        open.Renew(Plan.Id, before, [Stored(second)]);

        Assert.Null(open.Find(TheVisit));
        Assert.Equal(second.Visit.Id, open.In(Plan.Id, Four)!.Id);
        Assert.Equal(1, open.Count);
    }

    private static MarkReady Ready() => new(Four, ReadyNotes.None, new Whom.InRole(Role.Provider), Maria, Ten);

    private static StoredVisit Stored(Held held) =>
        new(held.Visit.Id, held.Visit.Site, held.Visit.Room, held.Visit.Version, held.Visit.IsOpen, held.ToSnapshot());
}
