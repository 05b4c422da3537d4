namespace Bot.Cards.Values;

/// <summary>An object that an expression made, such as the <c>key</c> and <c>value</c> of <c>foreach</c> over an object.</summary>
internal sealed record Made(IReadOnlyList<KeyValuePair<string, Value>> Properties);
