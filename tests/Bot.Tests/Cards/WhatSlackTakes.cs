using System.Text;
using Bot.Cards;

namespace Bot.Tests.Cards;

/// <summary>Each limit of Block Kit: what just fits has no fault, what is one more has one.</summary>
public sealed class WhatSlackTakes
{
    private const string Label = """ "label":{"type":"plain_text","emoji":false,"text":"L"} """;
    private const string Button = """{"type":"button","action_id":"here","value":"v","text":{"type":"plain_text","emoji":false,"text":"B"}}""";

    private static readonly HashSet<string> _verbs = ["accept", "here", "ready", "handed-off"];

    private static readonly Dictionary<string, (int Most, Func<int, string> Card)> _limits = new()
    {
        ["blocks of a message"] = (50, n => Message(Many(n, """{"type":"divider"}"""))),
        ["blocks of a modal"] = (100, n => Modal(Many(n, """{"type":"divider"}"""))),
        ["blocks of a home"] = (100, n => $$"""{"type":"home","blocks":[{{Many(n, """{"type":"divider"}""")}}]}"""),
        ["letters of a message"] = (12_000, LongMessage),
        ["letters of a header"] = (150, n => Message($$"""{"type":"header","text":{{Text(n)}}}""")),
        ["letters of a section"] = (3000, n => Message($$"""{"type":"section","text":{{Text(n)}}}""")),
        ["letters of a context"] = (2000, n => Message(Context(new string('x', n)))),
        ["letters of a rich text"] = (3000, n => Message(Rich($$"""{"type":"text","text":"{{new string('x', n)}}"}"""))),
        ["elements of a context"] = (10, n => Message($$"""{"type":"context","elements":[{{Many(n, Text(1))}}]}""")),
        ["elements of actions"] = (25, n => Message(Actions(Each(n, i => Button.Replace("here", $"here:{i}", StringComparison.Ordinal))))),
        ["letters of a block_id"] = (255, n => Message($$"""{"type":"divider","block_id":"{{new string('x', n)}}"}""")),
        ["letters of an action_id"] = (255, n => Message(Actions(Button.Replace("here", "here:" + new string('x', n - 5), StringComparison.Ordinal)))),
        ["letters of a button"] = (75, n => Message(Actions(Button.Replace("\"B\"", $"\"{new string('x', n)}\"", StringComparison.Ordinal)))),
        ["letters of a button's value"] = (2000, n => Message(Actions(Button.Replace("\"v\"", $"\"{new string('x', n)}\"", StringComparison.Ordinal)))),
        ["letters of a button's label for the blind"] = (75, n => Message(Actions(Button.Replace("\"value\"", $"\"accessibility_label\":\"{new string('x', n)}\",\"value\"", StringComparison.Ordinal)))),
        ["letters of a select's placeholder"] = (150, n => Message(Actions(Menu("static_select", 1).Replace("\"options\"", $"\"placeholder\":{Text(n)},\"options\"", StringComparison.Ordinal)))),
        ["options of a select"] = (100, n => Message(Actions(Menu("static_select", n)))),
        ["options of an overflow"] = (5, n => Message(Actions(Menu("overflow", n)))),
        ["letters of an option"] = (75, n => Message(Actions(Menu("static_select", 1).Replace("\"O\"", $"\"{new string('x', n)}\"", StringComparison.Ordinal)))),
        ["letters of an option's value"] = (75, n => Message(Actions(Menu("static_select", 1).Replace("here:0 v", "here:0 " + new string('x', n - 7), StringComparison.Ordinal)))),
        ["boxes"] = (10, n => Modal(Input(Menu("checkboxes", n)))),
        ["radio buttons"] = (10, n => Modal(Input(Menu("radio_buttons", n)))),
        ["letters of a label"] = (2000, n => Modal(Input(Menu("checkboxes", 1)).Replace("\"L\"", $"\"{new string('x', n)}\"", StringComparison.Ordinal))),
        ["letters of a modal's title"] = (24, n => Modal("""{"type":"divider"}""").Replace("\"T\"", $"\"{new string('x', n)}\"", StringComparison.Ordinal)),
        ["letters of a modal's submit"] = (24, n => Modal("""{"type":"divider"}""").Replace("\"S\"", $"\"{new string('x', n)}\"", StringComparison.Ordinal)),
        ["letters of a modal's close"] = (24, n => Modal("""{"type":"divider"}""").Replace("\"C\"", $"\"{new string('x', n)}\"", StringComparison.Ordinal)),
        ["letters of a modal's private_metadata"] = (3000, n => Modal("""{"type":"divider"}""").Replace("\"P\"", $"\"{new string('x', n)}\"", StringComparison.Ordinal)),
        ["letters of a modal's callback_id"] = (255, n => Modal("""{"type":"divider"}""").Replace("\"ready\"", $"\"ready:{new string('x', n - 6)}\"", StringComparison.Ordinal)),
        ["letters of a confirmation's title"] = (100, n => Message(Actions(Confirmed(n, 1, 1, 1)))),
        ["letters of a confirmation"] = (300, n => Message(Actions(Confirmed(1, n, 1, 1)))),
        ["letters of a confirmation's yes"] = (30, n => Message(Actions(Confirmed(1, 1, n, 1)))),
        ["letters of a confirmation's no"] = (30, n => Message(Actions(Confirmed(1, 1, 1, n)))),
    };

