namespace Bot.Bench;

internal static class Usage
{
    private const string Text =
        """
        Measures the bot against its budgets, as ratios in one run on one machine. In Release only:

          dotnet run -c Release --project tests/Bot.Bench -- click    clicks a second and their times, beside a floor program's
          dotnet run -c Release --project tests/Bot.Bench -- click --channel slack    the same from Slack, beside its own floor
          dotnet run -c Release --project tests/Bot.Bench -- paint    from a click to every card of its visit
          dotnet run -c Release --project tests/Bot.Bench -- cards    binding each card, and a board of 30 rooms
          dotnet run -c Release --project tests/Bot.Bench -- board    open visits of a site, with 1 k, 100 k and 1 M closed ones behind
          dotnet run -c Release --project tests/Bot.Bench -- report   the report of a site and a quarter over 1 M visits
          dotnet run -c Release --project tests/Bot.Bench -- start    from the start to the first answered click; memory under load

          dotnet run -c Release --project tests/Bot.Bench -- instances    1, 2 and 4 instances on Microsoft's emulator of Tables
          dotnet run -c Release --project tests/Bot.Bench -- faults --rounds 200 [--store sqlite|tables]    breaks what can break

        Options: --rounds N (3), --seconds N of each measurement (5), --warmup N in seconds (20: what is called often is compiled again),
        --folder PATH for the databases (a temporary one). The folder should be on the disk that the bot will use: what is durable costs
        what that disk asks.
        """;

    public static int Print()
    {
        Console.WriteLine(Text);
        return 2;
    }
}
