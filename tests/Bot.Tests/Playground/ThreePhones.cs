using Bot.Tests.Browser;
using Microsoft.Playwright;

namespace Bot.Tests.Playground;

[Collection("Browser")]
public sealed class ThreePhones : IAsyncLifetime
{
    private readonly List<string> faults = [];
    private SmallTeams teams = null!;
    private IPlaywright? playwright;
    private IPage page = null!;

    private ILocator Phone(int number) => page.GetByTestId($"phone-{number}");

    public async Task InitializeAsync()
    {
        if (Chromium.Program is null)
            return;
        teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        var browser = await Chromium.LaunchAsync(playwright);
        page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        page.Console += (_, message) => faults.Add(message.Text);
        page.PageError += (_, error) => faults.Add(error);
        await page.GotoAsync(teams.Setup.BaseUrl.ToString());
        await page.GetByTestId("hello").First.WaitForAsync();
    }

    public async Task DisposeAsync()
    {
        if (playwright is null)
            return;
        await page.Context.Browser!.CloseAsync();
        playwright.Dispose();
        await teams.DisposeAsync();
    }

    [InABrowserFact]
    public async Task A_typed_line_and_a_buzzing_card_show_where_they_belong_and_nothing_breaks_the_policy()
    {
        await Phone(1).GetByTestId("hint").First.ClickAsync();
        await Phone(1).GetByTestId("line").PressAsync("Enter");
        await teams.Bot.HearsAsync(h => h["text"] == "ready 4 lee");
        await teams.SentAsync(await teams.ChatWithAsync(SmallTeams.Lee), Card("Ready for you", push: "Room 4 is ready for you"));

        await Phone(1).GetByTestId("text").GetByText("ready 4 lee").WaitForAsync();
        await Phone(2).GetByTestId("push").GetByText("Room 4 is ready for you").WaitForAsync();
        await Phone(2).GetByText("Ready for you", new() { Exact = true }).WaitForAsync();
        Assert.Equal(0, await Phone(3).GetByTestId("message").CountAsync());
        Assert.Empty(faults);
    }

    [InABrowserFact]
    public async Task A_repaint_keeps_ticks_not_yet_sent_and_the_focus()
    {
        var chat = await teams.ChatWithAsync(SmallTeams.Lee);
        var id = await teams.SentAsync(chat, Card("before"));
        await Phone(2).GetByLabel("Lab").CheckAsync();

        using (await teams.UpdateAsync(chat, id, Card("after")))
            await Phone(2).GetByText("after").WaitForAsync();

        Assert.True(await Phone(2).GetByLabel("Lab").IsCheckedAsync());
        Assert.Equal("input:stops", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await Phone(2).GetByTestId("button:Visit done").ClickAsync();
        var heard = await teams.Bot.HearsAsync(h => h["type"] == "invoke");
        Assert.Equal("lab", heard.Value.GetProperty("action").GetProperty("data").GetProperty("stops").GetString());
    }

    [InABrowserFact]
    public async Task Who_holds_a_phone_is_remembered_over_a_reload()
    {
        await Phone(3).GetByTestId("person").SelectOptionAsync("maria");
        await page.ReloadAsync();
        await page.GetByTestId("hello").First.WaitForAsync();
        Assert.Equal("maria", await Phone(3).GetByTestId("person").InputValueAsync());
    }

    [InABrowserFact]
    public async Task A_form_opens_in_the_phone_and_gives_way_to_the_bots_sentence()
    {
        teams.Bot.AnswersInvokesWith(new { task = new { type = "continue", value = new { title = "Patient ready", card = new { content = Content("form", "Action.Submit") } } } });
        await Phone(1).GetByTestId("compose").ClickAsync();
        await Phone(1).GetByTestId("dialog").GetByLabel("Lab").CheckAsync();
        teams.Bot.AnswersInvokesWith(new { task = new { type = "message", value = "Room 4 is ready." } });
        await Phone(1).GetByTestId("button:Visit done").ClickAsync();
        await Phone(1).GetByTestId("dialog-said").GetByText("Room 4 is ready.").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.GetByTestId("dialog").CountAsync());
    }

    [InABrowserFact]
    public async Task A_line_typed_while_the_bot_is_silent_waits_and_is_sent_on_its_return()
    {
        var bot = teams.Setup.BotUrl;
        await teams.Bot.HearsAsync(h => h["type"] == "installationUpdate");
        teams.Setup.BotUrl = new Uri("http://127.0.0.1:9/api/messages");
        await Phone(1).GetByTestId("line").FillAsync("board");
        await Phone(1).GetByTestId("line").PressAsync("Enter");
        await page.GetByText("The bot is not answering").WaitForAsync();
        await Phone(1).GetByText("Sending…").WaitForAsync();

        teams.Setup.BotUrl = bot;

        await teams.Bot.HearsAsync(h => h["text"] == "board");
        await page.GetByText("Sample practice").WaitForAsync();
        await Phone(1).GetByText("Sending…").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static object Card(string text, string? push = null) => new
    {
        type = "message",
        summary = push ?? text,
        attachments = new[] { new { contentType = "application/vnd.microsoft.card.adaptive", content = Content(text, "Action.Execute") } },
        channelData = push is null ? null : new { notification = new { alert = true } },
    };

    private static object Content(string text, string action) => new
    {
        type = "AdaptiveCard",
        version = "1.5",
        body = new object[]
        {
            new { type = "TextBlock", text },
            new { type = "Input.ChoiceSet", id = "stops", label = "Next stops", isMultiSelect = true, style = "expanded", choices = new[] { new { title = "Lab", value = "lab" } } },
            new { type = "ActionSet", actions = new[] { new { type = action, title = "Visit done", verb = "visit-done", data = new { visit = "v1" } } } },
        },
    };
}
