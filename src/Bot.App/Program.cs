using Bot.App;

// Settings, cards and the practice file lie beside the program, wherever it is started from.
return args switch
{
    ["check", .. var rest] => Check.Run(rest, Console.Out),
    ["package", .. var rest] => Package.Run(rest, Console.Out),
    ["export", .. var rest] => await Export.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    ["backup", .. var rest] => await Backup.RunAsync(rest, Console.Out, Console.Error),
    ["training", .. var rest] => await Training.RunAsync(rest, Console.Out, CancellationToken.None),
    ["migrate", .. var rest] => await Migrate.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    ["verify", .. var rest] => await Verify.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    _ => await HandoffHost.RunAsync(args),
};
