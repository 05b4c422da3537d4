using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>A place in brackets at the end of an expression. Unlike a path it does not turn into text when nothing is there.</summary>
internal sealed class ElementAt(Expression of, Expression place) : Expression
{
    public Expression Of => of;

    public Expression Place => place;

    public override Gives Gives => Gives.Anything;

    public override int Depth { get; } = 1 + Math.Max(of.Depth, place.Depth);

    public override Value Evaluate(in Scope scope)
    {
        var from = of.Evaluate(scope);
        if (from.IsFailure)
            return Value.Throws(from.Reason);
        var at = place.Evaluate(scope.Plain);
        if (at.IsFailure)
            return Value.Throws(at.Reason);
        if (at.Kind is Kind.Text)
            return Lookup.Property(from, new Name(at.Text));
        if (at.Kind is not Kind.Number || at.Number != Math.Floor(at.Number))
            return Value.Fails("a place in brackets must be a whole number or a text");
        if (from.IsNothing)
            return Value.Undefined;
        if (from.Kind is not Kind.List)
            return Value.Fails("only a list has numbered places");
        return at.Number >= 0 && at.Number < from.Count ? from.At((int)at.Number) : Value.Fails("the place is out of range");
    }

    public override string ToString() => $"{of}[{place}]";
}
