using Bot.Clinic;
using Bot.Tests.Storage;
using Bot.Tests.Whole;

namespace Bot.Tests.Painting;

/// <summary>Who is in which room shows on every card, those that were painted while somebody's leaving it was being saved among them.</summary>
public sealed class WhenAVisitBeginsMeanwhile
{
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Lee = PaperClinic.By("teams", 3);

    [Fact]
    public async Task It_shows_that_they_are_free_again()
    {
        await using var file = new SqliteFile(Held.Follow);
        TaskCompletionSource? saving = null;
        var store = new HeldBack(file.Store, commit => commit.Room.Value == "4" && saving is { } slow ? slow.Task : Task.CompletedTask);
        await using var clinic = new PaperClinic(store: store);
        await clinic.SaysAsync(Maria, "ready 4 lee");
        await clinic.SaysAsync(Lee, "here 4");

        saving = new TaskCompletionSource();
        var leaves = clinic.HearsAsync(Lee, "done 4 lab");
        await clinic.SaysAsync(Maria, "ready 5 lee");
        Assert.Contains("in a room", CardOf("5", clinic), StringComparison.Ordinal);

        saving.SetResult();
        await leaves;
        await clinic.PaintAsync();
        Assert.DoesNotContain("in a room", CardOf("5", clinic), StringComparison.Ordinal);
    }

    private static string CardOf(string room, PaperClinic clinic) =>
        clinic.Teams.In("person:maria.lopez").Last(message => message.Model["room"]?.GetValue<string>() == room).Model.ToJsonString();
}
