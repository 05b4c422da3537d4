using Bot.Clinic;
using static Bot.App.SlideMaster;

namespace Bot.App;

/// <summary>One slide, and its notes, in PresentationML.</summary>
internal static class SlideDrawing
{
    // A table with more letters than this is set smaller, so that it stays on the slide; one with few rows, or a short list, larger.
    private const int Wordy = 420;
    private const int FewRows = 3;
    private const int FewLines = 4;

    public static string LayoutOf(Slide slide) => slide.Body switch
    {
        SlideBody.Cover => "cover",
        SlideBody.Facts or SlideBody.Grid => "table",
        _ => "body",
    };

    public static string Of(Slide slide) =>
        $"<p:sld {Namespaces}><p:cSld><p:spTree>{Group}{Titled(slide)}{Body(slide.Body)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>";

    public static string Notes(Slide slide) =>
        $"<p:notes {Namespaces}><p:cSld><p:spTree>{Group}"
        + "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
        + Shape(3, "Notes", "type=\"body\" idx=\"1\"", string.Concat(slide.Notes.Select(line => Paragraph(line, "<a:pPr marL=\"0\" indent=\"0\"><a:spcBef><a:spcPts val=\"600\"/></a:spcBef></a:pPr>", " sz=\"1400\""))))
        + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>";

    /// <summary>Encoded; what XML can't hold at all is left out.</summary>
    public static string Text(string text) => Html.Text(string.Concat(text.EnumerateRunes().Where(rune => rune.Value is not (0xFFFE or 0xFFFF))));

    private static string Titled(Slide slide) =>
        Shape(2, "Title", slide.Body is SlideBody.Cover ? "type=\"ctrTitle\"" : "type=\"title\"", Paragraph(slide.Title));

    private static string Body(SlideBody body) => body switch
    {
        SlideBody.Cover cover => Shape(3, "Subtitle", "type=\"subTitle\" idx=\"1\"", Paragraph(cover.For)),
        SlideBody.Points points => Shape(3, "Body", "idx=\"1\"", string.Concat(points.Lines.Select(line =>
            Paragraph(line, points.Numbered ? Numbers : "", points.Lines.Count <= FewLines ? " sz=\"3200\"" : "")))),
        SlideBody.Saying saying => Shape(3, "Body", "idx=\"1\"",
            Paragraph(saying.Words, Bare, " sz=\"5400\" b=\"1\"", Ink("accent1")) + Paragraph(saying.Then, Bare, " sz=\"3200\"")),
        SlideBody.Facts facts => Table(null, [.. facts.Rows.Select(row => (IReadOnlyList<string>)[row.Name, row.Means])], [27, 73]),
        SlideBody.Grid grid => Table(grid.Columns, grid.Rows, Shares(grid)),
        _ => throw new ArgumentOutOfRangeException(nameof(body), body, "Each kind of slide is drawn."),
    };

    private const string Numbers = "<a:pPr marL=\"571500\" indent=\"-571500\"><a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPeriod\"/></a:pPr>";
    private const string Bare = "<a:pPr marL=\"0\" indent=\"0\"><a:buNone/></a:pPr>";

    private static string Shape(int id, string name, string kind, string paragraphs) =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>";

    private static string Paragraph(string text, string properties = "", string run = "", string ink = "") =>
        $"<a:p>{properties}<a:r><a:rPr lang=\"en-US\"{run}>{ink}</a:rPr><a:t>{Text(text)}</a:t></a:r></a:p>";

    // The first column is a name; the others share what is left by how much they hold.
    private static int[] Shares(SlideBody.Grid grid)
    {
        var longest = grid.Columns.Select((column, i) => Math.Clamp(grid.Rows.Max(row => row[i].Length), Math.Max(8, column.Length + 2), 60)).ToList();
        return [.. longest.Select((letters, i) => Math.Max(i == 0 ? 22 : 14, 100 * letters / longest.Sum()))];
    }

    private static string Table(IReadOnlyList<string>? head, IReadOnlyList<IReadOnlyList<string>> rows, int[] shares)
    {
        var size = rows.Sum(row => row.Sum(cell => cell.Length)) > Wordy ? 1600 : head is null && rows.Count <= FewRows ? 2800 : 2000;
        var widths = shares.Select(share => Inner / shares.Sum() * share).ToList();
        var height = Math.Min(size > 2000 ? 1_005_840 : 731_520, BodyHeight / (rows.Count + (head is null ? 0 : 1)));
        var drawn = string.Concat(rows.Select(row => Row(height, row.Select((cell, i) => Cell(cell, size, i == 0 ? Name : Plain)))));
        var top = head is null ? "" : Row(height, head.Select(cell => Cell(cell, 1600, Head)));
        return $"<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"3\" name=\"Table\"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{At(Edge, BodyTop, widths.Sum(), height * (rows.Count + (head is null ? 0 : 1)), "p:xfrm")}"
            + $"<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr{(head is null ? "" : " firstRow=\"1\"")} firstCol=\"1\"/>"
            + $"<a:tblGrid>{string.Concat(widths.Select(width => $"<a:gridCol w=\"{width}\"/>"))}</a:tblGrid>{top}{drawn}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>";
    }

    private static readonly (string Run, string Colour) Name = (" b=\"1\"", "accent1");
    private static readonly (string Run, string Colour) Plain = ("", "tx1");
    private static readonly (string Run, string Colour) Head = ("", "tx2");

    private static string Row(int height, IEnumerable<string> cells) => $"<a:tr h=\"{height}\">{string.Concat(cells)}</a:tr>";

    // A line under each row and none beside it.
    private static string Cell(string text, int size, (string Run, string Colour) look) =>
        $"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{Paragraph(text, "", $" sz=\"{size}\"{look.Run}", Ink(look.Colour))}</a:txBody>"
        + "<a:tcPr marL=\"0\" marR=\"182880\" marT=\"73152\" marB=\"73152\" anchor=\"ctr\"><a:lnL><a:noFill/></a:lnL><a:lnR><a:noFill/></a:lnR><a:lnT><a:noFill/></a:lnT>"
        + "<a:lnB w=\"9525\"><a:solidFill><a:schemeClr val=\"bg2\"><a:lumMod val=\"85000\"/></a:schemeClr></a:solidFill></a:lnB><a:noFill/></a:tcPr></a:tc>";
}
