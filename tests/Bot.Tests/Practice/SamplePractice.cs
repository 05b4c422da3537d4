using Bot.Clinic;

namespace Bot.Tests.PracticeFiles;

/// <summary>The practice file that ships, as the build puts it beside the tests.</summary>
internal static class SamplePractice
{
    public static readonly string Json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "practice.json")).ReplaceLineEndings("\n");

    /// <summary>The file with one place written otherwise. Throws if the place is not there exactly once.</summary>
    public static string With(string was, string now)
    {
        var at = Json.IndexOf(was, StringComparison.Ordinal);
        if (at < 0 || Json.IndexOf(was, at + 1, StringComparison.Ordinal) >= 0)
            throw new ArgumentException($"The sample does not hold this exactly once: {was}", nameof(was));
        return Json.Replace(was, now, StringComparison.Ordinal);
    }

    public static SitePlan Site(string json) => Assert.Single(Read(json).Sites);

    public static Practice Read(string json)
    {
        var reading = PracticeFile.Read(json);
        Assert.Empty(reading.Faults);
        return reading.Practice!;
    }
}
