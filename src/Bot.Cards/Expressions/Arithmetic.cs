using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>Numbers. All are doubles, as in JavaScript.</summary>
internal static class Arithmetic
{
    public static Value Add(Call call, in Scope scope)
    {
        var values = call.All(scope, out var failure, v => v.Kind is Kind.Text or Kind.Undefined || v.IsNumber);
        if (failure.IsFailure)
            return failure;
        var (a, b) = (values[0], values[1]);
        if (a.Kind is Kind.Number && b.Kind is Kind.Number)
            return Value.Of(a.Number + b.Number);
        if (a.Kind is Kind.Number && b.IsNothing || b.Kind is Kind.Number && a.IsNothing)
            return Value.Fails("a number and nothing cannot be added");
        return Value.Of((a.IsNothing ? "" : a.AsText()) + (b.IsNothing ? "" : b.AsText()));
    }

    public static Value Subtract(Call call, in Scope scope) => Both(call, scope, (a, b) => a - b);

    public static Value Multiply(Call call, in Scope scope) => Both(call, scope, (a, b) => a * b);

    public static Value Divide(Call call, in Scope scope) => Both(call, scope, (a, b) =>
        // JavaScript cannot tell 2.0 from 2: two whole numbers always divide to a whole one, rounded down.
        a == Math.Floor(a) && b == Math.Floor(b) ? Math.Floor(a / b) : a / b, mayBeZero: false);

    public static Value Power(Call call, in Scope scope)
    {
        var values = call.All(scope, out var failure, v => AreNumbers(v));
        if (failure.IsFailure)
            return failure;
        // JavaScript reads a list as a number through its text: none is 0, one is itself.
        return Value.Of(Math.Pow(AsNumber(values[0]), AsNumber(values[1])));
    }

    public static Value Round(Call call, in Scope scope)
    {
        var number = call.NumberAt(0, scope);
        var digits = call.Arguments.Length == 2 && !number.IsFailure ? call.NumberAt(1, scope) : Value.Of(0d);
        if (number.IsFailure || digits.IsFailure)
            return number.IsFailure ? number : digits;
        return digits.Number is >= 0 and <= 15 && digits.Number == Math.Floor(digits.Number)
            ? Value.Of(JsNumber.Round(number.Number, digits.Number))
            : Value.Fails("digits must be a whole number from 0 to 15");
    }

    public static Value Min(Call call, in Scope scope) => Fold(call, scope, double.PositiveInfinity, Math.Min);

    public static Value Max(Call call, in Scope scope) => Fold(call, scope, double.NegativeInfinity, Math.Max);

    public static Value Int(Call call, in Scope scope) => Parse(call, scope, whole: true);

    public static Value Float(Call call, in Scope scope) => Parse(call, scope, whole: false);

    public static Value FormatNumber(Call call, in Scope scope)
    {
        var values = call.All(scope, out var failure);
        if (failure.IsFailure)
            return failure;
        if (!values[0].IsNumber || !values[1].IsNumber)
            return Value.Fails("it is not a number", call, Value.Null);
        var decimals = values[1].Number;
        if (!(decimals >= 0) || decimals != Math.Floor(decimals) || decimals >= 1e21)
            return Value.Fails("decimals must be a whole number, 0 or more", call, Value.Null);
        return Value.Of(JsNumber.Grouped(JsNumber.Round(values[0].Number, decimals), (int)Math.Min(decimals, 20)));
    }

    private static Value Parse(Call call, in Scope scope, bool whole)
    {
        var value = call.Arguments[0].Evaluate(scope);
        if (value.Kind is not Kind.Text && !value.IsNumber)
            return value.IsFailure ? value : Value.Undefined;
        if (value.Kind is Kind.Number && !whole)
            return value;
        var number = JsNumber.Leading(value.AsText(), whole);
        return !double.IsNaN(number) ? Value.Of(number) : value.Kind is Kind.Text ? Value.Fails("it is not a number in words", call, Value.Of(number)) : Value.Of(number);
    }

    private static Value Both(Call call, in Scope scope, Func<double, double, double> combine, bool mayBeZero = true)
    {
        var a = call.NumberAt(0, scope);
        if (a.IsFailure)
            return a;
        var b = call.NumberAt(1, scope);
        if (b.IsFailure)
            return b;
        return mayBeZero || b.Number != 0 ? Value.Of(combine(a.Number, b.Number)) : Value.Fails("nothing can be divided by zero");
    }

    private static Value Fold(Call call, in Scope scope, double start, Func<double, double, double> combine)
    {
        foreach (var argument in call.Arguments)
        {
            var value = argument.Evaluate(scope);
            if (value.IsFailure)
                return value;
            if (!AreNumbers(value))
                return Value.Fails("it is neither a number nor a list of numbers");
            if (value.Kind is Kind.Number)
            {
                start = combine(start, value.Number);
                continue;
            }
            foreach (var item in value)
                start = combine(start, item.Number);
        }
        return Value.Of(start);
    }

    private static bool AreNumbers(in Value value)
    {
        if (value.Kind is not Kind.List)
            return value.IsNumber;
        foreach (var item in value)
        {
            if (item.Kind is not Kind.Number)
                return false;
        }
        return true;
    }

    private static double AsNumber(in Value value) => value.Kind is Kind.Number ? value.Number : value.Count switch
    {
        0 => 0,
        1 => value.At(0).Number,
        _ => double.NaN,
    };
}