    public static TheoryData<string> Limits => [.. _limits.Keys];

    [Theory]
    [MemberData(nameof(Limits))]
    public void As_much_fits_and_one_more_is_a_fault(string limit)
    {
        var (most, card) = _limits[limit];

        Assert.Empty(Faults(card(most)));
        Assert.NotEmpty(Faults(card(most + 1)));
    }

    [Fact]
    public void A_letter_of_two_units_counts_as_two()
    {
        var fault = Assert.Single(Faults(Message(Actions(Button.Replace("\"B\"", $"\"{string.Concat(Enumerable.Repeat("🙂", 38))}\"", StringComparison.Ordinal)))));

        Assert.StartsWith("76 letters", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"blocks":[{"type":"divider"}],"text":"x"}""", "\"text\" means nothing at card")]
    [InlineData("""{"blocks":[{"type":"divider","$when":true}]}""", "\"$when\" means nothing")]
    [InlineData("""{"blocks":[{"type":"actions","elements":[]}]}""", "0 elements")]
    [InlineData("""{"blocks":[{"type":"rich_text","elements":[]}]}""", "0 elements")]
    [InlineData("""{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[]}]}]}""", "0 elements")]
    [InlineData("""{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[]}]}]}""", "lines are rich_text_section")]
    [InlineData("""{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U01"}]}]}]}""", "a line holds text")]
    [InlineData("""{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"broadcast","range":"channel"}]}]}]}""", "a line holds text")]
    [InlineData("""{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*x*"}}]}""", "would read names as markup")]
    [InlineData("""{"blocks":[{"type":"section","text":{"type":"plain_text","text":"x","emoji":true}}]}""", ":smile:")]
    [InlineData("""{"blocks":[{"type":"section","text":{"type":"plain_text","text":"","emoji":false}}]}""", "is empty")]
    [InlineData("""{"blocks":[{"type":"section"}]}""", "no text")]
    [InlineData("""{"blocks":[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]}""", "2 times")]
    [InlineData("""{"blocks":[null]}""", "null at card.blocks[0]")]
    [InlineData("""[]""", "0 blocks")]
    public void What_is_no_message_is_a_fault(string card, string why) =>
        Assert.Contains(Faults(card), fault => fault.Reason.Contains(why, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"type":"button","action_id":"here","value":"","text":TEXT}""", "value is empty")]
    [InlineData("""{"type":"button","action_id":"here","value":"v","style":"default","text":TEXT}""", "the style \"default\"")]
    [InlineData("""{"type":"button","action_id":"dance","value":"v","text":TEXT}""", "unknown verb \"dance\"")]
    [InlineData("""{"type":"button","value":"v","text":TEXT}""", "has no verb")]
    [InlineData("""{"type":"button","action_id":"here","value":"v"}""", "no text")]
    [InlineData("""{"type":"plain_text_input","action_id":"here"}""", "can't be tapped")]
    [InlineData("""{"type":"overflow","action_id":"more","options":[{"value":"here v","text":TEXT}]}""", "1 options")]
    [InlineData("""{"type":"static_select","action_id":"more","options":[]}""", "0 options")]
    [InlineData("""{"type":"static_select","action_id":"more","options":[{"value":"here","text":TEXT}]}""", "not a verb, a space and the visit")]
    [InlineData("""{"type":"static_select","action_id":"more","options":[{"value":"here ","text":TEXT}]}""", "not a verb, a space and the visit")]
    [InlineData("""{"type":"static_select","action_id":"more","options":[{"value":"dance v","text":TEXT}]}""", "unknown verb \"dance\"")]
    [InlineData("""{"type":"static_select","action_id":"more","options":[{"text":TEXT}]}""", "no value")]
    [InlineData("""{"type":"static_select","action_id":"more","options":[{"value":"here v","text":TEXT},{"value":"here v","text":TEXT}]}""", "value \"here v\"")]
    [InlineData("""{"type":"static_select","options":[{"value":"here v","text":TEXT}]}""", "no action_id")]
    public void What_can_not_be_tapped_is_a_fault(string element, string why) =>
        Assert.Contains(
            Faults(Message(Actions(element.Replace("TEXT", Text(1), StringComparison.Ordinal)))),
            fault => fault.Reason.Contains(why, StringComparison.Ordinal));

    [Fact]
    public void Two_buttons_of_one_block_must_say_different_things()
    {
        Assert.Contains(Faults(Message(Actions($"{Button},{Button}"))), fault => fault.Reason.Contains("action_id \"here\"", StringComparison.Ordinal));
        Assert.Empty(Faults(Message($"{Actions(Button)},{Actions(Button)}")));
    }

    [Fact]
    public void One_button_is_filled_or_the_two_that_end_a_meeting()
    {
        var (here, accept) = (Filled("here"), Filled("accept"));

        Assert.Empty(Faults(Message(Actions(here))));
        Assert.Empty(Faults(Message(Actions($"{Filled("handed-off:added")},{Filled("handed-off:nothing")}"))));
        Assert.Contains(Faults(Message($"{Actions(here)},{Actions(accept)}")), fault => fault.Reason.StartsWith("2 filled buttons", StringComparison.Ordinal));

        // On a board each room has its own next step.
        Assert.Empty(Faults($$"""{"type":"home","blocks":[{{Actions(here)}},{{Actions(accept)}}]}"""));
        Assert.NotEmpty(Faults($$"""{"type":"home","blocks":[{{Actions($"{here},{accept}")}}]}"""));
    }

    [Fact]
    public void A_form_must_say_how_it_is_sent_and_what_for()
    {
        var form = Modal(Input(Menu("checkboxes", 1)));

        Assert.Empty(Faults(form));
        Assert.Contains(Faults(form.Replace("\"submit\"", "\"sumbit\"", StringComparison.Ordinal)), fault => fault.Reason.StartsWith("no submit", StringComparison.Ordinal));
        Assert.Contains(Faults(form.Replace("\"ready\"", "\"dance\"", StringComparison.Ordinal)), fault => fault.Reason.Contains("unknown verb", StringComparison.Ordinal));
        Assert.Contains(Faults(form.Replace("\"title\"", "\"titel\"", StringComparison.Ordinal)), fault => fault.Reason.StartsWith("no title", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_chosen_at_first_is_one_of_the_choices()
    {
        var radio = Menu("radio_buttons", 2);
        string With(string first) => Modal(Input(radio.Replace("\"options\"", $"\"initial_option\":{first},\"options\"", StringComparison.Ordinal)));

        Assert.Empty(Faults(With(Option(1))));
        Assert.Contains(Faults(With(Option(7))), fault => fault.Reason.Contains("none of its options", StringComparison.Ordinal));
    }

    [Fact]
    public void So_are_several_and_none_at_first_is_no_list()
    {
        var several = Menu("multi_static_select", 3);
        string With(string first) => Modal(Input(several.Replace("\"options\"", $"\"initial_options\":[{first}],\"options\"", StringComparison.Ordinal)));

        Assert.Empty(Faults(Modal(Input(several))));
        Assert.Empty(Faults(With($"{Option(0)},{Option(2)}")));
        Assert.Contains(Faults(With(Option(7))), fault => fault.Reason.Contains("none of its options", StringComparison.Ordinal));
        Assert.Contains(Faults(With("")), fault => fault.Reason.Contains("0 initial_options", StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_and_a_time_are_picked()
    {
        Assert.Empty(Faults(Modal(Input("""{"type":"datepicker","action_id":"day","initial_date":"2026-12-01"}"""))));
        Assert.Empty(Faults(Modal(Input("""{"type":"timepicker","action_id":"time","initial_time":"12:30"}"""))));
        Assert.Contains(Faults(Modal(Input("""{"type":"timepicker","action_id":"time","initial_date":"2026-12-01"}"""))), fault => fault.Reason.Contains("means nothing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://example.org/video", true)]
    [InlineData("http://example.org/video", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("", false)]
    public void A_link_goes_where_browsers_go_encrypted(string url, bool isTaken)
    {
        var line = $$"""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"link","text":"Open","url":"{{url}}"}]}]}""";
        Assert.Equal(isTaken, Faults(Message(line)).Count == 0);
    }

    private static List<CardFault> Faults(string card)
    {
        var faults = new List<CardFault>();
        BoundCard.Check(Encoding.UTF8.GetBytes(card), "slack", "card.slack.json", "sample", [], _verbs, faults);
        return faults;
    }

    private static string Message(string blocks) => $$"""{"blocks":[{{blocks}}]}""";

    /// <summary>So many letters from the bracket before the first block to the one after the last.</summary>
    private static string LongMessage(int letters)
    {
        string Blocks(int last) => $"{Many(5, Context(new string('x', 2000)))},{Context(new string('x', last))}";
        return Message(Blocks(letters - Blocks(0).Length - 2));
    }

    private static string Modal(string blocks) =>
        $$"""{"type":"modal","callback_id":"ready","private_metadata":"P","title":{{Text("T")}},"submit":{{Text("S")}},"close":{{Text("C")}},"blocks":[{{blocks}}]}""";

    private static string Actions(string elements) => $$"""{"type":"actions","elements":[{{elements}}]}""";

    private static string Input(string element) => $$"""{"type":"input","block_id":"i",{{Label}},"element":{{element}}}""";

    private static string Context(string text) => $$"""{"type":"context","elements":[{{Text(text)}}]}""";

    private static string Rich(string words) => $$"""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{{words}}]}]}""";

    private static string Filled(string verb) => Button.Replace("here", verb, StringComparison.Ordinal).Replace("\"value\"", "\"style\":\"primary\",\"value\"", StringComparison.Ordinal);

    private static string Menu(string type, int options) => $$"""{"type":"{{type}}","action_id":"m","options":[{{Each(options, Option)}}]}""";

    private static string Option(int number) => $$"""{"text":{{Text("O")}},"value":"here:{{number}} v"}""";

    private static string Confirmed(int title, int text, int yes, int no) =>
        Button.Replace("\"value\"", $$"""
            "confirm":{"title":{{Text(title)}},"text":{{Text(text)}},"confirm":{{Text(yes)}},"deny":{{Text(no)}}},"value"
            """, StringComparison.Ordinal);

    private static string Text(int letters) => Text(new string('x', letters));

    private static string Text(string text) => $$"""{"type":"plain_text","emoji":false,"text":"{{text}}"}""";

    private static string Many(int times, string what) => Each(times, _ => what);

    private static string Each(int times, Func<int, string> what) => string.Join(',', Enumerable.Range(0, times).Select(what));
}
