using Bot.Cards.Values;

namespace Bot.Cards.Layout;

/// <summary>The buffers of one binding, kept by each thread for its next one.</summary>
internal sealed class Binding
{
    /// <summary>Beyond this many bytes a buffer is not kept: it was grown by something that is not one of our cards.</summary>
    private const int Keep = 256 * 1024;

    [ThreadStatic]
    private static Binding? _kept;

    public Model Model { get; } = new();

    public Sheet Sheet { get; } = new();

    /// <summary>Where expressions left themselves or null in the output; filled when a deck is checked, absent at work.</summary>
    public List<Gap>? Gaps { get; private set; }

    public static Binding Rent(List<Gap>? gaps = null)
    {
        var binding = _kept ?? new Binding();
        // Taken, not shared: a binding inside a binding gets its own.
        _kept = null;
        binding.Gaps = gaps;
        binding.Sheet.Clear();
        return binding;
    }

    public void Return()
    {
        if (Sheet.Capacity <= Keep && Model.Capacity <= Keep)
            _kept = this;
    }
}

/// <summary>What an expression wrote that no card should show, and the line of the template (from 1) where it stands.</summary>
internal readonly record struct Gap(int Line, string Source, string Written);
