using System.Collections.Concurrent;
using Bot.App;
using Bot.Clinic;
using Bot.Playground.World;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Whole;
using Chats = Bot.Playground.World.Chats;

namespace Bot.Tests.Browser.Morning;

/// <summary>
/// A morning of twelve visits, as three MAs, two providers, a pharmacist and four desks type and tap it on the playground's phones. The
/// clock stands, and is turned by hand from one step to the next.
/// </summary>
internal sealed class MorningAtMainStreet
{
    private const string Jordan = """{ "id": "jordan.kim",""";
    private const string Sasha = """{ "id": "sasha.grant", "name": "Sasha Grant", "role": "ma", "email": "sasha.grant@example.org", "teams": "00000000-0000-0000-0000-000000000011" },""";

    private readonly ThePlayground playground;
    private readonly ConcurrentDictionary<string, Visit> newest = new();
    private readonly ConcurrentQueue<Push> pushes = new();
    private readonly Dictionary<int, string> holders = [];
    private readonly DateTimeOffset midnight;

    public MorningAtMainStreet(ThePlayground playground)
    {
        this.playground = playground;
        var clock = playground.Bot.Clock;
        clock.Speed = 0;

        // The next Monday, so that the day begins its week.
        var today = Report.DayOf(clock.GetUtcNow(), clock.LocalTimeZone);
        Day = Report.MondayOf(today).AddDays(7);
        midnight = Report.StartOf(Day, clock.LocalTimeZone);
        playground.Bot.Of<Happenings>().Add(visit =>
        {
            newest[visit.Room.Value] = visit;
            Rooms[visit.Id.Value] = visit.Room.Value;
        });
        playground.Bot.Of<Chats>().Buzzed += (_, push) => pushes.Enqueue(push);
    }

    /// <summary>The sample practice with a third MA.</summary>
    public static string Practice => SamplePractice.With(Jordan, $"{Sasha}\n        {Jordan}");

    public DateOnly Day { get; }

    public DateTimeOffset Now => playground.Bot.Clock.GetUtcNow();

    /// <summary>Which room a visit had: events are named by their visit alone.</summary>
    public ConcurrentDictionary<string, string> Rooms { get; } = new();

    /// <summary>Every phone that buzzed, as this Teams saw it.</summary>
    public IReadOnlyCollection<Push> Pushes => pushes;

