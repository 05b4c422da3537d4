using System.Text.Json.Nodes;

namespace Bot.Tests.Cards;

/// <summary>Makes templates and data from the supported subset, the same ones for the same seed.</summary>
internal sealed class TemplateMaker(int seed)
{
    private static readonly string[] _paths =
    [
        "s", "S", "n", "big", "frac", "neg", "yes", "no", "nil", "gone", "o.k", "o.s", "o.gone", "o.gone.x", "o['k']", "o['gone']", "list", "list[0]",
        "list[2]", "words", "words[1]", "words[9]", "rows", "rows[0].name", "rows[1].tags", "rows[0].tags[1]", "rows[k].name", "empty", "blank", "o", "at",
        "$root.s", "$data.n", "$index", "$root.rows[1].name", "name", "tags", "emoji", "o.list[0]", "Rows[0].NAME", "words['1']", "s['0']", "o[key]", "key",
    ];

    private static readonly string[] _literals =
        ["1", "0", "2.5", "7", "'a'", "''", "'Zed'", "\"dq\"", "'it\\'s'", "'x\\ny'", "true", "false", "null", "-3", "'2026-03-04T05:06:07.089Z'", "'ö✓'", "'false'"];

    private static readonly string[] _operators = ["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "&"];

    private static readonly (string Name, int Least, int Most)[] _functions =
    [
        ("if", 3, 3), ("exists", 1, 1), ("empty", 1, 1), ("not", 1, 1), ("and", 1, 3), ("or", 1, 3), ("equals", 2, 2), ("concat", 1, 3), ("string", 1, 1),
        ("int", 1, 1), ("float", 1, 1), ("bool", 1, 1), ("length", 1, 1), ("count", 1, 1), ("contains", 2, 2), ("startsWith", 2, 2), ("endsWith", 2, 2),
        ("replace", 3, 3), ("substring", 2, 3), ("toUpper", 1, 1), ("toLower", 1, 1), ("trim", 1, 1), ("split", 1, 2), ("join", 2, 3), ("titleCase", 1, 1),
        ("first", 1, 1), ("last", 1, 1), ("formatNumber", 2, 2), ("round", 1, 2), ("min", 1, 3), ("max", 1, 2), ("coalesce", 1, 3),
    ];

    private static readonly string[] _times =
    [
        "formatDateTime(at)", "formatDateTime(at,'yyyy-MM-dd HH:mm')", "formatDateTime(at,'ddd d MMM')", "formatDateTime(at,'h:mm tt')", "formatDateTime(day,'dddd, MMMM dd')",
        "formatDateTime(zoned,'HH:mm')", "formatDateTime(s,'HH')", "addMinutes(at,n)", "addHours(at,-5,'HH:mm')", "addDays(at,30)", "addMinutes(day,1)",
        "formatDateTime(at,'M/d/yy')", "formatDateTime(at,'HH:mm:ss.fff')", "formatDateTime(at,'g')", "formatDateTime(at,'t h s')", "formatDateTime(at,'')", "addDays(at,2.9,'dd')",
        "formatDateTime(at,'dd MMM yyyy','fr-FR')", "formatDateTime(at,'\\'o\\' HH')", "formatDateTime(at,'yyy z zzz K f ff')", "formatDateTime(at,'ddddd MMMMM HHH')",
    ];

    private static readonly string[] _lambdas =
    [
        "foreach(rows,r,r.name)", "join(foreach(rows,r,concat(r.name,'!')),',')", "where(rows,r,count(r.tags)>1)", "select(words,w,toUpper(w))", "foreach(rows,r,r.gone)",
        "foreach(rows,r,name)", "where(words,w,w!='two')", "foreach(rows, r => r.tags[0])", "count(where(list,x,x>1))", "foreach(o,p,p.key)", "where(o,p,p.value=='v')",
        "foreach(rows,r,foreach(r.tags,t,concat(r.name,t)))", "foreach(rows,$r,$r.name)", "foreach(nil,x,x)", "where(nil,x,x)", "foreach(list,s,s+1)", "where(gone,x,x)",
        "not(where(nil,x,x))", "if(where(nil,x,x),1,2)", "exists(list[9])", "exists(o[list[9]])", "first(rows).name", "first(rows).gone", "last(rows).tags[1]", "(rows[0]).name",
    ];

    private readonly Random _random = new(seed);

    public static JsonNode Data() => JsonNode.Parse("""
        {"s":"Zed","n":3,"big":12345678901234567890,"frac":1234.5678,"neg":-0.000001,"yes":true,"no":false,"nil":null,"empty":[],"blank":"","k":1,"key":"k","name":"outer",
         "o":{"k":"v","s":" two words ","list":[5,6],"deep":{"a":[1,{"b":2}]}},"list":[3,1,2],"words":["one","two","three"],"emoji":"🙂 ß É \" \\ \u0007 <b>",
         "rows":[{"name":"A","tags":["x","y"],"done":true},{"name":"B","tags":["z"],"done":false},{"name":null,"tags":[]}],
         "at":"2026-03-04T05:06:07.089Z","day":"2026-12-31","zoned":"2026-03-04T05:06:07+02:00","mixed":[1,null,"t",[2,[3]],{"k":1},true]}
        """)!;

    public JsonNode Template() => Object(3, mayRepeat: false);

    public string Expression(int depth)
    {
        if (depth == 0)
            return Pick(3) == 0 ? One(_literals) : One(_paths);
        switch (Pick(10))
        {
            case 0: return One(_literals);
            case 1: return One(_paths);
            case 2: return (Pick(2) == 0 ? "!" : "-") + Expression(0);
            // Powers of other numbers than whole ones differ in the last digit even between two JavaScript engines.
            case 3 when Pick(4) == 0: return $"{One(["n", "list[0]", "-3", "list", "s"])} ^ {One(["2", "0", "k", "o.list[0]", "-1"])} ^ 1";
            case 3: return $"({Expression(depth - 1)})";
            case 4: return $"{Expression(depth - 1)} ? {Expression(depth - 1)} : {Expression(depth - 1)}";
            case 5 or 6: return $"{Expression(depth - 1)} {One(_operators)} {Expression(depth - 1)}";
            case 7: return Pick(2) == 0 ? One(_times) : One(_lambdas);
            default:
                var (name, least, most) = _functions[Pick(_functions.Length)];
                return $"{name}({string.Join(", ", Enumerable.Range(0, least + Pick(most - least + 1)).Select(_ => Expression(depth - 1)))})";
        }
    }

    private string Text() => Pick(5) switch
    {
        0 => "plain $5 {x}",
        1 => $"a ${{{Expression(1)}}} b ${{{Expression(1)}}}",
        2 => $"\\${{s}} ${{{Expression(0)}}}",
        _ => $"${{{Expression(2)}}}",
    };

    private JsonObject Object(int depth, bool mayRepeat)
    {
        var made = new JsonObject { ["type"] = "T" };
        if (mayRepeat && Pick(3) == 0)
            made["$data"] = Pick(4) == 0 ? JsonNode.Parse("""[{"name":"in"},7,null]""") : One(["${rows}", "${o}", "${list}", "${words}", "${empty}", "${nil}", "${gone}", "${mixed}", "${$root.rows}"]);
        if (mayRepeat && Pick(3) == 0)
            made["$when"] = Pick(6) == 0 ? JsonNode.Parse(One(["true", "false", "\"x\"", "\"\"", "0", "null"])) : $"${{{Expression(1)}}}";
        for (var i = Pick(4); i >= 0; i--)
            made["p" + i] = Node(depth - 1);
        return made;
    }

    private JsonNode? Node(int depth) => (depth > 0 ? Pick(4) : 2 + Pick(2)) switch
    {
        0 => Object(depth, mayRepeat: true),
        1 => new JsonArray([.. Enumerable.Range(0, Pick(4)).Select(_ => Node(depth - 1))]),
        2 => JsonNode.Parse(One(["1", "2.50", "null", "true", "\"lit\"", "1e3", "[]", "{}"])),
        _ => Text(),
    };

    private int Pick(int below) => _random.Next(below);

    private T One<T>(T[] of) => of[Pick(of.Length)];
}
