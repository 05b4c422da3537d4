using System.Text.Json;
using Bot.Cards.Expressions;
using Bot.Cards.Layout;
using Bot.Cards.Values;

namespace Bot.Cards;

/// <summary>The one list of what a lock screen may show, each text in three forms: with the room, with room and site, with neither.</summary>
internal sealed class PushTexts
{
    private const string File = "push.json";

    private static readonly string[] _forms = ["room", "site", "generic"];

    private readonly Dictionary<(string Name, string Form), Func<string, string, string>> _texts = [];
    private readonly HashSet<string> _ringing = new(StringComparer.Ordinal);

    private PushTexts()
    {
    }

    /// <exception cref="CardFaultsException">The file is missing or wrong; all faults are listed.</exception>
    public static PushTexts Load(string folder)
    {
        var texts = new PushTexts();
        var faults = new List<CardFault>();
        try
        {
            texts.Read(Piece.Read(File, System.IO.File.ReadAllBytes(Path.Combine(folder, File))), faults);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add(new CardFault(File, null, null, "the file is missing"));
        }
        catch (CardTemplateException problem)
        {
            faults.Add(new CardFault(problem.File, problem.Line, problem.Expression, problem.Reason));
        }
        return faults.Count == 0 ? texts : throw new CardFaultsException(faults);
    }

    /// <summary>The text.</summary>
    /// <param name="name">Which text.</param>
    /// <param name="form"><c>room</c>, <c>site</c> or <c>generic</c>.</param>
    /// <param name="room">The room's label.</param>
    /// <param name="site">The site's name.</param>
    /// <exception cref="ArgumentException">There is no such text or form.</exception>
    public string Text(string name, string form, string room, string site) => _texts.TryGetValue((name, form), out var text)
        ? text(room, site)
        : throw new ArgumentException($"There is no push text {name} in the form {form}.", nameof(name));

    /// <summary>Whether the text comes with a new message that makes a phone buzz.</summary>
    public bool Rings(string name) => _ringing.Contains(name);

    private void Read(Piece root, List<CardFault> faults)
    {
        foreach (var (group, _) in root.Properties.Where(p => p.Name is not ("rings" or "quiet")))
            faults.Add(new CardFault(File, root[group]!.Line, null, $"\"{group}\" means nothing here; there are rings and quiet"));
        foreach (var group in new[] { "rings", "quiet" })
        {
            if (root[group] is not { Kind: JsonTokenType.StartObject } texts)
            {
                faults.Add(new CardFault(File, root.Line, null, $"\"{group}\" is missing"));
                continue;
            }
            foreach (var (name, forms) in texts.Properties)
            {
                if (_texts.ContainsKey((name, "room")))
                    faults.Add(new CardFault(File, forms.Line, null, $"\"{name}\" both rings and is quiet"));
                if (group == "rings")
                    _ringing.Add(name);
                foreach (var (form, piece) in forms.Properties.Where(p => !_forms.Contains(p.Name)))
                    faults.Add(new CardFault(File, piece.Line, null, $"\"{form}\" of \"{name}\" means nothing here; there are {string.Join(", ", _forms)}"));
                foreach (var form in _forms)
                    Form(name, form, forms, faults);
            }
        }
    }

    private void Form(string name, string form, Piece forms, List<CardFault> faults)
    {
        if (forms[form] is not { Kind: JsonTokenType.String, Text.Length: > 0 } piece)
        {
            faults.Add(new CardFault(File, (forms[form] ?? forms).Line, null, $"\"{name}\" has no text for \"{form}\""));
            return;
        }
        try
        {
            var template = TextTemplate.Parse(File, piece.Line, piece.Text);
            string Text(Value known) => template is null ? piece.Text : Evaluated(template, known);

            // Each form is tried with what it may know and no more: a generic text must not tell the room.
            var leftover = Text(Known(form is "generic" ? null : "4", form is "site" ? "Main Street" : null));
            if (leftover.Contains("${", StringComparison.Ordinal))
                faults.Add(new CardFault(File, piece.Line, piece.Text, $"\"{leftover}\" is left; the form \"{form}\" knows {Knows(form)}"));
            _texts.TryAdd((name, form), (room, site) => Text(Known(room, site)));
        }
        catch (CardTemplateException problem)
        {
            faults.Add(new CardFault(problem.File, problem.Line, problem.Expression, problem.Reason));
        }
        catch (CardBindException problem)
        {
            faults.Add(new CardFault(problem.File, problem.Line, problem.Expression, problem.Reason));
        }
    }

    private static string Knows(string form) => form switch { "site" => "room and site", "room" => "the room", _ => "nothing" };

    private static Value Known(string? room, string? site)
    {
        var known = new List<KeyValuePair<string, Value>>();
        if (room is not null)
            known.Add(new("room", Value.Of(room)));
        if (site is not null)
            known.Add(new("site", Value.Of(site)));
        return Value.Of(new Made(known));
    }

    private static string Evaluated(TextTemplate template, Value known)
    {
        var binding = Binding.Rent();
        var text = template.Evaluate(binding, new Scope(known, known, -1, null)).AsText();
        binding.Return();
        return text;
    }
}
