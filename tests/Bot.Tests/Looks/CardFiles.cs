using System.Text.Json.Nodes;

namespace Bot.Tests.Looks;

/// <summary>The files in cards/, read as plain JSON.</summary>
internal static class CardFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Node.Folder, "..", ".."));

    public static string Folder { get; } = Path.Combine(Root, "cards");

    /// <summary>Each card's name, for theories.</summary>
    public static TheoryData<string> Cards { get; } =
        new(Directory.EnumerateFiles(Folder, "*.teams.json").Select(f => Path.GetFileName(f).Split('.')[0]).Order());

    /// <summary>Each card's name in either chat.</summary>
    public static TheoryData<string> CardsOfBoth { get; } =
        new(Directory.EnumerateFiles(Folder, "*.sample.json").Select(f => Path.GetFileName(f).Split('.')[0]).Distinct().Order());

    /// <summary>Each template's file, of both chats.</summary>
    public static TheoryData<string> Templates { get; } =
        new(Directory.EnumerateFiles(Folder, "*.teams.json").Concat(Directory.EnumerateFiles(Folder, "*.slack.json")).Select(f => Path.GetFileName(f)).Order());

    public static JsonNode Template(string card) => Read($"{card}.teams.json");

    /// <summary>Every sample of a card, by file name. NAME.sample.json is always among them.</summary>
    public static IReadOnlyList<(string File, JsonObject Model)> Samples(string card) =>
    [
        .. Directory.EnumerateFiles(Folder, $"{card}.*sample.json")
            .Select(f => Path.GetFileName(f))
            .Order(StringComparer.Ordinal)
            .Select(f => (f, Read(f).AsObject())),
    ];

    public static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!;

    /// <summary>Every text in a tree, with the object that holds it (through lists) and its key there.</summary>
    public static IEnumerable<(JsonObject Holder, string Key, string Text)> Texts(JsonNode? node) => Walk(node, new JsonObject(), "");

    private static IEnumerable<(JsonObject, string, string)> Walk(JsonNode? node, JsonObject holder, string key) => node switch
    {
        JsonObject o => o.SelectMany(p => Walk(p.Value, o, p.Key)),
        JsonArray a => a.SelectMany(item => Walk(item, holder, key)),
        JsonValue v when v.TryGetValue<string>(out var text) => [(holder, key, text)],
        _ => [],
    };
}
