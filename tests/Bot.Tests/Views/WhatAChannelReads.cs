using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Views;

/// <summary>Whoever is discreet is "Care team" where others read along, whatever their role.</summary>
public sealed class WhatAChannelReads
{
    [Fact]
    public void A_discreet_nurse_is_the_care_team_on_the_rooms_card_and_on_the_board_and_nobody_discreet_is_offered()
    {
        var staff = Plan.Staff.Select(person => person.Id == Nurse || person.Id == Lee ? person with { Discreet = true } : person).ToList();
        var situation = GivenAt(Now with { Plan = Plan with { Staff = staff } }, new MarkReady(Four, ReadyNotes.None, null, Nurse, At(0)));
        var room = Assert.IsType<RoomModel>(Postings.Desired(situation.Visit!, situation.Site, At(0))[0].Model);
        Assert.Equal("Care team is in the room", room.Detail);
        Assert.DoesNotContain(room.Next.Concat(room.More), button => button.Title.Contains("Lee", StringComparison.Ordinal));
        Assert.Equal("Care team", Assert.Single(Answers.Board(situation.Site with { Open = [situation.Visit!] }, At(0)).Rooms).Detail);
    }
}