    /// <summary>From eight to 8:48, when the board is at its fullest.</summary>
    public async Task UntilItIsBusyAsync()
    {
        At(8, 0);
        await SaysAsync<Waiting>("maria.lopez", "ready 1 lee", "1");
        At(8, 1);
        await SaysAsync<Waiting>("jordan.kim", "ready 2 patel", "2");
        At(8, 2);
        await TapsAsync<Coming>("sam.lee", "On my way", "1");
        At(8, 3);
        await TapsAsync<Coming>("asha.patel", "5 min", "2");
        At(8, 4);
        await TapsAsync<Together>("maria.lopez", "Dr. Lee is here", "1");
        At(8, 5);
        await TapsAsync<With>("maria.lopez", "Patient added something", "1");
        At(8, 6);
        await TapsAsync<Together>("asha.patel", "I'm here", "2");
        At(8, 7);
        await TapsAsync<With>("jordan.kim", "Nothing to add", "2");

        // Dr. Lee is in room 1: the request joins silently, and rings when that visit is done.
        At(8, 8);
        await SaysAsync<Waiting>("sasha.grant", "ready 3 lee", "3");
        At(8, 10);
        var silent = Version("3");
        await SaysAsync<Closing>("sam.lee", "done 1 scheduling", "1");
        await BecomesAsync<Waiting>("3", silent);
        At(8, 11);
        await ClosesAsync("maria.lopez", "1");
        await WalksAsync("maria.lopez", "1", "scheduling");
        At(8, 12);
        await TapsAsync<Left>("dana.fox", "They're here", "1");
        await SaysAsync<Coming>("sam.lee", "ok", "3");

        // The lab is on hold, and puts room 2 on hold once more.
        At(8, 13);
        await SaysAsync<Closing>("asha.patel", "done 2 lab", "2");
        await ClosesAsync("jordan.kim", "2");
        At(8, 14);
        await SaysAsync("lou.meyer", "desk hold 10", "Lab is on hold until 8:24.");
        At(8, 15);
        await SaysAsync<Waiting>("jordan.kim", "walk 2 lab", "2");
        At(8, 16);
        await TapsAsync<Coming>("lou.meyer", "Hold 5 min", "2");
        await SaysAsync<Together>("sam.lee", "here 3", "3");

        // A slip of the finger, taken back.
        At(8, 17);
        await TapsAsync<With>("sasha.grant", "Nothing to add", "3");
        await SaysAsync<Together>("sasha.grant", "undo", "3");
        At(8, 18);
        await TapsAsync<With>("sasha.grant", "Patient added something", "3");
        var held = Version("2");
        At(8, 21);
        await BecomesAsync<Coming>("2", held);
        At(8, 22);
        await TapsAsync<Left>("lou.meyer", "They're here", "2");

        // Nobody asks the three questions.
        At(8, 23);
        await SaysAsync<Closing>("sam.lee", "done 3 scheduling", "3");
        At(8, 24);
        await WalksAsync("sasha.grant", "3", "scheduling");
        At(8, 25);
        await TapsAsync<Left>("dana.fox", "They're here", "3");

        At(8, 26);
        await SaysAsync<Waiting>("maria.lopez", "ready 4 lee", "4");
        At(8, 27);
        await SaysAsync<Coming>("sam.lee", "ok", "4");
        At(8, 29);
        await SaysAsync<Together>("sam.lee", "here 4", "4");
        At(8, 30);
        await TapsAsync<With>("maria.lopez", "Nothing to add", "4");
        At(8, 38);
        await SaysAsync<Closing>("sam.lee", "done 4 scheduling", "4");
        At(8, 39);
        await ClosesAsync("maria.lopez", "4");
        await WalksAsync("maria.lopez", "4", "scheduling");
        At(8, 40);
        await TapsAsync<Left>("dana.fox", "They're here", "4");

        // Room 5 gets no answer, 6 is on its way, 7 is ready, the pharmacist is in 8.
        At(8, 41);
        await SaysAsync<Waiting>("jordan.kim", "ready 5 lee", "5");
        At(8, 42);
        await SaysAsync<Waiting>("sasha.grant", "ready 6 patel", "6");
        At(8, 43);
        await SaysAsync<Coming>("asha.patel", "10", "6");
        await SaysAsync<Waiting>("maria.lopez", "ready 8 pharmacist", "8");
        var asked = Version("5");
        At(8, 44);
        await BecomesAsync<Waiting>("5", asked);
        await SaysAsync<Coming>("terry.novak", "ok", "8");
        At(8, 45);
        await SaysAsync<Together>("terry.novak", "here 8", "8");
        At(8, 46);
        await TapsAsync<With>("maria.lopez", "Nothing to add", "8");
        await SaysAsync<Ready>("maria.lopez", "ready 7", "7");
        await SaysAsync("blake.ruiz", "desk busy 20", "Billing is busy until 9:06.");
        asked = Version("5");
        At(8, 47);
        await BecomesAsync<Waiting>("5", asked);
        await SaysAsync("lou.meyer", "desk hold 5", "Lab is on hold until 8:52.");
        At(8, 48);
    }

