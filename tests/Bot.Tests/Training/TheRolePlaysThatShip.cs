using Bot.Clinic;

namespace Bot.Tests.Training;

public sealed class TheRolePlaysThatShip
{
    [Fact]
    public void Show_every_kind_of_handoff()
    {
        var pairs = RolePlays.All.Select(play => (play.Shared.Giver, play.Shared.Receiver)).ToList();
        Assert.Contains((Role.Ma, Role.Provider), pairs);
        Assert.Contains((Role.Provider, Role.BehavioralHealth), pairs);
        Assert.Contains((Role.Provider, Role.Pharmacist), pairs);
        Assert.Contains((Role.Ma, Role.FrontDesk), pairs);
        Assert.Contains(RolePlays.All, play => play.Shared.Players.Any(player => player.Part.Id == "interpreter"));
        Assert.Equal(RolePlays.All.Count, RolePlays.All.Select(play => play.Shared.Title).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Tell_nobody_but_the_facilitator_more_about_the_patient() => Assert.All(RolePlays.All, play =>
    {
        var shown = string.Join(' ', play.Shared.Situation.Concat(play.Shared.Players.Select(player => player.Task)));
        Assert.All(play.Facilitators.Patient, fact => Assert.DoesNotContain(fact, shown, StringComparison.Ordinal));
        Assert.NotEmpty(play.Facilitators.Patient);
    });

    [Fact]
    public void Look_for_the_patients_part_and_have_both_kinds_of_ticks() => Assert.All(RolePlays.All, play =>
    {
        Assert.InRange(play.Facilitators.Steps.Count, 4, 10);
        Assert.InRange(play.Facilitators.Debrief.Count, 2, 5);
        Assert.InRange(play.Shared.Minutes, 3, 15);
    });

    [Fact]
    public void Say_a_walk_where_the_patient_is_walked() =>
        Assert.Equal(["ma-to-scheduling"], RolePlays.All.Where(play => play.Shared.IsWalk).Select(play => play.Id.Value));
}
