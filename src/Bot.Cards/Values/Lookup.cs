namespace Bot.Cards.Values;

/// <summary>Finding parts of values and comparing whole ones, as the engine does.</summary>
internal static class Lookup
{
    /// <summary>Follows a path; what is not there is missing, never an error.</summary>
    public static Value Walk(Value from, ReadOnlySpan<Name> path)
    {
        foreach (var name in path)
        {
            from = name.Index is { } index && from.Kind is Kind.List
                ? index >= 0 && index < from.Count ? from.At(index) : Value.Undefined
                : Property(from, name);
        }
        return from;
    }

    public static Value Property(in Value of, Name name)
    {
        if (of.Kind is Kind.Object)
        {
            if (of.Source is Model model)
                return model.Find(of.Node, name);
            foreach (var (key, value) in ((Made)of.Source!).Properties)
            {
                if (name.Is(key))
                    return value;
            }
            return Value.Undefined;
        }
        // Lists and texts have their places as names, "0" and up, and nothing else.
        if (of.Kind is not (Kind.List or Kind.Text) || name.Index is not { } index || index < 0 || name.Text != JsNumber.Format(index))
            return Value.Undefined;
        if (of.Kind is Kind.List)
            return index < of.Count ? of.At(index) : Value.Undefined;
        return index < of.Text.Length ? Value.Of(of.Text[index].ToString()) : Value.Undefined;
    }

    public static IEnumerable<(Value Name, Value Item)> Properties(Value of)
    {
        if (of.Source is Made made)
        {
            foreach (var (key, value) in made.Properties)
                yield return (Value.Of(key), value);
            yield break;
        }
        var model = (Model)of.Source!;
        for (var at = of.Node + 1; at < model.EndOf(of.Node); at = model.EndOf(at + 1))
            yield return (model.ValueAt(at), model.ValueAt(at + 1));
    }

    /// <summary>Equal in kind and content; null and missing are equal; numbers may differ by less than 2⁻⁵², save inside objects.</summary>
    public static bool AreEqual(in Value a, in Value b, bool exactly = false)
    {
        if (a.IsNothing || b.IsNothing)
            return a.IsNothing && b.IsNothing;
        if (a.Kind != b.Kind)
            return false;
        switch (a.Kind)
        {
            case Kind.Number:
                return a.Number.Equals(b.Number) || a.Number == b.Number || (!exactly && Math.Abs(a.Number - b.Number) < Math.Pow(2, -52));
            case Kind.Text:
                return TextsAreEqual(a, b);
            case Kind.List:
                if (a.Count != b.Count)
                    return false;
                var others = b.GetEnumerator();
                foreach (var item in a)
                {
                    others.MoveNext();
                    if (!AreEqual(item, others.Current, exactly))
                        return false;
                }
                return true;
            case Kind.Object:
                return ObjectsAreEqual(a, b);
            default:
                return true;
        }
    }

    private static bool ObjectsAreEqual(Value a, Value b)
    {
        if (a.Count != b.Count)
            return false;
        var others = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, item) in Properties(b))
            others[name.Text] = item;
        return Properties(a).All(p => others.TryGetValue(p.Name.Text, out var other) && p.Item.Kind == other.Kind && AreEqual(p.Item, other, exactly: true));
    }

    private static bool TextsAreEqual(in Value a, in Value b) => (a.Source, b.Source) switch
    {
        (Model m, Phrase p) when p.IsWellFormed && !m.IsEscaped(a.Node) => m.Raw(a.Node).SequenceEqual(p.Utf8),
        (Phrase p, Model m) when p.IsWellFormed && !m.IsEscaped(b.Node) => m.Raw(b.Node).SequenceEqual(p.Utf8),
        (Model m, Model n) when !m.IsEscaped(a.Node) && !n.IsEscaped(b.Node) => m.Raw(a.Node).SequenceEqual(n.Raw(b.Node)),
        _ => a.Text == b.Text,
    };
}
