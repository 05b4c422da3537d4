using System.Text;
using Bot.Clinic;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace Bot.App;

/// <summary>A deck as a .pptx file, which PowerPoint and LibreOffice open and people change.</summary>
internal static class SlidesFile
{
    /// <param name="footer">Small, at the foot of each slide.</param>
    public static void Save(string file, IReadOnlyList<Slide> slides, string footer)
    {
        using var stream = File.Create(file);
        using var document = PresentationDocument.Create(stream, PresentationDocumentType.Presentation);
        document.PackageProperties.Title = $"{slides[0].Title}: {footer}";
        var presentation = document.AddPresentationPart();

        var master = presentation.AddNewPart<SlideMasterPart>("master");
        var theme = master.AddNewPart<ThemePart>("theme");
        Fill(theme, SlideMaster.Theme());
        presentation.AddPart(theme, "theme");
        var layouts = new Dictionary<string, SlideLayoutPart>();
        foreach (var (name, xml) in SlideMaster.Layouts(footer))
        {
            layouts[name] = master.AddNewPart<SlideLayoutPart>(name);
            layouts[name].AddPart(master, "master");
            Fill(layouts[name], xml);
        }

        Fill(master, SlideMaster.Master([.. layouts.Keys]));
        var notesMaster = presentation.AddNewPart<NotesMasterPart>("notes");
        Fill(notesMaster.AddNewPart<ThemePart>("theme"), SlideMaster.Theme());
        Fill(notesMaster, SlideMaster.Notes());

        foreach (var (i, slide) in slides.Index())
        {
            var part = presentation.AddNewPart<SlidePart>($"slide{i + 1}");
            part.AddPart(layouts[SlideDrawing.LayoutOf(slide)], "layout");
            Fill(part, SlideDrawing.Of(slide));
            var notes = part.AddNewPart<NotesSlidePart>("notes");
            notes.AddPart(notesMaster, "master");
            notes.AddPart(part, "slide");
            Fill(notes, SlideDrawing.Notes(slide));
        }

        Fill(presentation, SlideMaster.Presentation(slides.Count));
    }

    private static void Fill(OpenXmlPart part, string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        part.FeedData(stream);
    }
}
