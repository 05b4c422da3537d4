namespace Bot.Clinic;

/// <summary>The three open questions at the end of a visit, as the cards ask them; papers and slides say the same.</summary>
public static class ClosingQuestions
{
    public static readonly IReadOnlyList<string> English =
    [
        "What else would you like to know about today?",
        "What more can we do for you now?",
        "What do you expect next, what will you watch for, and what will you do if there is a problem?",
    ];

    public static readonly IReadOnlyList<string> Spanish =
    [
        "¿Qué más le gustaría saber sobre lo de hoy?",
        "¿Qué más podemos hacer por usted ahora?",
        "¿Qué espera que pase, a qué va a prestar atención y qué hará si hay un problema?",
    ];
}
