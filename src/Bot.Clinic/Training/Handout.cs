namespace Bot.Clinic;

/// <summary>The page that a patient takes home or reads in the waiting room: what a warm handoff is, and what they may say in it.</summary>
/// <param name="Language">As HTML wants it: "en", "es".</param>
/// <param name="Asks">The closing questions stand under it.</param>
/// <param name="Later">Whom to call.</param>
public sealed record Handout(
    string Language, string Title, string Intro, PaperPart Happens, PaperPart YouCan, PaperPart Asks, PaperPart Walks, PaperPart UpToYou, PaperPart Later)
{
    public const string English = "en";
    public const string Spanish = "es";

    // A practice that has not said its number writes it in by hand.
    private const string Blank = "____________________";

    /// <summary>In that language; null if there is none in it.</summary>
    public static Handout? Of(SitePlan site, string language) => language switch
    {
        English => InEnglish(site),
        Spanish => InSpanish(site),
        _ => null,
    };

    private static Handout InEnglish(SitePlan site) => new(
        English,
        "We talk with you, not about you",
        $"At {site.Name}, your care team talks in front of you. You hear what we say, and you can change it. That helps to keep you safe.",
        new PaperPart("What will happen", "",
        [
            "One of us takes you to a room and asks why you came.",
            "Then the next person joins you. We tell you who it is and how they can help.",
            "We say out loud what we know so far. You listen.",
            "We ask what you want to add or change.",
        ]),
        new PaperPart("What you can do", "",
        [
            "Stop us when something is not right.",
            "Ask us to use plain words.",
            "Tell us what worries you most.",
            "Tell us all that you take, also what you buy in a store.",
            "Have someone with you whom you trust.",
        ]),
        new PaperPart("Before you go, we ask", "", ClosingQuestions.English),
        new PaperPart("Where we may go next", "We do not send you. We walk there with you and say what you need.", Desks(site, _ => "")),
        new PaperPart("It is up to you", "",
        [
            "You can say no. You can ask to be alone with one of us. Your care will be just as good.",
            "Do you speak another language? We get an interpreter. You do not pay for it.",
        ]),
        new PaperPart("Questions later?", "", [$"Call us: {Number(site)}", "In an emergency, call 911."]));

    private static Handout InSpanish(SitePlan site) => new(
        Spanish,
        "Hablamos con usted, no de usted",
        $"En {site.Name}, su equipo de salud habla delante de usted. Usted oye lo que decimos y puede corregirlo. Así su atención es más segura.",
        new PaperPart("Qué va a pasar", "",
        [
            "Una persona del equipo le lleva a un consultorio y le pregunta por qué vino.",
            "Después llega otra persona. Le decimos quién es y cómo puede ayudarle.",
            "Decimos en voz alta lo que sabemos hasta ahora. Usted escucha.",
            "Le preguntamos qué quiere agregar o cambiar.",
        ]),
        new PaperPart("Qué puede hacer usted", "",
        [
            "Interrúmpanos si algo no es correcto.",
            "Pídanos que usemos palabras sencillas.",
            "Díganos qué es lo que más le preocupa.",
            "Díganos todo lo que toma, también lo que compra sin receta.",
            "Puede estar con usted alguien de su confianza.",
        ]),
        new PaperPart("Antes de irse, le preguntamos", "", ClosingQuestions.Spanish),
        new PaperPart("Adónde podemos ir después", "Vamos con usted y decimos allí lo que necesita.", Desks(site, InSpanish)),
        new PaperPart("Usted decide", "",
        [
            "Puede decir que no. Puede pedir hablar a solas con una persona. Su atención será igual de buena.",
            "¿Habla otro idioma? Le conseguimos un intérprete. Usted no paga nada.",
        ]),
        new PaperPart("¿Preguntas después?", "", [$"Llámenos: {Number(site)}", "En una emergencia, llame al 911."]));

    // As the sign at the desk says, so that it can be found; what a sign means in the reader's language stands behind it.
    private static List<string> Desks(SitePlan site, Func<DeskId, string> meaning) =>
        [.. site.Desks.Where(desk => !desk.Discreet).Select(desk => meaning(desk.Id) is { Length: > 0 } words ? $"{desk.Label} ({words})" : desk.Label)];

    private static string InSpanish(DeskId desk) => desk.Value switch
    {
        "scheduling" => "citas",
        "referrals" => "referencias a especialistas",
        "billing" => "facturación",
        "lab" => "laboratorio",
        _ => "",
    };

    private static string Number(SitePlan site) => site.PatientNumber.Length > 0 ? site.PatientNumber : Blank;
}

/// <summary>One part of a printed page.</summary>
/// <param name="Lead">A sentence before the lines; may be empty.</param>
public sealed record PaperPart(string Heading, string Lead, IReadOnlyList<string> Lines);
