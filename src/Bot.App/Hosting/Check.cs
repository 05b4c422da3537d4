namespace Bot.App;

/// <summary>`check`: is everything right that a start would need? Prints what is wrong, all at once.</summary>
internal static class Check
{
    public static int Run(string[] args, TextWriter output)
    {
        try
        {
            var settings = Settings.Read(Settings.Gather(args));
            output.WriteLine($"Practice file: {settings.Practice.Sites.Count} site(s), {settings.Practice.Sites.Sum(site => site.Staff.Count)} people. Cards: {settings.Cards.Names.Count}. Role plays: {settings.Scenarios.Count}. All is well.");
            return 0;
        }
        catch (StartFaultsException e)
        {
            foreach (var fault in e.Faults)
                output.WriteLine(fault);
            return 1;
        }
    }
}
