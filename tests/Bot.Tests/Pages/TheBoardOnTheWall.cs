using Bot.App;
using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Pages;

public sealed class TheBoardOnTheWall
{
    private static readonly Visit WaitsLong = Given(new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0))).WhenTheClockRunsTo(At(12)).Visit!;
    private static readonly Visit JustReady = In("5", Given(new MarkReady(Four, ReadyNotes.None, null, Jordan, At(9))).Visit!);
    private static readonly Visit OnTheWay = In("6", Given(
        new MarkReady(Four, ReadyNotes.None, new Whom.InRole(Role.BehavioralHealth), Jordan, At(-5)), new Accept(new When.In(20), Robin, At(1))).Visit!);

    private static readonly Visit WithPatel = In("7", Given(
        new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Patel), Jordan, At(0)), new Here(null, Patel, At(3)), new PassOn(PatientsPart.Nothing, [], Jordan, At(4))).Visit!);

    private static readonly Site Busy = Now with
    {
        Open = [JustReady, WithPatel, OnTheWay, WaitsLong],
        WhoIsOn = WhoIsOn.Unsaid
            .With(Patel, new Presence { Duty = new Duty(IsOn: true, At(-60)) })
            .With(Robin, new Presence { Duty = new Duty(IsOn: true, At(-60)) })
            .With(Lab, new Counter(At(0), At(30), IsHold: true, Lou)),
    };

    [Fact]
    public void Staff_see_what_is_overdue_first_then_who_waits_longest()
    {
        var rows = WallBoard.ForStaff(Busy, At(12)).Rows;
        Assert.Equal(["4", "6", "5"], rows.Select(row => row.Room));
        Assert.Equal(new WallRow("4", "waiting", "Waiting", "late", Late: true, "Nobody on the way", "asked 10:00, again 10:03, lead told 10:10", 12), rows[0]);
        Assert.Equal("Care team at 10:21", rows[1].Main);
        Assert.Equal(("Nobody asked yet", "with Jordan Kim, ready 10:09"), (rows[2].Main, rows[2].Sub));
    }

    [Fact]
    public void They_see_the_desks_and_who_is_on_but_no_discreet_name()
    {
        var board = WallBoard.ForStaff(Busy, At(12));
        Assert.Contains(new WallTag("Lab", "Hold 10:30", "hold", "wait"), board.Desks);
        Assert.Equal([new WallTag("Dr. Patel", "Room 7", "", "rest")], board.People);
        Assert.DoesNotContain("Robin", BoardPage.Whole(board, "10:12"), StringComparison.Ordinal);
    }

    [Fact]
    public void Patients_in_the_hall_read_rooms_and_states_and_nothing_else()
    {
        var page = BoardPage.Whole(WallBoard.ForTheHall(Busy, At(12)), "10:12");
        Assert.All(
            (string[])["Lee", "Patel", "Jordan", "Maria", "Lab", "Scheduling", "lead", "Overdue", "asked", "class=\"row late\"", ">17<"],
            word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
        Assert.Contains("Care team", page, StringComparison.Ordinal);
        Assert.Equal([null, 12, 3], WallBoard.ForTheHall(Busy, At(12)).Rows.Select(row => row.Minutes));
    }

    [Fact]
    public void A_visit_that_takes_too_long_is_overdue_too_though_not_before_patients()
    {
        var late = Now with { Open = [In("7", Given(new MarkReady(Four, ReadyNotes.None, null, Jordan, At(0)), new Here(null, Patel, At(3)), new PassOn(PatientsPart.Nothing, [], Jordan, At(4))).WhenTheClockRunsTo(At(70)).Visit!)] };
        var tile = BoardPage.Middle(WallBoard.ForStaff(late, At(70)));
        Assert.Contains("Overdue</p><p class=\"sub\">With, Dr. Patel <span>since 10:04</span>", tile, StringComparison.Ordinal);
        Assert.DoesNotContain("verdue", BoardPage.Middle(WallBoard.ForTheHall(late, At(70))), StringComparison.Ordinal);
        Assert.DoesNotContain("late", BoardPage.Middle(WallBoard.ForTheHall(late, At(70))), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_for_a_wall_are_counted()
    {
        var plan = Plan with { Rooms = [.. Enumerable.Range(1, 30).Select(room => new RoomId($"{room}"))] };
        var crowded = Now with { Plan = plan, Open = [.. Enumerable.Range(1, 10).Select(room => In($"{room}", WithPatel))] };
        var board = WallBoard.ForStaff(crowded, At(12));
        Assert.Equal((8, 2, 13), (board.Tiles.Count, board.UnlistedTiles, board.OpenRooms.Count));
        Assert.Equal("and 8 more", board.OpenRooms[^1]);
    }

    [Fact]
    public void Open_rooms_stand_after_those_with_someone()
    {
        var tiles = WallBoard.ForStaff(Busy, At(12)).Tiles;
        Assert.Equal(["7", "1", "2", "3", "8"], tiles.Select(tile => tile.Room));
        Assert.Equal(("With", "Dr. Patel", "since 10:04"), (tiles[0].Word, tiles[0].Who, tiles[0].Since));
    }

    [Fact]
    public void Where_nobody_waits_it_says_so_and_more_than_eight_are_counted()
    {
        Assert.Contains("Nobody is waiting", BoardPage.Middle(WallBoard.ForStaff(Now, At(0))), StringComparison.Ordinal);
        var many = Now with { Open = [.. Enumerable.Range(10, 11).Select(room => In($"{room}", JustReady))] };
        Assert.Equal((8, 3), (WallBoard.ForStaff(many, At(10)).Rows.Count, WallBoard.ForStaff(many, At(10)).Unlisted));
        Assert.Contains("and 3 more", BoardPage.Middle(WallBoard.ForStaff(many, At(10))), StringComparison.Ordinal);
    }

    private static Visit In(string room, Visit visit) => visit with { Id = new VisitId($"v{room}"), Room = new RoomId(room) };
}
