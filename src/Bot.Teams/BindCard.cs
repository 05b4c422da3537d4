using System.Buffers;

namespace Bot.Teams;

/// <summary>Binds a card's view model and writes the Adaptive Card, UTF-8 JSON. The host provides it from its deck of cards.</summary>
/// <param name="card">A file's name in cards/, without its ending.</param>
internal delegate void BindCard(string card, ReadOnlyMemory<byte> model, IBufferWriter<byte> output);
