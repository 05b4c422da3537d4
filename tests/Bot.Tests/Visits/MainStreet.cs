using Bot.Clinic;

namespace Bot.Tests.Visits;

/// <summary>The site of the sample practice, with its people by name.</summary>
internal static class MainStreet
{
    public static readonly StaffId Maria = new("maria");
    public static readonly StaffId Jordan = new("jordan");
    public static readonly StaffId Nurse = new("nora");
    public static readonly StaffId Lee = new("lee");
    public static readonly StaffId Patel = new("patel");
    public static readonly StaffId Kim = new("kim");
    public static readonly StaffId Robin = new("robin");
    public static readonly StaffId Terry = new("terry");
    public static readonly StaffId Dana = new("dana");
    public static readonly StaffId Blake = new("blake");
    public static readonly StaffId Lou = new("lou");
    public static readonly StaffId Frances = new("frances");
    public static readonly StaffId Priya = new("priya");
    public static readonly StaffId Stranger = new("stranger");

    public static readonly DeskId Scheduling = new("scheduling");
    public static readonly DeskId Billing = new("billing");
    public static readonly DeskId Lab = new("lab");
    public static readonly DeskId Referrals = new("referrals");

    public static readonly StopId TwoWeeks = new("next-2w");
    public static readonly StopId SixMonths = new("next-6m");
    public static readonly StopId Question = new("billing-question");
    public static readonly StopId Blood = new("blood");
    public static readonly StopId Cardiology = new("cardiology");

    public static readonly RoomId Four = new("4");
    public static readonly VisitId TheVisit = new("v4");

    /// <summary>A Tuesday, 10:00 at the site, which is open from 8 to 17.</summary>
    public static readonly DateTimeOffset Ten = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    public static readonly SitePlan Plan = new(
        new SiteId("main-street"),
        "Main Street",
        TimeZoneInfo.Utc,
        new OpeningTimes(Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => new Hours(new TimeOnly(8, 0), new TimeOnly(17, 0)))),
        [.. Enumerable.Range(1, 8).Select(i => new RoomId($"{i}"))],
        [
            Person(Maria, "Maria Lopez", Role.Ma),
            Person(Jordan, "Jordan Kim", Role.Ma),
            Person(Nurse, "Nora Quinn", Role.Nurse),
            Person(Lee, "Dr. Lee", Role.Provider, Patel),
            Person(Patel, "Dr. Patel", Role.Provider),
            Person(Kim, "Dr. Kim", Role.Provider),
            Person(Robin, "Robin Clarke", Role.BehavioralHealth),
            Person(Terry, "Terry Novak", Role.Pharmacist),
            Person(Dana, "Dana Fox", Role.FrontDesk),
            Person(Blake, "Blake Ruiz", Role.FrontDesk),
            Person(Lou, "Lou Meyer", Role.FrontDesk),
            Person(Frances, "Frances Hill", Role.FrontDesk),
            Person(Priya, "Priya Shah", Role.Lead),
        ],
        [
            new Desk(Scheduling, "Scheduling", [Dana], [Stop(TwoWeeks, Scheduling, "Next visit in 2 weeks"), Stop(SixMonths, Scheduling, "Next visit in 6 months")], false, false),
            new Desk(Billing, "Billing", [Blake], [Stop(Question, Billing, "Billing question")], false, false),
            new Desk(Lab, "Lab", [Lou], [Stop(Blood, Lab, "Blood draw")], false, true),
            new Desk(Referrals, "Referrals", [Dana], [Stop(Cardiology, Referrals, "Cardiology")], false, false),
        ],
        [new VisitType("follow-up", "Follow-up visit")],
        new Patience(),
        new Manners(CoverAsksItself: false, BedsideBoxes: false, PushGeneric: false, Returns: false),
        "911",
        new Dictionary<string, bool>(),
        new Dictionary<string, ChannelIds>());

    public static readonly Site Now = new(
        Plan, [], Ten.AddHours(-3), new HashSet<StaffId>(), new Dictionary<StaffId, DateTimeOffset>());

    private static Staff Person(StaffId id, string name, Role role, StaffId? cover = null) =>
        new(id, name, name, role, $"{id}@example.org", "", "", cover, UsesChat: true, Discreet: role == Role.BehavioralHealth);

    private static Stop Stop(StopId id, DeskId desk, string title) => new(id, desk, title, title, Usual: true);
}
