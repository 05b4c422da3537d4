using System.Globalization;
using System.Text.Json;
using Bot.Cards.Values;

namespace Bot.Cards.Layout;

/// <summary>Turns a template's JSON into parts: whatever never changes into bytes, encoded once, the rest into expressions between them.</summary>
internal sealed class Compiler
{
    private static readonly string[] _reserved = ["$data", "$when", "$root", "$index", "$host", "$_acTemplateVersion"];

    private readonly string _file;
    private readonly List<Part> _parts = [];
    private readonly Sheet _fixed = new();

    private Compiler(string file) => _file = file;

    public static Part[] Compile(string file, Piece root)
    {
        var compiler = new Compiler(file);
        compiler.Value(root, []);
        return compiler.Finish();
    }

    private Part[] Finish()
    {
        Flush();
        return [.. _parts];
    }

    /// <summary>A value that stands by itself or after a property's name.</summary>
    private void Value(Piece piece, byte[] name)
    {
        switch (piece.Kind)
        {
            case JsonTokenType.StartObject when Varies(piece):
                Object(piece, name);
                break;
            case JsonTokenType.StartObject:
                _fixed.Append(name);
                Body(piece);
                break;
            case JsonTokenType.StartArray:
                _fixed.Append(name);
                _fixed.Append((byte)'[');
                foreach (var item in piece.Items)
                    Item(item);
                Close((byte)']');
                break;
            case JsonTokenType.String when TextTemplate.Parse(_file, piece.Line, piece.Text) is { } text:
                Add(new Part.Property(name, text));
                break;
            default:
                _fixed.Append(name);
                Fixed(piece);
                break;
        }
    }

    private void Item(Piece piece)
    {
        switch (piece.Kind)
        {
            case JsonTokenType.StartObject when Varies(piece):
                Object(piece, null);
                break;
            case JsonTokenType.StartArray:
                // A list in a list is flattened.
                foreach (var item in piece.Items)
                    Item(item);
                break;
            case JsonTokenType.String when TextTemplate.Parse(_file, piece.Line, piece.Text) is { } text:
                Add(new Part.Item(text));
                break;
            case JsonTokenType.Null:
                break;
            default:
                Value(piece, []);
                break;
        }
    }

    private static bool Varies(Piece piece) => piece["$data"] is not null || piece["$when"] is not null;

    private void Body(Piece piece)
    {
        _fixed.Append((byte)'{');
        foreach (var (name, value) in piece.Properties)
        {
            if (!_reserved.Contains(name))
                Value(value, [(byte)'"', .. new Phrase(name).Json, (byte)'"', (byte)':']);
        }
        Close((byte)'}');
    }

    private void Object(Piece piece, byte[]? name)
    {
        var inner = new Compiler(_file);
        inner.Body(piece);
        var body = inner.Finish();
        var data = piece["$data"] is { } d ? Data(d) : null;

        TextTemplate? when = null;
        if (piece["$when"] is { } w)
        {
            when = w.Kind is JsonTokenType.String ? TextTemplate.Parse(_file, w.Line, w.Text) : null;
            // Whatever is no expression drops the object unless JavaScript takes it for false: such a thing is a slip of the pen
            // more often than not, but the preview in the designer does the same.
            if (when is null && !IsFalsy(w))
            {
                RefuseExpressionsIn(w);
                when = TextTemplate.Parse(_file, w.Line, "${1 == 2}");
            }
        }
        Add(new Part.Repeated(name, data, when, body));
    }

    private Func<Binding, Expressions.Scope, Value> Data(Piece piece)
    {
        if (piece.Kind is JsonTokenType.String && TextTemplate.Parse(_file, piece.Line, piece.Text) is { } text)
            return (binding, scope) => text.Evaluate(binding, scope);
        RefuseExpressionsIn(piece);
        var literal = new Compiler(_file);
        literal.Raw(piece);
        var model = new Model();
        literal._fixed.TakeBackComma();
        model.Read(literal._fixed.Written);
        return (_, _) => model.Root;
    }

    /// <summary>In data written into the template the official engine leaves expressions as inner objects of its own, which no card can use.</summary>
    private void RefuseExpressionsIn(Piece piece)
    {
        if (piece.Kind is JsonTokenType.String && piece.Text.Contains("${", StringComparison.Ordinal))
            throw new CardTemplateException(_file, piece.Line, piece.Text, "expressions inside literal $data or $when are not supported");
        foreach (var inner in piece.Items.Concat(piece.Properties.Select(p => p.Value)))
            RefuseExpressionsIn(inner);
    }

    private void Raw(Piece piece)
    {
        if (piece.Kind is JsonTokenType.StartArray)
        {
            _fixed.Append((byte)'[');
            foreach (var item in piece.Items)
                Raw(item);
            Close((byte)']');
        }
        else if (piece.Kind is JsonTokenType.StartObject)
        {
            _fixed.Append((byte)'{');
            foreach (var (name, value) in piece.Properties)
            {
                _fixed.Append([(byte)'"', .. new Phrase(name).Json, (byte)'"', (byte)':']);
                Raw(value);
            }
            Close((byte)'}');
        }
        else
        {
            Fixed(piece);
        }
    }

    private void Fixed(Piece piece)
    {
        _fixed.AppendJson(piece.Kind switch
        {
            JsonTokenType.String => Values.Value.Of(piece.Text),
            JsonTokenType.Number => Values.Value.Of(Number(piece)),
            JsonTokenType.True => Values.Value.True,
            JsonTokenType.False => Values.Value.False,
            _ => Values.Value.Null,
        });
        _fixed.Append((byte)',');
    }

    private static double Number(Piece piece) => double.Parse(piece.Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool IsFalsy(Piece piece) => piece.Kind switch
    {
        JsonTokenType.String => piece.Text.Length == 0,
        JsonTokenType.Number => Number(piece) == 0,
        JsonTokenType.False or JsonTokenType.Null => true,
        _ => false,
    };

    private void Close(byte bracket)
    {
        if (_fixed.Length == 0)
        {
            _parts.Add(new Part.Close(bracket));
            return;
        }
        // The last thing written is known here and now, so its comma can be taken back before there is any data.
        _fixed.TakeBackComma();
        _fixed.Append(bracket);
        _fixed.Append((byte)',');
    }

    private void Add(Part part)
    {
        Flush();
        _parts.Add(part);
    }

    private void Flush()
    {
        if (_fixed.Length > 0)
            _parts.Add(new Part.Fixed(_fixed.Written.ToArray()));
        _fixed.Clear();
    }
}
