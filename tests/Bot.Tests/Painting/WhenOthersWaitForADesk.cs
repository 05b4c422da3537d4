using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>How many wait for a desk stands on every card that offers the walk there.</summary>
public sealed class WhenOthersWaitForADesk
{
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Lou = PaperClinic.By("teams", 9);

    [Fact]
    public async Task One_more_shows_at_once()
    {
        await using var clinic = await WithOneInLineAsync();
        Assert.Contains("\"now\":\"1 waits\"", CardOf("4", clinic), StringComparison.Ordinal);
        await clinic.SaysAsync(Maria, "walk 3 lab");
        Assert.Contains("\"now\":\"2 wait\"", CardOf("4", clinic), StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_one_less()
    {
        await using var clinic = await WithOneInLineAsync();
        await clinic.SaysAsync(Maria, "left 2");
        Assert.Contains("\"now\":\"free\"", CardOf("4", clinic), StringComparison.Ordinal);
    }

    private static async Task<PaperClinic> WithOneInLineAsync()
    {
        var clinic = new PaperClinic();
        foreach (var room in (int[])[1, 2, 3, 4])
        {
            await clinic.SaysAsync(Maria, $"ready {room}");
            await clinic.SaysAsync(Maria, $"done {room} lab");
        }

        // Whoever is expected holds the desk for five minutes, and comes later than that.
        await clinic.SaysAsync(Maria, "walk 1 lab");
        await clinic.TapsAsync(Lou, clinic.Teams, "desk:main-street:lab", "accept:5");
        await clinic.SaysAsync(Maria, "walk 2 lab");
        clinic.Clock.Advance(TimeSpan.FromMinutes(6));
        await clinic.PaintAsync();
        return clinic;
    }

    private static string CardOf(string room, PaperClinic clinic) =>
        clinic.Teams.In("person:maria.lopez").Last(message => message.Model["room"]?.GetValue<string>() == room).Model.ToJsonString();
}
