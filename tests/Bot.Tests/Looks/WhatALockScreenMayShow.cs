using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Tests.Looks;

/// <summary>A phone on a table is read by anyone: push texts come from one fixed list.</summary>
public sealed partial class WhatALockScreenMayShow
{
    private static readonly JsonObject Pushes = CardFiles.Read("push.json").AsObject();

    [Fact]
    public void Each_text_holds_at_most_what_its_form_allows()
    {
        var allowed = new Dictionary<string, string[]>
        {
            ["room"] = ["${room}"],
            ["site"] = ["${room}", "${site}"],
            ["generic"] = [],
        };

        Assert.All(All(), push =>
        {
            Assert.Equal(allowed.Keys.Order(), push.Forms.Select(f => f.Key).Order());
            Assert.All(push.Forms, form =>
                Assert.Empty(Expressions().Matches(form.Value!.GetValue<string>()).Select(m => m.Value).Except(allowed[form.Key])));
        });
    }

    [Fact]
    public void What_rings_is_the_list_that_was_agreed()
    {
        string[] agreed =
        [
            "Room 4 is ready for you", "Room 4 still waits", "Room 4: no need to come", "Room 4: provider coming", "Room 4: visit done",
            "Room 4: no answer yet", "Room 4: please choose", "Room 4: running late", "Room 4: desk ready",
            "A patient is coming from room 4", "A patient waits in room 4", "Room 4 needs someone",
            "Training session",
        ];

        var ring = Pushes["rings"]!.AsObject()
            .Select(p => p.Value!["room"]!.GetValue<string>().Replace("${room}", "4", StringComparison.Ordinal));

        Assert.Equal(agreed.Order(), ring.Order());
    }

    [Fact]
    public void Every_text_fits_one_line_of_a_lock_screen() =>
        Assert.All(All().SelectMany(p => p.Forms), form => Assert.InRange(form.Value!.GetValue<string>().Length, 1, 60));

    private static IEnumerable<(string Name, JsonObject Forms)> All() =>
        Pushes.SelectMany(group => group.Value!.AsObject()).Select(p => (p.Key, p.Value!.AsObject()));

    [GeneratedRegex(@"\$\{[^}]*\}?")]
    private static partial Regex Expressions();
}
