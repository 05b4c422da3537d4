using System.Globalization;

namespace Bot.Cards.Values;

/// <summary>A value under evaluation: a place in a <see cref="Model"/>, or something an expression made. Never boxed.</summary>
internal readonly struct Value
{
    public static readonly Value Undefined;
    public static readonly Value Null = new(Kind.Null, null, 0, 0);
    public static readonly Value True = new(Kind.True, null, 0, 0);
    public static readonly Value False = new(Kind.False, null, 0, 0);

    private Value(Kind kind, object? source, int node, double number) => (Kind, Source, Node, Number) = (kind, source, node, number);

    public Kind Kind { get; }

    /// <summary>A <see cref="Model"/>, or by kind: text <see cref="string"/> or <see cref="Phrase"/>, list <c>Value[]</c>, object <see cref="Made"/>, failure its reason or a lapse.</summary>
    public object? Source { get; }

    public int Node { get; }

    public double Number { get; }

    public bool IsFailure => Kind >= Kind.Failure;

    /// <summary>Neither JSON null nor missing.</summary>
    public bool IsNothing => Kind <= Kind.Null;

    /// <summary>Only false, null and missing are untrue: zero and empty text count as true.</summary>
    public bool IsLogicTrue => Kind >= Kind.True;

    public static Value Of(bool truth) => truth ? True : False;

    public static Value Of(double number) => new(Kind.Number, null, 0, number);

    public static Value Of(string text) => new(Kind.Text, text, 0, 0);

    public static Value Of(Phrase text) => new(Kind.Text, text, 0, 0);

    public static Value Of(Value[] list) => new(Kind.List, list, 0, 0);

    public static Value Of(Made made) => new(Kind.Object, made, 0, 0);

    public static Value In(Model model, Kind kind, int node) => new(kind, model, node, 0);

    public static Value Fails(string reason) => new(Kind.Failure, reason, 0, 0);

    /// <summary>A failure that had come to a value already, which an <c>or</c> that ends on it gives all the same.</summary>
    public static Value Fails(string reason, object by, Value soFar) => new(Kind.Failure, new Lapse(reason, by, soFar), 0, 0);

    public static Value Throws(string reason) => new(Kind.Thrown, reason, 0, 0);

    /// <summary>The text as .NET text; allocates for text of the model, so the hot path compares and copies bytes instead.</summary>
    public string Text => Source switch
    {
        string text => text,
        Phrase phrase => phrase.Text,
        Model model => model.TextOf(Node),
        _ => throw new InvalidOperationException($"A {Kind} has no text."),
    };

    public string Reason => Source is Lapse lapse ? lapse.Reason : (string)Source!;

    /// <summary>Of a failure, what it had come to in the expression that failed.</summary>
    public Value SoFar(object by) => Source is Lapse lapse && ReferenceEquals(lapse.By, by) ? lapse.SoFar : Undefined;

    /// <summary>NaN is no number to the engine.</summary>
    public bool IsNumber => Kind is Kind.Number && !double.IsNaN(Number);

    public int Count => Source switch
    {
        Value[] list => list.Length,
        Made made => made.Properties.Count,
        Model model => model.CountOf(Node),
        _ => throw new InvalidOperationException($"A {Kind} has no count."),
    };

    public Items GetEnumerator() => new(this);

    /// <summary>The item at a place that exists.</summary>
    public Value At(int index)
    {
        foreach (var item in this)
        {
            if (index-- == 0)
                return item;
        }
        throw new InvalidOperationException("No item there.");
    }

    /// <summary>What JavaScript's String(value) gives, save that null and missing are the caller's to treat.</summary>
    public string AsText()
    {
        switch (Kind)
        {
            case Kind.Undefined: return "undefined";
            case Kind.Null: return "null";
            case Kind.False: return "false";
            case Kind.True: return "true";
            case Kind.Number: return JsNumber.Format(Number);
            case Kind.Text: return Text;
            case Kind.Object: return "[object Object]";
            case Kind.List: return Joined(",");
            default: throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A {Kind} has no text."));
        }
    }

    /// <summary>JavaScript's Array.join: null and missing items are empty.</summary>
    public string Joined(string separator)
    {
        var texts = new List<string>();
        foreach (var item in this)
            texts.Add(item.IsNothing ? "" : item.AsText());
        return string.Join(separator, texts);
    }

    private sealed record Lapse(string Reason, object By, Value SoFar);
}
