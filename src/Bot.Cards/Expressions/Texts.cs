using System.Text;
using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>Texts. Lengths and places count UTF-16 units, as JavaScript and .NET both do.</summary>
internal static class Texts
{
    /// <summary>Concatenation inside an expression; what stands at the top of a text is <see cref="Layout.Mixture"/>.</summary>
    public static Value Concat(Call call, in Scope scope)
    {
        var values = call.All(scope, out var failure);
        if (failure.IsFailure)
            return failure;
        var soFar = values[0];
        foreach (var next in values.AsSpan(1))
        {
            soFar = (soFar.IsNothing, next.IsNothing, soFar.Kind, next.Kind) switch
            {
                (true, true, _, _) => Value.Undefined,
                (true, _, _, Kind.List) => next,
                (_, true, Kind.List, _) => soFar,
                (_, _, Kind.List, Kind.List) => Value.Of([.. Lists.Copy(soFar), .. Lists.Copy(next)]),
                _ => Value.Of(InWords(soFar) + InWords(next)),
            };
        }
        return soFar;
    }

    public static Value AsString(Call call, in Scope scope)
    {
        var value = call.Arguments[0].Evaluate(scope);
        if (value.IsFailure || value.Kind is Kind.Text)
            return value;
        if (value.Kind is not Kind.Number || double.IsNaN(value.Number))
            return Value.Of(InWords(value));
        var text = JsNumber.Format(value.Number);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return Value.Of(JsNumber.Grouped(value.Number, point < 0 ? 0 : text.Length - point - 1));
    }

    public static Value Length(Call call, in Scope scope) =>
        call.TextAt(0, scope) is { IsFailure: false } text ? Value.Of(text.Text.Length) : call.TextAt(0, scope);

    public static Value StartsWith(Call call, in Scope scope) => Pair(call, scope, (a, b) => Value.Of(a.StartsWith(b, StringComparison.Ordinal)));

    public static Value EndsWith(Call call, in Scope scope) => Pair(call, scope, (a, b) => Value.Of(a.EndsWith(b, StringComparison.Ordinal)));

    public static Value Replace(Call call, in Scope scope)
    {
        var (text, old, with) = (call.TextAt(0, scope), call.TextAt(1, scope), call.TextAt(2, scope));
        if (text.IsFailure || old.IsFailure || with.IsFailure)
            return text.IsFailure ? text : old.IsFailure ? old : with;
        return old.Text.Length == 0
            ? Value.Fails("nothing cannot be replaced")
            : Value.Of(text.Text.Replace(old.Text, with.Text, StringComparison.Ordinal));
    }

    public static Value Substring(Call call, in Scope scope)
    {
        var value = call.TextAt(0, scope);
        // A missing text is empty whatever the places are.
        if (value.IsFailure || call.Arguments[0].Evaluate(scope).Kind is Kind.Undefined)
            return value;
        var text = value.Text;
        var start = call.NumberAt(1, scope);
        if (start.IsFailure)
            return start;
        var length = call.Arguments.Length == 3 ? call.NumberAt(2, scope) : Value.Of(text.Length - start.Number);
        if (length.IsFailure)
            return length;
        return start.Number == Math.Floor(start.Number) && length.Number == Math.Floor(length.Number)
            && start.Number >= 0 && length.Number >= 0 && start.Number + length.Number <= text.Length
            ? Value.Of(text.Substring((int)start.Number, (int)length.Number))
            : Value.Fails("the place is out of range");
    }

    public static Value ToUpper(Call call, in Scope scope) => Single(call, scope, JsText.Upper);

#pragma warning disable CA1308 // Lower case is what is asked for.
    public static Value ToLower(Call call, in Scope scope) => Single(call, scope, t => t.ToLowerInvariant());
#pragma warning restore CA1308

    public static Value TitleCase(Call call, in Scope scope) => Single(call, scope, JsText.Titled);

    public static Value Trim(Call call, in Scope scope) => Single(call, scope, JsText.Trim);

    public static Value Split(Call call, in Scope scope) => call.Arguments.Length == 2
        ? Pair(call, scope, (a, b) => Value.Of(JsText.Split(a, b)))
        : call.TextAt(0, scope) is { IsFailure: false } text ? Value.Of(JsText.Split(text.Text, "")) : call.TextAt(0, scope);

    /// <summary>A value inside another text: nothing for nothing, objects and lists as JSON.</summary>
    private static string InWords(in Value value)
    {
        if (value.IsNothing)
            return "";
        if (value.Kind is not (Kind.List or Kind.Object))
            return value.AsText();
        var sheet = new Sheet();
        sheet.AppendJson(value);
        return Encoding.UTF8.GetString(sheet.Written);
    }

    private static Value Single(Call call, in Scope scope, Func<string, string> change)
    {
        var text = call.TextAt(0, scope);
        return text.IsFailure ? text : Value.Of(change(text.Text));
    }

    private static Value Pair(Call call, in Scope scope, Func<string, string, Value> combine)
    {
        var (a, b) = (call.TextAt(0, scope), call.TextAt(1, scope));
        return a.IsFailure ? a : b.IsFailure ? b : combine(a.Text, b.Text);
    }
}
