using System.Text.Json;

namespace Bot.Clinic;

/// <summary>One value of the practice file, with its path. Reading it as what it is not is noted as a fault; reading goes on.</summary>
internal sealed class PracticeFileValue(JsonElement json, string path, List<PracticeFault> faults)
{
    public string Path => path;

    /// <summary>A key written as null says the same as a key left out.</summary>
    public bool IsNull => json.ValueKind == JsonValueKind.Null;

    public void Fault(string what) => faults.Add(new PracticeFault(path, what));

    /// <summary>The object with its keys, of which only these are known; null if it is no object.</summary>
    public PracticeFileObject? Object(params string[] known)
    {
        if (Keys() is not { } keys)
            return null;
        foreach (var (key, value) in keys)
        {
            if (!known.Contains(key))
                value.Fault($"There is no key {PracticeFileText.Quoted(key)} here; {PracticeFileText.Instead(key, known)}");
        }

        return new PracticeFileObject(this, keys, faults);
    }

    /// <summary>The object's entries in the order of the file, where the keys themselves are ids; empty if it is no object.</summary>
    public IReadOnlyDictionary<string, PracticeFileValue> Entries() => Keys() ?? [];

    /// <summary>The elements of the list; empty if it is no list.</summary>
    /// <param name="most">More are a fault.</param>
    /// <param name="orElse">What helps beside leaving some out.</param>
    public IReadOnlyList<PracticeFileValue> List(int most = int.MaxValue, string orElse = " or make two sites of it")
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            Fault($"This is {Kind}; write a list in [ ].");
            return [];
        }

        if (json.GetArrayLength() > most)
            Fault($"The list has {json.GetArrayLength()} entries; cards and lists of a chat hold {most}, so leave some out{orElse}.");

        return [.. json.EnumerateArray().Select((element, i) => new PracticeFileValue(element, $"{path}[{i}]", faults))];
    }

    /// <summary>The elements of a list that must have some.</summary>
    public IReadOnlyList<PracticeFileValue> NotEmpty(string noun, int most = int.MaxValue, string orElse = " or make two sites of it")
    {
        var list = List(most, orElse);
        if (list.Count == 0 && json.ValueKind == JsonValueKind.Array)
            Fault($"The list is empty; add at least one {noun}.");
        return list;
    }

    /// <summary>The text as it stands; null if it is none or empty.</summary>
    public string? Text()
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            var fix = json.ValueKind == JsonValueKind.Number ? $"write it in quotes: \"{json.GetRawText()}\"." : "write a text in quotes.";
            Fault($"This is {Kind}; {fix}");
            return null;
        }

        var text = json.GetString()!;
        if (!string.IsNullOrWhiteSpace(text))
            return text;
        Fault("This is empty; fill it in.");
        return null;
    }

    public bool YesNo()
    {
        if (json.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault($"This is {Kind}; write true or false, without quotes.");
        return json.ValueKind == JsonValueKind.True;
    }

    /// <summary>Whole minutes; 0 means off where it is allowed.</summary>
    public int Minutes(int least = 0, int most = 240)
    {
        var range = $"write whole minutes from {least}{(least == 0 ? " (off)" : "")} to {most}";
        if (json.ValueKind != JsonValueKind.Number)
            Fault($"This is {Kind}; {range}, without quotes.");
        else if (!json.TryGetInt32(out var minutes) || minutes < least || minutes > most)
            Fault($"{PracticeFileText.Cut(json.GetRawText())} is out of range; {range}.");
        else
            return minutes;
        return 0;
    }

    /// <summary>One text of a fixed list; null if it is none of them.</summary>
    public string? OneOf(string noun, params string[] choices)
    {
        if (Text() is not { } text)
            return null;
        if (choices.Contains(text))
            return text;
        Fault($"{PracticeFileText.Quoted(text)} is no {noun}; {PracticeFileText.Instead(text, choices)}");
        return null;
    }

    private string Kind => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private OrderedDictionary<string, PracticeFileValue>? Keys()
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Fault($"This is {Kind}; write an object in {{ }}.");
            return null;
        }

        var keys = new OrderedDictionary<string, PracticeFileValue>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var value = new PracticeFileValue(property.Value, path + PracticeFileText.Step(property.Name), faults);
            if (!keys.TryAdd(property.Name, value))
                value.Fault($"The key {PracticeFileText.Quoted(property.Name)} is here twice; keep one of them.");
        }

        return keys;
    }
}

/// <summary>An object of the practice file by its keys.</summary>
internal sealed class PracticeFileObject(
    PracticeFileValue at, IReadOnlyDictionary<string, PracticeFileValue> keys, List<PracticeFault> faults)
{
    public PracticeFileValue At => at;

    public PracticeFileValue? Optional(string key) => keys.TryGetValue(key, out var value) && !value.IsNull ? value : null;

    /// <summary>The value; if it is missing, a fault that says what to add.</summary>
    public PracticeFileValue? Required(string key, string what)
    {
        if (Optional(key) is { } value)
            return value;
        faults.Add(new PracticeFault(at.Path + PracticeFileText.Step(key), $"This is missing; add \"{key}\": {what}."));
        return null;
    }

    public bool YesNo(string key, bool otherwise) => Optional(key)?.YesNo() ?? otherwise;
}
