using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>Lists, and objects seen as lists of <c>key</c> and <c>value</c>.</summary>
internal static class Lists
{
    public static Value Count(Call call, in Scope scope)
    {
        var value = call.Arguments[0].Evaluate(scope);
        return value.Kind switch
        {
            Kind.Failure or Kind.Thrown => value,
            Kind.Text => Value.Of(value.Text.Length),
            Kind.List or Kind.Object => Value.Of(value.Count),
            _ => Value.Fails("it is neither a list, an object nor a text"),
        };
    }

    /// <summary>A failure in its arguments is no more than "no".</summary>
    public static Value Contains(Call call, in Scope scope)
    {
        var values = call.All(scope, out var failure);
        if (failure.IsFailure)
            return failure.Kind is Kind.Thrown ? failure : Value.False;
        var (all, one) = (values[0], values[1]);
        if (all.Kind is Kind.Text && one.Kind is Kind.Text)
            return Value.Of(all.Text.Contains(one.Text, StringComparison.Ordinal));
        if (all.Kind is Kind.List)
        {
            foreach (var item in all)
            {
                if (Lookup.AreEqual(item, one))
                    return Value.True;
            }
            return Value.False;
        }
        return Value.Of(one.Kind is Kind.Text && Lookup.Property(all, new Name(one.Text)).Kind is not Kind.Undefined);
    }

    public static Value Join(Call call, in Scope scope)
    {
        var values = call.All(scope, out var failure);
        if (failure.IsFailure)
            return failure;
        var list = values[0];
        if (list.Kind is not Kind.List)
            return Value.Fails("it is not a list");
        if (values.Length == 2)
            return Value.Of(list.Joined(Between(values[1])));
        var count = list.Count;
        if (count < 3)
            return Value.Of(list.Joined(Between(values[2])));
        // Unlike its neighbours, the last item is put there as it is: null reads "null".
        var all = Copy(list);
        return Value.Of(Value.Of(all[..^1]).Joined(Between(values[1])) + values[2].AsText() + all[^1].AsText());
    }

    public static Value First(Call call, in Scope scope) => Edge(call, scope, last: false);

    public static Value Last(Call call, in Scope scope) => Edge(call, scope, last: true);

    public static Value Foreach(Call call, in Scope scope)
    {
        var of = call.Arguments[0].Evaluate(scope);
        if (of.IsFailure)
            return of.Kind is Kind.Thrown ? of : Value.Fails("it is nothing to go through");
        if (of.Kind is not (Kind.List or Kind.Object))
            return Value.Fails("it is neither a list nor an object");
        var made = new List<Value>();
        foreach (var item in Items(of))
        {
            var value = WithVariable(call, scope, item);
            if (value.IsFailure)
                return value.Kind is Kind.Thrown ? value : Value.Fails(value.Reason, call, Value.Of([.. made]));
            made.Add(value);
        }
        return Value.Of([.. made]);
    }

    public static Value Where(Call call, in Scope scope)
    {
        var of = call.Arguments[0].Evaluate(scope);
        if (of.IsFailure)
            return of;
        if (of.Kind is not (Kind.List or Kind.Object))
            return of.Kind is Kind.Null ? Value.Throws("it is null") : Value.Fails("it is neither a list nor an object");
        var kept = new List<Value>();
        foreach (var item in Items(of))
        {
            var value = WithVariable(call, scope, item);
            if (value.Kind is Kind.Thrown)
                return value;
            if (!value.IsFailure && value.IsLogicTrue)
                kept.Add(item);
        }
        return of.Kind is Kind.List
            ? Value.Of([.. kept])
            : Value.Of(new Made([.. kept.Select(k => ((Made)k.Source!).Properties).Select(p => KeyValuePair.Create(p[0].Value.Text, p[1].Value))]));
    }

    public static Value[] Copy(Value list)
    {
        var copy = new List<Value>();
        foreach (var item in list)
            copy.Add(item);
        return [.. copy];
    }

    private static Value[] Items(Value of) => of.Kind is Kind.List
        ? Copy(of)
        : [.. Lookup.Properties(of).Select(p => Value.Of(new Made([new("key", p.Name), new("value", p.Item)])))];

    private static Value WithVariable(Call call, in Scope scope, Value item) =>
        call.Arguments[2].Evaluate(scope with { Locals = new Local(((Member)call.Arguments[1]).Name, item, scope.Locals) });

    private static string Between(in Value separator) => separator.Kind is Kind.Undefined ? "," : separator.AsText();

    private static Value Edge(Call call, in Scope scope, bool last)
    {
        var value = call.Arguments[0].Evaluate(scope);
        if (value.Kind is Kind.Text && value.Text is { Length: > 0 } text)
            return Value.Of(text[last ? ^1 : 0].ToString());
        if (value.Kind is Kind.List && value.Count is > 0 and var count)
            return value.At(last ? count - 1 : 0);
        return value.IsFailure ? value : Value.Undefined;
    }
}
