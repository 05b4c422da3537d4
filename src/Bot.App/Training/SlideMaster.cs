using System.Text.RegularExpressions;

namespace Bot.App;

/// <summary>What all slides share: colours, type, where title and body stand. Lengths are EMU, 914,400 to the inch; type is in hundredths of a point.</summary>
internal static partial class SlideMaster
{
    public const int Width = 12_192_000;
    public const int Height = 6_858_000;
    public const int Edge = 685_800;
    public const int Inner = Width - (2 * Edge);
    public const int BodyTop = 1_737_360;
    public const int BodyHeight = 4_389_120;

    public const string Namespaces =
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

    /// <summary>The outermost group of every sheet of shapes.</summary>
    public const string Group =
        "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

    private const string Prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    private const string ColourMap =
        "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";

    // On every computer that has PowerPoint; elsewhere the nearest is taken.
    private const string Font = "Calibri";

    // The pages' own colours, by the names that a theme has for them. Whoever changes the theme changes every slide.
    private static readonly (string Theme, string Token)[] Colours =
    [
        ("dk1", "ink"), ("lt1", "surface"), ("dk2", "ink-2"), ("lt2", "bg"), ("accent1", "accent"), ("accent2", "way"), ("accent3", "wait"),
        ("accent4", "with"), ("accent5", "late"), ("accent6", "rest"), ("hlink", "accent"), ("folHlink", "ink-3"),
    ];

    public static string Presentation(int slides) =>
        $"""
        {Prolog}<p:presentation {Namespaces}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="master"/></p:sldMasterIdLst>
        <p:notesMasterIdLst><p:notesMasterId r:id="notes"/></p:notesMasterIdLst>
        <p:sldIdLst>{string.Concat(Enumerable.Range(1, slides).Select(i => $"<p:sldId id=\"{255 + i}\" r:id=\"slide{i}\"/>"))}</p:sldIdLst>
        <p:sldSz cx="{Width}" cy="{Height}"/><p:notesSz cx="{Height}" cy="9144000"/></p:presentation>
        """;

    public static string Theme()
    {
        const string Fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
        const string Line = $"<a:ln w=\"9525\">{Fill}</a:ln>";
        const string Effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
        const string Faces = $"<a:latin typeface=\"{Font}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
        var colours = string.Concat(Colours.Select(one => $"<a:{one.Theme}><a:srgbClr val=\"{Token(one.Token)}\"/></a:{one.Theme}>"));
        return $"""
            {Prolog}<a:theme {Namespaces} name="Handoff"><a:themeElements><a:clrScheme name="Handoff">{colours}</a:clrScheme>
            <a:fontScheme name="Handoff"><a:majorFont>{Faces}</a:majorFont><a:minorFont>{Faces}</a:minorFont></a:fontScheme>
            <a:fmtScheme name="Handoff"><a:fillStyleLst>{Fill}{Fill}{Fill}</a:fillStyleLst><a:lnStyleLst>{Line}{Line}{Line}</a:lnStyleLst>
            <a:effectStyleLst>{Effect}{Effect}{Effect}</a:effectStyleLst><a:bgFillStyleLst>{Fill}{Fill}{Fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>
            """;
    }

    public static string Master(IReadOnlyList<string> layouts)
    {
        var ids = string.Concat(layouts.Select((name, i) => $"<p:sldLayoutId id=\"{2147483649 + i}\" r:id=\"{name}\"/>"));
        return $"""
            {Prolog}<p:sldMaster {Namespaces}><p:cSld>{Background("bg2")}<p:spTree>{Group}
            {Placeholder(2, "Title", "type=\"title\"", Edge, 411_480, Inner, 960_120, "b", "Title")}
            {Placeholder(3, "Body", "type=\"body\" idx=\"1\"", Edge, BodyTop, Inner, BodyHeight, "t", "Text")}
            </p:spTree></p:cSld>
            {ColourMap}
            <p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>
            <p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:defRPr sz="4000" b="1">{Ink("tx1")}<a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle>
            <p:bodyStyle><a:lvl1pPr marL="457200" indent="-457200" algn="l"><a:spcBef><a:spcPts val="1400"/></a:spcBef><a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="2800">{Ink("tx1")}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:bodyStyle>
            <p:otherStyle><a:lvl1pPr><a:defRPr sz="1800">{Ink("tx1")}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>
            """;
    }

