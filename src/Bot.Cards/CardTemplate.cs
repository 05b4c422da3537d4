using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bot.Cards.Expressions;
using Bot.Cards.Layout;

namespace Bot.Cards;

/// <summary>
/// A card in the Adaptive Cards templating language, compiled: parsing finds every fault of the template, binding only evaluates
/// and writes. It does what npm adaptivecards-templating 2.3.1 does, for the functions in <see cref="Functions"/>. Safe for many threads.
/// </summary>
internal sealed class CardTemplate
{
    private readonly Part[] _parts;

    private CardTemplate(Part[] parts) => _parts = parts;

    /// <exception cref="CardTemplateException">The JSON or an expression cannot be read or is not supported.</exception>
    public static CardTemplate Parse(string file, ReadOnlySpan<byte> utf8Json) => new(Compiler.Compile(file, Piece.Read(file, utf8Json)));

    /// <exception cref="CardBindException">An expression failed where the official engine throws; nothing has been written then.</exception>
    public void Bind(JsonElement root, IBufferWriter<byte> output) => Bind(JsonMarshal.GetRawUtf8Value(root), output);

    /// <exception cref="CardBindException">As above.</exception>
    /// <exception cref="JsonException">The model is not JSON.</exception>
    public void Bind(ReadOnlySpan<byte> modelUtf8, IBufferWriter<byte> output)
    {
        var binding = Write(modelUtf8, gaps: null);
        output.Write(binding.Sheet.Written);
        binding.Return();
    }

    public byte[] Bind(ReadOnlySpan<byte> modelUtf8, List<Gap>? gaps = null)
    {
        var binding = Write(modelUtf8, gaps);
        var bound = binding.Sheet.Written.ToArray();
        binding.Return();
        return bound;
    }

    private Binding Write(ReadOnlySpan<byte> modelUtf8, List<Gap>? gaps)
    {
        var binding = Binding.Rent(gaps);
        binding.Model.Read(modelUtf8);
        var root = binding.Model.Root;
        Part.WriteAll(_parts, binding, new Scope(root, root, -1, null));
        binding.Sheet.TakeBackComma();
        if (binding.Sheet.Length == 0)
            binding.Sheet.Append("null"u8);
        return binding;
    }
}