    /// <summary>From the late acceptance to one visit that is open at the end.</summary>
    public async Task ToTheEndAsync()
    {
        At(8, 49);
        await SaysAsync<Coming>("sam.lee", "ok", "5");
        At(8, 51);
        await SaysAsync<Together>("sam.lee", "here 5", "5");
        At(8, 52);
        await TapsAsync<With>("jordan.kim", "Patient added something", "5");
        At(8, 53);
        await SaysAsync<Together>("asha.patel", "here 6", "6");
        At(8, 54);
        await TapsAsync<With>("sasha.grant", "Not in front of the patient", "6", under: "More options");

        // Nobody can come to room 7, and the patient goes.
        At(8, 55);
        await SaysAsync<Waiting>("maria.lopez", "request 7 lee", "7");
        At(8, 57);
        await TapsAsync<With>("maria.lopez", "Dr. Lee is busy", "7", under: "Couldn't meet");
        At(8, 58);
        await SaysAsync<Left>("maria.lopez", "left 7", "7");

        // Two stops, the first at a desk that is busy.
        At(8, 59);
        await SaysAsync<Closing>("terry.novak", "done 8 billing referrals", "8");
        At(9, 0);
        await ClosesAsync("maria.lopez", "8");
        await SaysAsync<Waiting>("maria.lopez", "walk 8 billing", "8");
        At(9, 1);
        await TapsAsync<Coming>("blake.ruiz", "Send them", "8");
        At(9, 2);
        await TapsAsync<Closing>("blake.ruiz", "They're here", "8");
        At(9, 3);
        await WalksAsync("maria.lopez", "8", "referrals");
        At(9, 4);
        await SaysAsync<Left>("dana.fox", "here 8", "8");

        At(9, 5);
        await SaysAsync<Closing>("sam.lee", "done 5 scheduling", "5");
        await ClosesAsync("jordan.kim", "5");
        At(9, 6);
        await WalksAsync("jordan.kim", "5", "scheduling");
        At(9, 7);
        await TapsAsync<Left>("dana.fox", "They're here", "5");
        At(9, 8);
        await SaysAsync<Closing>("asha.patel", "done 6", "6");
        At(9, 9);
        await ClosesAsync("sasha.grant", "6");
        await SaysAsync<Left>("sasha.grant", "left 6", "6");

        // Dr. Lee goes: whoever asks for him reads who covers.
        At(9, 10);
        await SaysAsync("sam.lee", "off", "You are off.");
        At(9, 11);
        await SaysAsync("sasha.grant", "ready 1 lee", "Dr. Lee is off");
        await SaysAsync<Waiting>("sasha.grant", "request 1 patel", "1");
        At(9, 12);
        await SaysAsync<Coming>("asha.patel", "ok", "1");
        At(9, 14);
        await SaysAsync<Together>("asha.patel", "here 1", "1");
        At(9, 15);
        await TapsAsync<With>("sasha.grant", "Patient was not asked", "1", under: "More options");
        At(9, 20);
        await SaysAsync<Closing>("asha.patel", "done 1 scheduling", "1");
        At(9, 21);
        await ClosesAsync("sasha.grant", "1");
        await WalksAsync("sasha.grant", "1", "scheduling");
        At(9, 22);
        await TapsAsync<Left>("dana.fox", "They're here", "1");

        At(9, 24);
        await SaysAsync<Waiting>("jordan.kim", "ready 2 patel", "2");
        At(9, 25);
        await SaysAsync<Coming>("asha.patel", "5", "2");
        At(9, 30);
        await SaysAsync<Together>("asha.patel", "here 2", "2");
        At(9, 31);
        await TapsAsync<With>("jordan.kim", "Patient added something", "2");
        At(9, 36);
        await SaysAsync<Closing>("asha.patel", "done 2 lab", "2");
        At(9, 37);
        await ClosesAsync("jordan.kim", "2");
        await WalksAsync("jordan.kim", "2", "lab");
        At(9, 38);
        await TapsAsync<Left>("lou.meyer", "They're here", "2");

        At(9, 40);
        await SaysAsync<Rooming>("maria.lopez", "rooming 3", "3");
        At(9, 42);
        await SaysAsync<Waiting>("maria.lopez", "ready 3 patel", "3");
        At(9, 43);
        await SaysAsync<Coming>("asha.patel", "ok", "3");
        At(9, 46);
        await SaysAsync<Together>("asha.patel", "here 3", "3");
        At(9, 47);
        await TapsAsync<With>("maria.lopez", "Nothing to add", "3");
        At(9, 52);
        await SaysAsync<Closing>("asha.patel", "done 3 scheduling lab", "3");
        At(9, 53);
        await ClosesAsync("maria.lopez", "3");
        await WalksAsync("maria.lopez", "3", "scheduling");
        At(9, 54);
        await TapsAsync<Closing>("dana.fox", "They're here", "3");
        At(9, 55);
        await WalksAsync("maria.lopez", "3", "lab");
        At(9, 56);
        await TapsAsync<Left>("lou.meyer", "They're here", "3");

        At(9, 57);
        await SaysAsync<Waiting>("jordan.kim", "ready 4 patel", "4");
        At(9, 58);
        await SaysAsync<Coming>("asha.patel", "ok", "4");
        At(10, 0);
        await SaysAsync<Together>("asha.patel", "here 4", "4");
        At(10, 1);
        await TapsAsync<With>("jordan.kim", "Nothing to add", "4");
        At(10, 5);
    }

