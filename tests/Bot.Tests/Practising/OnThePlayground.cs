using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.App;
using Bot.Clinic;
using Bot.Playground;
using Bot.Playground.Wire;
using Bot.Playground.World;
using Bot.Teams.Outbound;
using Bot.Tests.Browser;
using Bot.Tests.Training;
using Bot.Tests.Whole;
using Chats = Bot.Playground.World.Chats;
using Place = Bot.Playground.World.Place;

namespace Bot.Tests.Practising;

/// <summary>The bot as `dotnet run` starts it, and four people who practise on the playground's phones beside a morning's work. The clock stands.</summary>
[Collection("Whole")]
public sealed class OnThePlayground
{
    private const string CareTeam = "19:care-team@thread.tacv2";
    private const string Scenario = "interpreter-first";

    [Fact]
    public async Task Four_people_play_and_neither_report_nor_board_nor_audit_differs_by_a_byte()
    {
        await using var day = await Day.BeginAsync();
        await day.SaysAsync("maria.lopez", "ready 4 lee");
        await day.TapsAsync("sam.lee", "accept");
        await day.TapsAsync("maria.lopez", "here");
        await day.TapsAsync("maria.lopez", "handed-off:added");
        await day.SaysAsync("maria.lopez", "left 4");
        await day.SaysAsync("maria.lopez", "ready 5 lee");
        await Eventually.HoldsAsync(() => day.Buzzes.Count == 2, "Dr. Lee was not asked twice.");
        var before = await day.EvidenceAsync();
        var messages = day.Messages();

        // Nobody of the four has come to work yet: the board says so, and must go on saying so.
        await day.SaysAsync("priya.shah", $"practice {Scenario}", CareTeam);
        await day.TapsAsync("jordan.kim", "part:ma");
        await day.TapsAsync("asha.patel", "part:provider");
        await day.TapsAsync("terry.novak", "part:interpreter");
        await day.TapsAsync("priya.shah", "begin");
        await day.TapsAsync("jordan.kim", "request:asha.patel");
        await day.TapsAsync("asha.patel", "accept:5");
        await day.TapsAsync("jordan.kim", "here");
        Assert.Equal(before, await day.EvidenceAsync());
        await day.TapsAsync("jordan.kim", "handed-off:added");
        await day.TapsAsync("asha.patel", "visit-done");
        await day.TapsAsync("jordan.kim", "asked-all");
        await day.TapsAsync("jordan.kim", "left");
        var prompts = RolePlays.All.Single(one => one.Id.Value == Scenario).Facilitators.Debrief.Count;
        for (var prompt = 0; prompt < prompts; prompt++)
            await day.TapsAsync("priya.shah", $"debrief:{prompt}", ($"well-{prompt}", "0,1"), ($"better-{prompt}", "0"));
        var done = $"done. {2 * prompts} things went well, {prompts} things to improve.";
        await Eventually.HoldsAsync(() => day.Messages().Exists(one => one.Text.Contains(done, StringComparison.Ordinal)), "The role play did not end with its line.");

        Assert.Equal(before, await day.EvidenceAsync());

        // Nobody else was written to, no phone buzzed but of those who were asked or called, and each said what it is.
        string[] places = [CareTeam, .. ((string[])["priya.shah", "jordan.kim", "asha.patel"]).Select(day.ChatOf)];
        Assert.DoesNotContain(day.Messages().Except(messages), one => !places.Contains(one.Place));
        Assert.All(day.Buzzes.Skip(2), buzz => Assert.True(buzz.Who is "jordan.kim" or "asha.patel" && buzz.Text.Contains("PRACTICE", StringComparison.Ordinal), $"{buzz}"));
        Assert.Contains(("asha.patel", "Room PRACTICE is ready for you"), day.Buzzes);

        // What the facilitator alone knows was read by nobody else, at any moment.
        var hidden = RolePlays.All.Single(one => one.Id.Value == Scenario).Facilitators;
        foreach (var fact in hidden.Patient.Concat(hidden.Steps))
        {
            Assert.Contains(day.Shown, one => one.Place == day.ChatOf("priya.shah") && one.Text.Contains(fact, StringComparison.Ordinal));
            Assert.DoesNotContain(day.Shown, one => one.Place != day.ChatOf("priya.shah") && one.Text.Contains(fact, StringComparison.Ordinal));
        }

        Assert.All(day.Shown.Where(one => one.Text.Contains("PRACTICE", StringComparison.Ordinal)), one =>
            Assert.StartsWith("PRACTICE · a role play, no real patient", one.Text, StringComparison.Ordinal));
    }

    /// <summary>What people do on their phones, and all that this Teams has ever shown.</summary>
    private sealed class Day : IAsyncDisposable
    {
        private readonly RealBot bot;
        private readonly List<(string Who, string Text)> buzzes = [];
        private readonly HashSet<(string Place, string Text)> shown = [];

        private Day(RealBot bot) => this.bot = bot;

        public IReadOnlyList<(string Who, string Text)> Buzzes
        {
            get
            {
                lock (buzzes)
                    return [.. buzzes];
            }
        }

        /// <summary>Every face that any message has had at any look.</summary>
        public IReadOnlyCollection<(string Place, string Text)> Shown => shown;

