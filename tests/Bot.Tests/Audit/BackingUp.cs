using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;

namespace Bot.Tests.Audit;

public sealed class BackingUp : IAsyncDisposable
{
    private readonly PaperClinic clinic = new();
    private readonly string folder = Directory.CreateTempSubdirectory("backup").FullName;
    private readonly StringWriter said = new();
    private readonly StringWriter faults = new();

    private string Target => Path.Combine(folder, "copy.db");

    [Fact]
    public async Task Takes_everything_while_the_bot_runs_and_the_bot_goes_on()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        Assert.Equal(0, await BackUpAsync());
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");

        using var output = new StringWriter();
        Assert.Equal(0, await Verify.RunAsync([$"--Store:Path={Target}"], output, faults, default));
        Assert.StartsWith("1 visits, 2 events, 0 broken.", output.ToString(), StringComparison.Ordinal);
        Assert.IsType<Coming>(Assert.Single(clinic.Get<OpenVisits>().All).State);
        Assert.Equal(["copy.db"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Never_replaces_a_file()
    {
        await File.WriteAllTextAsync(Target, "mine");
        Assert.Equal(1, await BackUpAsync());
        Assert.Contains("exists already", faults.ToString(), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Target));
    }

    [Fact]
    public async Task Says_what_is_wrong_with_the_place_and_leaves_nothing()
    {
        Assert.Equal(1, await Backup.RunAsync([Path.Combine(folder, "no", "such", "copy.db"), $"--Store:Path={clinic.File.Path}"], said, faults));
        Assert.NotEmpty(faults.ToString());
        Assert.Equal(2, await Backup.RunAsync([], said, faults));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private Task<int> BackUpAsync() => Backup.RunAsync([Target, $"--Store:Path={clinic.File.Path}"], said, faults);

    public async ValueTask DisposeAsync()
    {
        await clinic.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        await said.DisposeAsync();
        await faults.DisposeAsync();
    }
}