    /// <summary>The address that the bot answers a lead's line with.</summary>
    public async Task<string> LinkAsync(string line, string what)
    {
        await SaysAsync("priya.shah", line, what);
        return await (await PhoneOfAsync("priya.shah")).LinkAsync();
    }

    /// <summary>What a card that is answered to a line says.</summary>
    public async Task<string> CardAsync(string who, string line, string title)
    {
        await SaysAsync(who, line, title);
        return await (await PhoneOfAsync(who)).CardAsync(title);
    }

    private void At(int hour, int minute) => playground.Bot.Clock.Jump(midnight.AddHours(hour).AddMinutes(minute) - Now);

    private Task ClosesAsync(string who, string room) => TapsAsync<Closing>(who, "Asked all three", room);

    private Task WalksAsync(string who, string room, string desk) => SaysAsync<Coming>(who, $"walk {room} {desk}", room);

    private async Task SaysAsync(string who, string line, string answer)
    {
        var phone = await PhoneOfAsync(who);
        await phone.SaysAsync(line);
        await phone.SeesAsync(answer, exact: false);
    }

    private async Task SaysAsync<TState>(string who, string line, string room)
        where TState : VisitState
    {
        var before = Version(room);
        await (await PhoneOfAsync(who)).SaysAsync(line);
        await BecomesAsync<TState>(room, before);
    }

    private async Task TapsAsync<TState>(string who, string button, string room, string? under = null)
        where TState : VisitState
    {
        var phone = await PhoneOfAsync(who);
        if (under is not null)
            await phone.TapsAsync(under);
        var before = Version(room);
        await phone.TapsAsync(button);
        await BecomesAsync<TState>(room, before);
    }

    // MAs share the first phone, whoever comes to rooms the second, desks and the lead the third.
    private async Task<Phone> PhoneOfAsync(string who)
    {
        var number = who switch
        {
            "maria.lopez" or "jordan.kim" or "sasha.grant" => 1,
            "sam.lee" or "asha.patel" or "terry.novak" => 2,
            _ => 3,
        };
        var phone = playground.Phone(number);
        if (holders.GetValueOrDefault(number) != who)
            await phone.IsHeldByAsync(holders[number] = who);
        return phone;
    }

    private (string Visit, int Version) Version(string room) => newest.TryGetValue(room, out var visit) ? (visit.Id.Value, visit.Version) : ("", 0);

    private async Task BecomesAsync<TState>(string room, (string Visit, int Version) before)
        where TState : VisitState
    {
        await Eventually.HoldsAsync(
            () => newest.TryGetValue(room, out var visit) && visit.State is TState && (visit.Id.Value != before.Visit || visit.Version > before.Version),
            $"Room {room} never became {typeof(TState).Name}: it is {newest.GetValueOrDefault(room)?.State}.");

        // Whoever goes on before a phone has buzzed may make the buzz needless.
        await Eventually.HoldsAsync(
            () => playground.Bot.Of<IVisitStore>().DueAsync(Now, 1, default) is { IsCompletedSuccessfully: true, Result.Count: 0 },
            "Some visit was never painted to its end.");
    }
}
