using Bot.Clinic;

namespace Bot.App;

/// <summary>`training …`: what a practice trains with, made from its own practice file and role plays, in one file each.</summary>
internal static class Training
{
    private const string Usage =
        """
        Usage: training scenario NAME OUT.html [shared]      a role play to print; shared leaves the facilitator's sheet out
               training checklist OUT.html [at SITE]         the staff's page
               training handout OUT.html [en|es] [at SITE]   the patient's page
               training slides OUT.pptx [at SITE]            the practice's own slides, with notes
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken ct) =>
        Settings.WordsOf(args) is ["slides", var file, .. var at] ? await Slides.RunAsync(file, at, args, output, ct) : Run(args, output);

    public static int Run(string[] args, TextWriter output)
    {
        try
        {
            // Everything that a start would refuse is refused here too: papers of a faulty practice file would be wrong ones.
            return Write(Settings.WordsOf(args), Settings.Read(Settings.Gather(args)), output);
        }
        catch (Exception e) when (Faults(e) is { } faults)
        {
            foreach (var fault in faults)
                output.WriteLine(fault);
            return 1;
        }
    }

    /// <summary>What is wrong with the settings, or with the file to write; null if it is neither.</summary>
    public static IReadOnlyList<string>? Faults(Exception fault) => fault switch
    {
        StartFaultsException e => e.Faults,
        IOException or UnauthorizedAccessException => [fault.Message],
        _ => null,
    };

    private static int Write(string[] words, Settings settings, TextWriter output)
    {
        switch (words)
        {
            case ["scenario", var name, var file, .. ([] or ["shared"])]:
                if (settings.Scenarios.FirstOrDefault(one => one.Id.Value == name) is not { } scenario)
                    return Refuse(output, $"There is no role play {name}. There are: {string.Join(", ", settings.Scenarios.Select(one => one.Id))}.");
                return Save(file, ScenarioPage.Of(scenario, withFacilitators: words is not [.., "shared"]), output);

            case ["checklist", var file, .. var at]:
                return SiteOf(at, settings.Practice, output) is { } site ? Save(file, ChecklistPage.Of(Checklist.Of(site)), output) : 1;

            case ["handout", var file, "en" or "es", .. var at]:
                return Handed(file, words[2], at, settings, output);

            case ["handout", var file, .. var at]:
                return Handed(file, Handout.English, at, settings, output);

            default:
                output.WriteLine(Usage);
                return 2;
        }
    }

    private static int Handed(string file, string language, string[] at, Settings settings, TextWriter output) =>
        SiteOf(at, settings.Practice, output) is { } site && Handout.Of(site, language) is { } handout
            ? Save(file, HandoutPage.Of(handout, site.Name), output)
            : 1;

    // Rooms, desks and people are a site's; with one site nobody need name it.
    public static SitePlan? SiteOf(string[] at, Practice practice, TextWriter output)
    {
        var known = string.Join(", ", practice.Sites.Select(site => site.Id));
        switch (at)
        {
            case [] when practice.Sites.Count == 1:
                return practice.Sites[0];
            case []:
                output.WriteLine($"For which site? Add one of: {string.Join(", ", practice.Sites.Select(site => $"at {site.Id}"))}.");
                return null;
            case ["at", var id] when practice.Find(new SiteId(id)) is { } site:
                return site;
            case ["at", var id]:
                output.WriteLine($"There is no site {id}. There are: {known}.");
                return null;
            default:
                output.WriteLine(Usage);
                return null;
        }
    }

    private static int Save(string file, string page, TextWriter output)
    {
        File.WriteAllText(file, page);
        output.WriteLine($"Wrote {file}.");
        return 0;
    }

    private static int Refuse(TextWriter output, string sentence)
    {
        output.WriteLine(sentence);
        return 1;
    }
}
