using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>Conditions and comparisons. They see what is missing as missing, and forgive failures in their arguments.</summary>
internal static class Logic
{
    public static Value If(Call call, in Scope scope)
    {
        var condition = call.Arguments[0].Evaluate(scope.Plain);
        if (condition.Kind is Kind.Thrown)
            return condition;
        return call.Arguments[!condition.IsFailure && condition.IsLogicTrue ? 1 : 2].Evaluate(scope);
    }

    public static Value Not(Call call, in Scope scope)
    {
        var value = call.Arguments[0].Evaluate(scope.Plain);
        return value.Kind is Kind.Thrown ? value : Value.Of(value.IsFailure || !value.IsLogicTrue);
    }

    public static Value And(Call call, in Scope scope)
    {
        foreach (var argument in call.Arguments)
        {
            var value = argument.Evaluate(scope.Plain);
            if (value.Kind is Kind.Thrown)
                return value;
            if (value.IsFailure || !value.IsLogicTrue)
                return Value.False;
        }
        return Value.True;
    }

    /// <summary>True, or what the last argument came to: false, null, or nothing.</summary>
    public static Value Or(Call call, in Scope scope)
    {
        var value = Value.False;
        foreach (var argument in call.Arguments)
        {
            value = argument.Evaluate(scope.Plain);
            if (value.Kind is Kind.Thrown)
                return value;
            if (value.IsFailure)
                value = value.SoFar(argument);
            else if (value.IsLogicTrue)
                return Value.True;
        }
        return value;
    }

    public static Value Exists(Call call, in Scope scope)
    {
        var value = call.Arguments[0].Evaluate(scope.Plain);
        return value.Kind is Kind.Thrown ? value : Value.Of(!value.IsFailure && !value.IsNothing);
    }

    public static Value Empty(Call call, in Scope scope)
    {
        var value = call.Arguments[0].Evaluate(scope.Plain);
        return value.Kind switch
        {
            Kind.Thrown => value,
            Kind.Undefined or Kind.Null => Value.True,
            Kind.Text => Value.Of(value.Source is Model model ? model.Raw(value.Node).IsEmpty : value.Text.Length == 0),
            Kind.List or Kind.Object => Value.Of(value.Count == 0),
            _ => Value.False,
        };
    }

    public static Value Bool(Call call, in Scope scope)
    {
        var value = call.Arguments[0].Evaluate(scope.Plain);
        return value.Kind switch
        {
            Kind.Thrown => value,
            Kind.Failure => Value.False,
            Kind.Number when !double.IsNaN(value.Number) => Value.Of(value.Number != 0),
            Kind.Text or Kind.List when value.AsText().Contains("false", StringComparison.OrdinalIgnoreCase) => Value.False,
            _ => Value.Of(value.IsLogicTrue),
        };
    }

    public static Value Coalesce(Call call, in Scope scope)
    {
        var values = call.All(scope, out var failure);
        return failure.IsFailure ? failure : values.FirstOrDefault(v => !v.IsNothing);
    }

    public static Value AreEqual(Call call, in Scope scope) => Equality(call, scope, wanted: true);

    public static Value Differ(Call call, in Scope scope) => Equality(call, scope, wanted: false);

    public static Value Less(Call call, in Scope scope) => Ordered(call, scope, (a, b) => a < b);

    public static Value AtMost(Call call, in Scope scope) => Ordered(call, scope, (a, b) => a <= b);

    public static Value More(Call call, in Scope scope) => Ordered(call, scope, (a, b) => a > b);

    public static Value AtLeast(Call call, in Scope scope) => Ordered(call, scope, (a, b) => a >= b);

    private static Value Equality(Call call, in Scope scope, bool wanted)
    {
        if (BothOrFalse(call, scope, mayBeNothing: true, out var a, out var b) is { } early)
            return early;
        return Value.Of(Lookup.AreEqual(a, b) == wanted);
    }

    private static Value Ordered(Call call, in Scope scope, Func<double, double, bool> holds)
    {
        if (BothOrFalse(call, scope, mayBeNothing: false, out var a, out var b) is { } early)
            return early;
        return (a.Kind, b.Kind) switch
        {
            (Kind.Number, Kind.Number) when a.IsNumber && b.IsNumber => Value.Of(holds(a.Number, b.Number)),
            (Kind.Text, Kind.Text) => Value.Of(holds(string.CompareOrdinal(a.Text, b.Text), 0)),
            _ => Value.Fails("only two numbers or two texts can be compared", call, Value.False),
        };
    }

    private static Value? BothOrFalse(Call call, in Scope scope, bool mayBeNothing, out Value a, out Value b)
    {
        var plain = scope.Plain;
        b = default;
        a = call.Arguments[0].Evaluate(plain);
        // What is wrong with the first is seen before the second is looked at.
        if (a.IsFailure || (a.IsNothing && !mayBeNothing))
            return a.Kind is Kind.Thrown ? a : Value.False;
        b = call.Arguments[1].Evaluate(plain);
        if (b.IsFailure || (b.IsNothing && !mayBeNothing))
            return b.Kind is Kind.Thrown ? b : Value.False;
        return null;
    }
}
