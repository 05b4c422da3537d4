using Bot.Playground.Connector;
using Bot.Playground.Wire;
using Bot.Playground.World;

namespace Bot.Playground.Browser;

/// <summary>All that a page needs to draw itself, and the parts that change on their own.</summary>
internal sealed class Snapshot(PlaygroundSetup setup, Tenant tenant, Chats chats, Faults faults, BotLine line)
{
    public object All(Action? andThen = null)
    {
        var (messages, pushes) = chats.Read(andThen);
        return new
        {
            people = tenant.People.Select(p => new
            {
                id = p.StaffId,
                name = p.Name,
                title = p.Title,
                firstLine = p.FirstLine,
                welcome = p.Welcome,
                places = tenant.PlacesOf(p).Select(place => place.Id),
            }),
            places = tenant.Places.Select(p => new { id = p.Id, name = p.Name, isChannel = p.IsChannel }),
            phones = setup.Phones,
            botName = setup.BotName,
            canDrawCards = PageFiles.CanDrawCards,
            messages,
            pushes,
            clock = Clock(),
            faults = faults.On,
            news = setup.News.Latest(),
            hints = Hints(),
            bot = new { answers = !line.IsSilent },
        };
    }

    public object Clock() => new
    {
        now = setup.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        speed = setup.Clock.Speed,
        zone = Zone(setup.Clock.LocalTimeZone),
    };

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Hints() => tenant.People.ToDictionary(p => p.StaffId, p => setup.Hints(p.StaffId));

    // Browsers know the names of the IANA list only.
    private static string Zone(TimeZoneInfo zone) =>
        zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana : "UTC";
}
