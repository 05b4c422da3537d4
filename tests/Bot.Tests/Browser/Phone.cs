using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Bot.Tests.Browser;

/// <summary>One of the three phones: what its holder does with it, and what they see.</summary>
internal sealed class Phone(ILocator phone)
{
    public ILocator Line => phone.GetByTestId("line");

    private ILocator Talk => phone.GetByTestId("talk");

    public async Task TypesAsync(string line)
    {
        await Line.ClickAsync();
        await Line.PressSequentiallyAsync(line);
        await Line.PressAsync("Enter");
    }

    /// <summary>The same where it is not the typing that is looked at.</summary>
    public async Task SaysAsync(string line)
    {
        await Line.FillAsync(line);
        await Line.PressAsync("Enter");
    }

    /// <summary>The address in the newest message that has one.</summary>
    public async Task<string> LinkAsync()
    {
        var said = await Talk.GetByTestId("text").Filter(new() { HasTextRegex = new Regex("http://") }).Last.InnerTextAsync();
        return Regex.Match(said, @"http://\S+").Value;
    }

    /// <summary>All that the newest card with this text says.</summary>
    public Task<string> CardAsync(string with) => Talk.GetByTestId("card").Filter(new() { HasText = with }).Last.InnerTextAsync();

    public Task TapsAsync(string button) => Button(button).ClickAsync();

    public Task TicksAsync(string box) => Talk.GetByLabel(box).Last.CheckAsync();

    public Task SeesAsync(string text, bool exact = true) =>
        Assertions.Expect(Talk.GetByText(text, new() { Exact = exact }).Last).ToBeVisibleAsync();

    public Task BuzzesAsync(string push) => Assertions.Expect(phone.GetByTestId("push")).ToHaveTextAsync(push);

    public Task IsHeldByAsync(string person) => phone.GetByTestId("person").SelectOptionAsync(person);

    public Task OpensAsync(string place) => phone.GetByTestId($"place:{place}").ClickAsync();

    public Task OpensTheReadyFormAsync() => phone.GetByTestId("compose").ClickAsync();

    /// <summary>The newest button of that name; where a stop has one, its desk is in the name as well: "Walk there: Lab".</summary>
    public ILocator Button(string name) => phone.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).Last;

    /// <summary>Every place of the holder holds at most one line of a visit that is over.</summary>
    public async Task SeesOnlyWhatIsOverAsync(string room)
    {
        var places = phone.GetByRole(AriaRole.Tab);
        for (var place = 0; place < await places.CountAsync(); place++)
        {
            await places.Nth(place).ClickAsync();
            var over = new Regex($"^Room {room} · done \\d+:\\d\\d$");
            await Assertions.Expect(Talk.GetByTestId("card").Filter(new() { HasNotTextRegex = over })).ToHaveCountAsync(0);
        }
    }
}
