using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;
using DocumentFormat.OpenXml.Packaging;

namespace Bot.Tests.Training;

[Collection(OnAzurite.Name)]
public sealed class SlidesFromTables(Azurite azurite) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("slides").FullName;

    [Fact]
    public async Task Have_what_was_decided_while_the_bot_runs_on_them()
    {
        var options = azurite.Options();
        await using var clinic = new PaperClinic(store: await azurite.OpenAsync(options), shares: options);
        var decided = new SiteDecisions(
            [Route.ProviderComes], Wait.Return, ["courtesy"], new PhaseIn.Everyone(), new DateOnly(2026, 11, 30), new StaffId("priya.shah"), clinic.Clock.GetUtcNow());
        await clinic.Get<Decided>().SaveAsync(new SiteId("main-street"), decided, default);

        using var said = new StringWriter();
        var file = Path.Combine(folder, "deck.pptx");
        Assert.True(await App.Training.RunAsync(["slides", file, "--Store:Kind=AzureTables", .. Azurite.SettingsOf(options)], said, default) == 0, said.ToString());
        using var deck = PresentationDocument.Open(file, isEditable: false);
        Assert.Contains(deck.PresentationPart!.SlideParts, slide => slide.Slide!.InnerText.Contains("30 November 2026", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
