using Bot.Clinic;

namespace Bot.Tests.Words;

/// <summary>The sample practice's site, built by hand: what is typed is read against these names.</summary>
internal static class WordsSite
{
    public static readonly SitePlan MainStreet = With(["1", "2", "3", "4", "5", "6", "7", "8"]);

    public static SitePlan With(string[] rooms, params Staff[] more) => new(
        new SiteId("main-street"),
        "Main Street",
        TimeZoneInfo.Utc,
        new OpeningTimes(new Dictionary<DayOfWeek, Hours>()),
        [.. rooms.Select(room => new RoomId(room))],
        [
            Person("maria.lopez", "Maria Lopez", "Maria Lopez", Role.Ma),
            Person("jordan.kim", "Jordan Kim", "Jordan Kim", Role.Ma),
            Person("sam.lee", "Dr. Sam Lee", "Dr. Lee", Role.Provider),
            Person("asha.patel", "Dr. Asha Patel", "Dr. Patel", Role.Provider),
            Person("robin.clarke", "Robin Clarke", "Robin Clarke", Role.BehavioralHealth),
            Person("terry.novak", "Terry Novak", "Terry Novak", Role.Pharmacist),
            Person("dana.fox", "Dana Fox", "Dana Fox", Role.FrontDesk),
            Person("blake.ruiz", "Blake Ruiz", "Blake Ruiz", Role.FrontDesk),
            Person("lou.meyer", "Lou Meyer", "Lou Meyer", Role.FrontDesk),
            Person("priya.shah", "Priya Shah", "Priya Shah", Role.Lead),
            .. more,
        ],
        [
            Desk("scheduling", "Scheduling", ("next-visit-2-weeks", "Next visit in 2 weeks"), ("next-visit-3-months", "Next visit in 3 months")),
            Desk("referrals", "Referrals", ("referral", "Referral")),
            Desk("billing", "Billing", ("billing-question", "Billing question")),
            Desk("lab", "Lab", ("blood-draw", "Blood draw")),
        ],
        [new VisitType("follow-up", "Follow-up visit")],
        new Patience(),
        new Manners(false, false, false, false),
        "5555",
        new Dictionary<string, bool>(),
        new Dictionary<string, ChannelIds>());

    public static Staff Person(string id, string name, string shortName, Role role) =>
        new(new StaffId(id), name, shortName, role, $"{id}@example.org", "", "", null, true, false);

    private static Desk Desk(string id, string label, params (string Id, string Title)[] asks) => new(
        new DeskId(id),
        label,
        [],
        [.. asks.Select(ask => new Stop(new StopId(ask.Id), new DeskId(id), ask.Title, ask.Title, true))],
        false,
        false);
}
