namespace Bot.Tests.Cards;

/// <summary>Finds the files that lie beside these tests.</summary>
internal static class CardFiles
{
    public static string Root { get; } = Find();

    public static string Path(string name) => System.IO.Path.Combine(Root, "tests", "Bot.Tests", "Cards", name);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return folder.FullName;
    }
}
