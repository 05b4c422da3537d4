namespace Bot.App;

/// <summary>`training …`: what a practice trains with, made from its own role plays, in one file each.</summary>
internal static class Training
{
    private const string Usage =
        """
        Usage: training scenario NAME OUT.html [shared]      a role play to print; shared leaves the facilitator's sheet out
        """;

    public static int Run(string[] args, TextWriter output)
    {
        var words = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal)).ToArray();
        try
        {
            // Everything that a start would refuse is refused here too: nobody should print what will not run.
            return Write(words, Settings.Read(Settings.Gather(args)), output);
        }
        catch (StartFaultsException e)
        {
            foreach (var fault in e.Faults)
                output.WriteLine(fault);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            output.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Write(string[] words, Settings settings, TextWriter output)
    {
        switch (words)
        {
            case ["scenario", var name, var file, .. ([] or ["shared"])]:
                if (settings.Scenarios.FirstOrDefault(one => one.Id.Value == name) is not { } scenario)
                    return Refuse(output, $"There is no role play {name}. There are: {string.Join(", ", settings.Scenarios.Select(one => one.Id))}.");
                return Save(file, ScenarioPage.Of(scenario, withFacilitators: words is not [.., "shared"]), output);

            default:
                output.WriteLine(Usage);
                return 2;
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