        public static async Task<Day> BeginAsync()
        {
            // With a clock that stands, a limit would never end.
            string[] unlimited = [.. ((string[])["PerSecond", "PerTwoSeconds", "PerHalfMinute", "PerHour", "OverallPerSecond"]).Select(limit => $"--Teams:Limits:{limit}=0")];
            var day = new Day(await RealBot.StartAsync(settings: unlimited));
            day.bot.Clock.Speed = 0;
            day.bot.Of<Chats>().Buzzed += (person, push) =>
            {
                lock (day.buzzes)
                    day.buzzes.Add((person.StaffId, push.Text));
            };
            await Eventually.HoldsAsync(() => day.bot.Of<Tenant>().Places.All(place => day.bot.Of<Conversations>().Of(place.Id) is not null), "The bot was not told where it is installed.");
            return day;
        }

        public string ChatOf(string staffId) => bot.Of<Tenant>().ChatId(Person(staffId));

        public async Task SaysAsync(string staffId, string line, string? channel = null)
        {
            var place = bot.Of<Tenant>().PlaceOf(channel ?? ChatOf(staffId))!;
            var said = bot.Of<Chats>().Say(place, Person(staffId), bot.Of<MessageIds>().Next(), line);
            Assert.True(await bot.Of<BotLine>().SendAsync(bot.Of<Activities>().Line(place, Person(staffId), said), default) is BotAnswer.Answered { IsGood: true }, line);
        }

        /// <summary>A tap on the newest card that has the button, once it is there; all that follows from it stands afterwards.</summary>
        public async Task TapsAsync(string staffId, string verb, params (string Input, string Picks)[] picks)
        {
            var (place, message, button) = await Eventually.FindsAsync(
                () => Find(Person(staffId), verb) is { } found ? Tuple.Create(found.Place, found.Message, found.Button) : null, () => $"{staffId} never saw [{verb}].");
            var action = JsonObject.Create(button.Action)!;
            foreach (var (input, picked) in picks)
                action["data"]![input] = picked;
            var answer = await bot.Of<Invokes>().ExecuteAsync(place, Person(staffId), message, JsonSerializer.SerializeToElement(action), default);
            Assert.True(answer is BotAnswer.Answered { IsGood: true }, $"[{verb}] of {staffId}: {answer}");
            Assert.Null(bot.Of<Chats>().Find(message.Id)?.Asides.GetValueOrDefault(staffId));
        }

        public List<(string Place, string Text)> Messages()
        {
            List<(string Place, string Text)> now =
            [
                .. bot.Of<Tenant>().Places.SelectMany(place => bot.Of<Chats>().In(place.Id)).Where(message => message.From is null)
                    .SelectMany(message => message.Cards.Concat(message.Views.Values).Select(card => string.Join(' ', SeenCard.Read(card).Texts)).DefaultIfEmpty(message.Text).Select(text => (message.Place, text))),
            ];
            lock (shown)
                shown.UnionWith(now);
            return now;
        }

        /// <summary>Report, board and audit as anybody could fetch them at this moment.</summary>
        public async Task<IReadOnlyList<string>> EvidenceAsync()
        {
            using var http = new HttpClient { BaseAddress = bot.Address };
            var links = bot.Of<PageLinks>();
            var site = new SiteId("main-street");
            var pages = new List<string>();
            foreach (var (kind, path) in ((PageKind, string)[])
            [
                (PageKind.Report, "report/main-street?period=today&format=csv&key="), (PageKind.Report, "report/main-street?period=today&key="),
                (PageKind.Report, "report/main-street?period=quarter&format=csv&key="), (PageKind.Hall, "board/main-street?key="), (PageKind.Staff, "board/main-street?key="),
            ])
            {
                var bytes = await http.GetByteArrayAsync(path + links.KeyFor(kind, site));
                pages.Add(Encoding.UTF8.GetString(bytes));
            }

            foreach (var format in (string[])["csv", "jsonl"])
            {
                await using var written = new StringWriter();
                Assert.Equal(0, await Export.RunAsync([format, $"--Store:Path={bot.StorePath}"], written, TextWriter.Null, default));
                pages.Add(written.ToString());
            }

            // And what would show on a board tomorrow, or be counted.
            foreach (var kind in (string[])[Today.PersonKind, Today.DeskKind, App.Unreachable.Kind, LeadTold.Kind])
                pages.AddRange((await bot.Of<IVisitStore>().KeptAsync(kind, default)).OrderBy(kept => kept.Key, StringComparer.Ordinal).Select(kept => $"{kept.Key}: {kept.AsText()}"));
            return pages;
        }

        public ValueTask DisposeAsync() => bot.DisposeAsync();

        // Each look sees what all others see at that moment too.
        private (Place Place, Message Message, SeenButton Button)? Find(PlaygroundPerson person, string verb) => Messages().Count == 0 ? null : bot.Of<Tenant>().PlacesOf(person)
            .SelectMany(place => bot.Of<Chats>().In(place.Id).Reverse().Select(message => (place, message)))
            .Where(one => one.message.From is null && one.message.Cards.Count > 0)
            .Select(one => (one.place, one.message, button: SeenCard.Read(one.message.Views.GetValueOrDefault(person.StaffId, one.message.Cards[0])).Find(verb)))
            .Where(one => one.button is { Opens: false })
            .Select(one => ((Place, Message, SeenButton)?)(one.place, one.message, one.button!))
            .FirstOrDefault();

        private PlaygroundPerson Person(string staffId) => bot.Of<Tenant>().Person(staffId)!;
    }
}
