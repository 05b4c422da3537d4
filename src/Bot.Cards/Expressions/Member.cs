using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>A name, alone or after a dot. With the names and brackets before it, it makes one path that is looked up as a whole.</summary>
internal sealed class Member : Expression
{
    private readonly Name _name;
    private readonly Expression? _of;
    private readonly bool _mayBeLocal;

    /// <summary>What the path starts from, when that is not a name.</summary>
    private readonly Expression? _start;

    /// <summary>The path and its text, when no bracket in it holds an expression.</summary>
    private readonly Name[]? _path;
    private readonly Phrase? _missing;

    /// <param name="name">The name.</param>
    /// <param name="of">What stands before the dot.</param>
    /// <param name="mayBeLocal">Whether a lambda variable of that name is in sight.</param>
    public Member(string name, Expression? of, bool mayBeLocal)
    {
        (_name, _of, _mayBeLocal) = (new Name(name), of, mayBeLocal);
        Depth = 1 + (of?.Depth ?? 0);
        Expression? first = this;
        while (first is Member { _of: not null } or ElementAt)
            first = first is Member member ? member._of : ((ElementAt)first).Of;
        _start = first is Member ? null : first;
        if (first is Member { } bottom)
            _mayBeLocal |= bottom._mayBeLocal;

        if (PathText(default, constantsOnly: true, out var failure) is { } text && failure.Kind is Kind.Undefined)
        {
            _path = Values.Name.Split(text);
            _missing = new Phrase("${" + text + "}");
        }
    }

    public override Gives Gives => Gives.Anything;

    public override int Depth { get; }

    public string Name => _name.Text;

    public bool IsBare => _of is null;

    public override Value Evaluate(in Scope scope)
    {
        var path = _path;
        string? text = null;
        if (path is null)
        {
            text = PathText(scope, constantsOnly: false, out var failure);
            if (text is null)
                return failure;
            path = Values.Name.Split(text);
        }

        Value found;
        if (_start is null)
        {
            found = FromMemory(scope, path);
        }
        else
        {
            var start = _start.Evaluate(scope);
            if (start.IsFailure)
                return start;
            found = Lookup.Walk(start, path);
        }
        if (found.Kind is not Kind.Undefined || !scope.Substitutes)
            return found;
        return text is null ? Value.Of(_missing!) : Value.Of("${" + text + "}");
    }

    public override string ToString() => _of is null ? Name : $"{_of}.{Name}";

    private Value FromMemory(in Scope scope, Name[] path)
    {
        if (_mayBeLocal)
        {
            for (var local = scope.Locals; local is not null; local = local.Outer)
            {
                if (path[0].Is(local.Name) && Lookup.Walk(local.Value, path.AsSpan(1)) is { Kind: not Kind.Undefined } found)
                    return found;
            }
        }
        return path[0].Lower switch
        {
            "$data" => Lookup.Walk(scope.Data, path.AsSpan(1)),
            "$root" => Lookup.Walk(scope.Root, path.AsSpan(1)),
            "$index" => scope.Index < 0 || path.Length > 1 ? Value.Undefined : Value.Of(scope.Index),
            _ => path[0].Text.StartsWith('$') ? Value.Undefined : Lookup.Walk(scope.Data, path),
        };
    }

    /// <summary>The path as text; null with a failure when a bracket holds neither a number nor a text, null without when it is not constant.</summary>
    private string? PathText(in Scope scope, bool constantsOnly, out Value failure)
    {
        failure = Value.Undefined;
        var text = "";
        Expression? at = this;
        while (at is Member or ElementAt)
        {
            if (at is Member member)
            {
                text = member.Name + "." + text;
                at = member._of;
                continue;
            }
            var element = (ElementAt)at;
            if (constantsOnly && element.Place is not Constant)
                return null;
            var place = element.Place.Evaluate(scope);
            if (place.IsFailure || (!double.IsFinite(JsNumber.Leading(place.AsText(), whole: true)) && place.Kind is not Kind.Text))
            {
                failure = place.IsFailure ? place : Value.Fails("a place in brackets must be a number or a text");
                return null;
            }
            text = double.IsFinite(JsNumber.Leading(place.AsText(), whole: true)) ? $"[{place.AsText()}].{text}" : $"['{place.AsText()}'].{text}";
            at = element.Of;
        }
        return text.TrimEnd('.').Replace(".[", "[", StringComparison.Ordinal);
    }
}
