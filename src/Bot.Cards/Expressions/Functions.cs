using static Bot.Cards.Expressions.Gives;

namespace Bot.Cards.Expressions;

/// <summary>Every function and operator that a template may use. What is not here is refused at start.</summary>
internal static class Functions
{
    private const int Many = int.MaxValue;
    private static readonly Gives[] _any = [Anything];

    private static readonly Dictionary<string, Function> _byName = new(StringComparer.Ordinal)
    {
        ["if"] = new("if", Anything, 3, 3, _any, Logic.If),
        ["exists"] = new("exists", Truth, 1, 1, _any, Logic.Exists),
        ["empty"] = new("empty", Truth, 1, 1, _any, Logic.Empty),
        ["not"] = new("!", Truth, 1, 1, _any, Logic.Not),
        ["and"] = new("&&", Truth, 1, Many, _any, Logic.And),
        ["or"] = new("||", Truth, 1, Many, _any, Logic.Or),
        ["equals"] = new("==", Truth, 2, 2, _any, Logic.AreEqual),
        ["bool"] = new("bool", Truth, 1, 1, _any, Logic.Bool),
        ["coalesce"] = new("coalesce", Anything, 1, Many, _any, Logic.Coalesce),
        ["!="] = new("!=", Truth, 2, 2, _any, Logic.Differ),
        ["<"] = new("<", Truth, 2, 2, _any, Logic.Less),
        ["<="] = new("<=", Truth, 2, 2, _any, Logic.AtMost),
        [">"] = new(">", Truth, 2, 2, _any, Logic.More),
        [">="] = new(">=", Truth, 2, 2, _any, Logic.AtLeast),

        ["+"] = new("+", Text | Number, 2, 2, [Text | Number], Arithmetic.Add),
        ["-"] = new("-", Number, 2, 2, [Number], Arithmetic.Subtract),
        ["*"] = new("*", Number, 2, 2, [Number], Arithmetic.Multiply),
        ["/"] = new("/", Number, 2, 2, [Number], Arithmetic.Divide),
        ["^"] = new("^", Number, 2, 2, [Number], Arithmetic.Power),
        ["round"] = new("round", Number, 1, 2, [Number], Arithmetic.Round),
        ["min"] = new("min", Number, 1, Many, _any, Arithmetic.Min),
        ["max"] = new("max", Number, 1, Many, _any, Arithmetic.Max),
        ["int"] = new("int", Number, 1, 1, _any, Arithmetic.Int),
        ["float"] = new("float", Number, 1, 1, _any, Arithmetic.Float),
        ["formatNumber"] = new("formatNumber", Text, 2, 3, [Number, Number, Text], Arithmetic.FormatNumber),

        ["concat"] = new("concat", Text | List, 1, Many, _any, Texts.Concat),
        ["string"] = new("string", Text, 1, 1, _any, Texts.AsString),
        ["length"] = new("length", Number, 1, 1, [Text], Texts.Length),
        ["startsWith"] = new("startsWith", Truth, 2, 2, [Text], Texts.StartsWith),
        ["endsWith"] = new("endsWith", Truth, 2, 2, [Text], Texts.EndsWith),
        ["replace"] = new("replace", Text, 3, 3, [Text], Texts.Replace),
        ["substring"] = new("substring", Text, 2, 3, [Text, Number, Number], Texts.Substring),
        ["toUpper"] = new("toUpper", Text, 1, 1, [Text], Texts.ToUpper),
        ["toLower"] = new("toLower", Text, 1, 1, [Text], Texts.ToLower),
        ["titleCase"] = new("titleCase", Text, 1, 1, [Text], Texts.TitleCase),
        ["trim"] = new("trim", Text, 1, 1, [Text], Texts.Trim),
        ["split"] = new("split", List, 1, 2, [Text], Texts.Split),

        ["count"] = new("count", Number, 1, 1, [Text | List], Lists.Count),
        ["contains"] = new("contains", Truth, 2, 2, _any, Lists.Contains),
        ["join"] = new("join", Text, 2, 3, [List, Text, Text], Lists.Join),
        ["first"] = new("first", Anything, 1, 1, _any, Lists.First),
        ["last"] = new("last", Anything, 1, 1, _any, Lists.Last),
        ["foreach"] = new("foreach", List, 3, 3, _any, Lists.Foreach) { IsLambda = true },
        ["select"] = new("select", List, 3, 3, _any, Lists.Foreach) { IsLambda = true },
        ["where"] = new("where", List, 3, 3, _any, Lists.Where) { IsLambda = true },

        ["formatDateTime"] = new("formatDateTime", Text, 1, 3, [Text], Times.Format),
        ["addMinutes"] = new("addMinutes", Text, 2, 4, [Text, Number, Text], Times.AddMinutes),
        ["addHours"] = new("addHours", Text, 2, 4, [Text, Number, Text], Times.AddHours),
        ["addDays"] = new("addDays", Text, 2, 4, [Text, Number, Text], Times.AddDays),
    };

    private static readonly Dictionary<string, string> _operators = new(StringComparer.Ordinal)
    {
        ["!"] = "not",
        ["&&"] = "and",
        ["||"] = "or",
        ["=="] = "equals",
        ["&"] = "concat",
    };

    /// <summary>The function of that name, or null.</summary>
    public static Function? Named(string name) => char.IsAsciiLetter(name[0]) ? _byName.GetValueOrDefault(name) : null;

    public static Function Operator(string sign) => _byName[_operators.GetValueOrDefault(sign, sign)];
}
