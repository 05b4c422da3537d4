using Bot.Bench;

// Run in Release: dotnet run -c Release --project tests/Bot.Bench -- click
return args switch
{
    ["click", .. var rest] => await ClickRun.RunAsync(Wishes.Read(rest)),
    ["paint", .. var rest] => await PaintRun.RunAsync(Wishes.Read(rest)),
    ["cards"] => CardsRun.Run(),
    ["board", .. var rest] => await BoardRun.RunAsync(Wishes.Read(rest)),
    ["report", .. var rest] => await ReportRun.RunAsync(Wishes.Read(rest)),
    ["start", .. var rest] => await StartRun.RunAsync(Wishes.Read(rest)),
    ["instances", .. var rest] => await InstancesRun.RunAsync(Wishes.Read(rest)),
    ["faults", .. var rest] => await FaultsRun.RunAsync(Wishes.Read(rest)),
    [JumpingBot.Role, var clock, .. var rest] => await JumpingBot.RunAsync(clock, rest),
    [Floor.Role, .. var rest] => await Floor.RunAsync(rest),
    _ => Usage.Print(),
};
