using System.Buffers;
using System.Text;

namespace Bot.Slack.Outbound;

/// <summary>Writes application/x-www-form-urlencoded, which every method of Slack's takes; complex arguments are JSON within it.</summary>
internal sealed class FormWriter
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    private readonly ArrayBufferWriter<byte> output = new(1024);

    public ReadOnlyMemory<byte> Written => output.WrittenMemory;

    public FormWriter Add(string name, string value) => Add(name, Encoding.UTF8.GetBytes(value));

    public FormWriter Add(string name, ReadOnlySpan<byte> value)
    {
        if (output.WrittenCount > 0)
            output.Write("&"u8);
        output.Write(Encoding.UTF8.GetBytes(name));
        output.Write("="u8);
        Escape(value);
        return this;
    }

    private void Escape(ReadOnlySpan<byte> value)
    {
        while (value.IndexOfAnyExcept(Unreserved) is >= 0 and var at)
        {
            output.Write(value[..at]);
            var escaped = output.GetSpan(3);
            escaped[0] = (byte)'%';
            escaped[1] = Digit(value[at] >> 4);
            escaped[2] = Digit(value[at] & 15);
            output.Advance(3);
            value = value[(at + 1)..];
        }
        output.Write(value);
    }

    private static byte Digit(int value) => "0123456789ABCDEF"u8[value];
}
