using Bot.App;

// Settings, cards and the practice file lie beside the program, wherever it is started from.
return args switch
{
    ["check", .. var rest] => Check.Run(rest, Console.Out),
    ["package", .. var rest] => Package.Run(rest, Console.Out),
    _ => await HandoffHost.RunAsync(args),
};
