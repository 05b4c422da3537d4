namespace Bot.Cards.Values;

/// <summary>What an expression can give. <see cref="Failure"/> and <see cref="Thrown"/> come last: whatever is at or past the first is no value.</summary>
internal enum Kind : byte
{
    Undefined,
    Null,
    False,
    True,
    Number,
    Text,
    List,
    Object,

    /// <summary>An error that comparisons, <c>and</c>, <c>or</c>, <c>not</c>, <c>if</c> and mixed text forgive.</summary>
    Failure,

    /// <summary>An error that only mixed text forgives, as the JavaScript engine throws there.</summary>
    Thrown,
}
