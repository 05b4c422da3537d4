namespace Bot.Cards.Expressions;

/// <summary>What an expression may give, as far as can be said before there is data; <see cref="Anything"/> stands for anything.</summary>
[Flags]
internal enum Gives
{
    Truth = 1,
    Number = 2,
    Anything = 4,
    Text = 8,
    List = 16,
}
