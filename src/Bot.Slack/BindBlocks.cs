using System.Buffers;

namespace Bot.Slack;

/// <summary>
/// Binds a card's view model and writes Block Kit, UTF-8 JSON: <c>{"blocks":[…]}</c> for a message, a modal view for ready-form and
/// stops-form, a home view for home. The host provides it from its deck of cards.
/// </summary>
/// <param name="card">A file's name in cards/, without its ending.</param>
internal delegate void BindBlocks(string card, ReadOnlyMemory<byte> model, IBufferWriter<byte> output);
