using Bot.Cards.Values;

namespace Bot.Cards.Expressions;

/// <summary>What the engine knows of a function or an operator.</summary>
/// <param name="Sign">How the engine prints it.</param>
/// <param name="Gives">What it gives.</param>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Takes">What each argument may be; the last stands for all further ones.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="Body">What it does.</param>
internal sealed record Function(string Sign, Gives Gives, int Least, int Most, Gives[] Takes, FunctionBody Body)
{
    /// <summary>Functions whose second argument names a variable for the third.</summary>
    public bool IsLambda { get; init; }

    /// <summary>Why these arguments will not do, or null.</summary>
    public string? Refuses(IReadOnlyList<Expression> arguments)
    {
        if (arguments.Count < Least || arguments.Count > Most)
            return $"{Sign} takes {(Least == Most ? $"{Least}" : Most == int.MaxValue ? $"{Least} or more" : $"{Least} to {Most}")} arguments, not {arguments.Count}";
        for (var i = 0; i < arguments.Count; i++)
        {
            var takes = Takes[Math.Min(i, Takes.Length - 1)];
            var gives = arguments[i].Gives;
            if (!takes.HasFlag(Gives.Anything) && !gives.HasFlag(Gives.Anything) && (takes & gives) == 0)
                return $"argument {i + 1} of {Sign} must be {takes}, not {gives}";
        }
        return null;
    }
}

internal delegate Value FunctionBody(Call call, in Scope scope);
