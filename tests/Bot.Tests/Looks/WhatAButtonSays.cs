using System.Text.RegularExpressions;

namespace Bot.Tests.Looks;

/// <summary>A button carries a verb with at most one argument, and the visit; nothing else.</summary>
public sealed partial class WhatAButtonSays
{
    /// <summary>Every verb, with the arguments it may carry: "" for none, "*" for an id from the practice file.</summary>
    private static readonly Dictionary<string, string[]> Verbs = new()
    {
        ["request"] = ["*"],
        ["accept"] = ["", "5", "after"],
        ["cant"] = [""],
        ["here"] = ["", "*"],
        ["handed-off"] = ["added", "nothing", "not-asked", "modified"],
        ["couldnt-meet"] = ["busy", "could-not-wait", "declined", "no-interpreter", "desk", "other"],
        ["cancel-request"] = [""],
        ["stepping-out"] = [""],
        ["take"] = [""],
        ["visit-done"] = [""],
        ["asked-all"] = [""],
        ["stop"] = ["*"],
        ["walk"] = ["*"],
        ["back"] = [""],
        ["left"] = ["", "mistake"],
        ["undo"] = [""],
        ["give"] = ["*"],
        ["ready-form"] = [""],
        ["ready"] = [""],
        ["ask-lead"] = ["*"],
        ["decide"] = ["next", "back", "change", "save"],
        ["training-plan"] = ["*"],
        ["session-form"] = ["*"],
        ["session"] = ["*"],
        ["run-sheet"] = [""],
        ["attendance"] = [""],
        ["attended"] = ["*"],
        ["cancel-session"] = ["", "yes"],
        ["will-come"] = [""],
        ["wont-come"] = [""],
        ["play"] = ["*"],
        ["part"] = ["*"],
        ["begin"] = [""],
        ["debrief"] = ["start", "0", "1", "2", "3", "4"],
        ["end-practice"] = [""],
        ["facilitate"] = [""],
        ["add"] = ["ma-today", "ma-always", "nurse-today", "nurse-always", "nobody"],
    };

    public static TheoryData<string> Cards => CardFiles.Cards;

    [Theory]
    [MemberData(nameof(Cards))]
    public void Its_verb_is_one_that_the_bot_knows(string card)
    {
        var inTemplate = CardFiles.Texts(CardFiles.Template(card)).Where(t => t.Key == "verb" && !t.Text.StartsWith("${", StringComparison.Ordinal));
        var inSamples = CardFiles.Samples(card).SelectMany(s => CardFiles.Texts(s.Model)).Where(t => t.Key == "verb");

        Assert.All(inTemplate.Concat(inSamples), t => Assert.True(IsKnown(t.Text), $"{card}: {t.Text}"));
    }

    [Fact]
    public void An_unknown_verb_or_argument_would_be_noticed() =>
        Assert.All(["dance", "accept:7", "request", "undo:all", "here:", "walk:Lab 1"], verb => Assert.False(IsKnown(verb), verb));

    [Theory]
    [MemberData(nameof(Cards))]
    public void It_carries_the_visit_and_nothing_else(string card)
    {
        var buttons = CardFiles.Texts(CardFiles.Template(card))
            .Where(t => t is { Key: "type", Text: "Action.Execute" })
            .Select(t => t.Holder["data"]!.AsObject());

        Assert.All(buttons, data =>
        {
            var (key, value) = Assert.Single(data);
            Assert.Equal("visit", key);
            Assert.Contains(value!.GetValue<string>(), new[] { "${visit}", "${$root.visit}" });
        });
    }

    internal static bool IsKnown(string text)
    {
        // The buttons of `mine` say so first: they are answered with `mine` again.
        var parts = (text.StartsWith("mine:", StringComparison.Ordinal) ? text[5..] : text).Split(':', 2);
        var argument = parts.Length == 2 ? parts[1] : "";
        return Verbs.TryGetValue(parts[0], out var arguments)
            && !text.EndsWith(':')
            && (arguments.Contains(argument) || (arguments.Contains("*") && Id().IsMatch(argument)));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]*$")]
    private static partial Regex Id();
}
