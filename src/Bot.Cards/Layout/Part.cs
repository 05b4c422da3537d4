using Bot.Cards.Expressions;
using Bot.Cards.Values;

namespace Bot.Cards.Layout;

/// <summary>A stretch of a compiled card. Each writes a comma after every value it writes.</summary>
internal abstract class Part
{
    public abstract void Write(Binding binding, in Scope scope);

    public static void WriteAll(Part[] parts, Binding binding, in Scope scope)
    {
        foreach (var part in parts)
            part.Write(binding, scope);
    }

    /// <summary>Bytes that never change.</summary>
    public sealed class Fixed(byte[] bytes) : Part
    {
        public override void Write(Binding binding, in Scope scope) => binding.Sheet.Append(bytes);
    }

    /// <summary>The end of an object or array whose last value may have come with a comma.</summary>
    public sealed class Close(byte bracket) : Part
    {
        public override void Write(Binding binding, in Scope scope)
        {
            binding.Sheet.TakeBackComma();
            binding.Sheet.Append(bracket);
            binding.Sheet.Append((byte)',');
        }
    }

    /// <summary>A property whose value is an expression; without a value it is left out.</summary>
    public sealed class Property(byte[] name, TextTemplate text) : Part
    {
        public override void Write(Binding binding, in Scope scope)
        {
            if (text.Write(binding, scope, name))
                binding.Sheet.Append((byte)',');
        }
    }

    /// <summary>An item that is an expression: null is left out, a list takes its place item by item.</summary>
    public sealed class Item(TextTemplate text) : Part
    {
        public override void Write(Binding binding, in Scope scope)
        {
            var value = text.Evaluate(binding, scope);
            if (value.Kind is Kind.Null)
                return;
            if (value.Kind is not Kind.List)
            {
                binding.Sheet.AppendJson(value);
                binding.Sheet.Append((byte)',');
                return;
            }
            foreach (var item in value)
            {
                binding.Sheet.AppendJson(item);
                binding.Sheet.Append((byte)',');
            }
        }
    }

    /// <summary>An object with <c>$data</c> or <c>$when</c>: none, one or many.</summary>
    /// <param name="name">The bytes before the value when it is a property, which is null when there is none and a list when there are many; null for an item.</param>
    /// <param name="data">What gives the data; null for what is in hand.</param>
    /// <param name="when">What must hold; null for always.</param>
    /// <param name="body">The object itself.</param>
    public sealed class Repeated(byte[]? name, Func<Binding, Scope, Value>? data, TextTemplate? when, Part[] body) : Part
    {
        public override void Write(Binding binding, in Scope scope)
        {
            var sheet = binding.Sheet;
            sheet.Append(name);
            var start = sheet.Length;
            var count = 0;
            var given = data is null ? Value.Undefined : data(binding, scope);
            if (given.Kind is Kind.List)
            {
                var index = 0;
                var inner = scope;
                foreach (var item in given)
                {
                    // A hole in a list is no data: the data before it stays in hand, as in the official engine.
                    inner = inner with { Index = index++, Data = item.Kind is Kind.Undefined ? inner.Data : item };
                    count += WriteOne(binding, inner);
                }
            }
            else
            {
                count = WriteOne(binding, given.Kind is Kind.Undefined ? scope : scope with { Data = given });
            }
            if (name is null || count == 1)
                return;
            if (count == 0)
            {
                sheet.Append("null,"u8);
                return;
            }
            sheet.Insert(start, (byte)'[');
            sheet.TakeBackComma();
            sheet.Append("],"u8);
        }

        private int WriteOne(Binding binding, in Scope scope)
        {
            if (when is not null && !when.Holds(scope))
                return 0;
            WriteAll(body, binding, scope);
            return 1;
        }
    }
}