    /// <summary>By name: a cover, a title with a body, and a title alone, under which a table stands.</summary>
    public static IEnumerable<(string Name, string Xml)> Layouts(string footer)
    {
        yield return ("cover", Layout("Cover", "title", Background("accent1"),
            Placeholder(2, "Title", "type=\"ctrTitle\"", Edge, 2_011_680, Inner, 1_463_040, "b", "Title", 6000, "bg1")
            + Placeholder(3, "Subtitle", "type=\"subTitle\" idx=\"1\"", Edge, 3_611_880, Inner, 1_097_280, "t", "Subtitle", 2800, "bg1", bullet: false)));
        yield return ("body", Layout("Title and text", "obj", "",
            Placeholder(2, "Title", "type=\"title\"") + Placeholder(3, "Body", "idx=\"1\"") + Rule(4) + Foot(5, footer)));
        yield return ("table", Layout("Title only", "titleOnly", "", Placeholder(2, "Title", "type=\"title\"") + Rule(3) + Foot(4, footer)));
    }

    public static string Notes() =>
        $"""
        {Prolog}<p:notesMaster {Namespaces}><p:cSld>{Background("bg1")}<p:spTree>{Group}
        <p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="685800" y="685800"/><a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>
        {Placeholder(3, "Notes", "type=\"body\" sz=\"quarter\" idx=\"3\"", 685_800, 4_114_800, 5_486_400, 4_343_400, "t", "Notes")}
        </p:spTree></p:cSld>
        {ColourMap}
        <p:notesStyle><a:lvl1pPr><a:spcBef><a:spcPts val="600"/></a:spcBef><a:defRPr sz="1400">{Ink("tx1")}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>
        """;

    public static string Ink(string colour) => $"<a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill>";

    private static string Layout(string name, string type, string background, string shapes) =>
        $"""
        {Prolog}<p:sldLayout {Namespaces} type="{type}" preserve="1"><p:cSld name="{name}">{background}<p:spTree>{Group}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>
        """;

    private static string Background(string colour) => $"<p:bg><p:bgPr>{Ink(colour)}<a:effectLst/></p:bgPr></p:bg>";

    // Where nothing is said, it stands where its master has it.
    private static string Placeholder(int id, string name, string kind) =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-US\"/><a:t>{name}</a:t></a:r></a:p></p:txBody></p:sp>";

    private static string Placeholder(
        int id, string name, string kind, int x, int y, int width, int height, string anchor, string prompt, int size = 0, string colour = "", bool bullet = true)
    {
        var style = size == 0 ? "" : $"<a:lvl1pPr{(bullet ? "" : " marL=\"0\" indent=\"0\"")}>{(bullet ? "" : "<a:buNone/>")}<a:defRPr sz=\"{size}\">{Ink(colour)}</a:defRPr></a:lvl1pPr>";
        return $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{At(x, y, width, height)}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>"
            + $"<p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle><a:p><a:r><a:rPr lang=\"en-US\"/><a:t>{prompt}</a:t></a:r></a:p></p:txBody></p:sp>";
    }

    private static string Rule(int id) =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Rule\"/><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{At(Edge, 1_463_040, 914_400, 54_864)}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{Ink("accent1")}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>";

    private static string Foot(int id, string footer) =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Foot\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr>{At(Edge, 6_355_080, Inner, 274_320)}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>"
        + $"<p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-US\" sz=\"1200\">{Ink("tx2")}</a:rPr><a:t>{SlideDrawing.Text(footer)}</a:t></a:r><a:r><a:rPr lang=\"en-US\" sz=\"1200\">{Ink("tx2")}</a:rPr><a:t> · </a:t></a:r>"
        + $"<a:fld id=\"{{6D6E7D0A-3C1B-4E0F-9A51-0F5B8C2D7E31}}\" type=\"slidenum\"><a:rPr lang=\"en-US\" sz=\"1200\">{Ink("tx2")}</a:rPr><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>";

    public static string At(int x, int y, int width, int height, string tag = "a:xfrm") =>
        $"<{tag}><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></{tag}>";

    // The light value, which comes first in the file.
    private static string Token(string name) =>
        Hex().Matches(PageFiles.Text("tokens.css")).First(match => match.Groups["name"].Value == name).Groups["value"].Value.ToUpperInvariant();

    [GeneratedRegex(@"--(?<name>[a-z0-9-]+):\s*#(?<value>[0-9a-fA-F]{6})")]
    private static partial Regex Hex();
}
