using System.Globalization;

namespace Bot.Clinic;

/// <summary>Reads one site of the practice file.</summary>
internal static class PracticeFileSite
{
    private static readonly string[] Chats = ["teams", "slack"];

    private static readonly (string Key, DayOfWeek Day)[] Week =
    [
        ("mon", DayOfWeek.Monday),
        ("tue", DayOfWeek.Tuesday),
        ("wed", DayOfWeek.Wednesday),
        ("thu", DayOfWeek.Thursday),
        ("fri", DayOfWeek.Friday),
        ("sat", DayOfWeek.Saturday),
        ("sun", DayOfWeek.Sunday),
    ];

    /// <summary>The site, with something in place of each faulty value; null if it is no object.</summary>
    public static SitePlan? Read(PracticeFileValue value, PracticeFileUnique ids, PracticeFilePeople people)
    {
        if (value.Object(
            "id", "name", "timeZone", "opening", "rooms", "emergencyNumber", "patientNumber", "trainingVideo", "staff", "desks", "visitTypes", "patience",
            "cover", "bedside", "push", "wait", "digest", "discreet", "details", "channels") is not { } at)
        {
            return null;
        }

        var id = at.Required("id", "such as \"main-street\"")?.Id() ?? "";
        ids.Add(id, at.Optional("id"));
        var listed = at.Required("staff", "a list of the people who work here")?.NotEmpty("person") ?? [];
        var staff = PracticeFileStaff.Read(listed, Discreet(at.Optional("discreet")), people);
        CheckProviders(staff, at.Optional("staff"));
        var desks = PracticeFileDesks.Read(at.Optional("desks")?.List(PracticeFile.MaxDesks) ?? [], staff);
        return new SitePlan(
            new SiteId(id),
            at.Required("name", "the site's name")?.Label() ?? "",
            Zone(at.Required("timeZone", "such as \"America/New_York\"")),
            Opening(at.Required("opening", "such as { \"mon\": \"07:30-18:00\" }")),
            Rooms(at.Required("rooms", "a list of rooms, such as [\"1\", \"2\"]")?.NotEmpty("room", PracticeFile.MaxChoices) ?? []),
            staff,
            desks,
            VisitTypes(at.Optional("visitTypes")?.List(PracticeFile.MaxChoices) ?? []),
            ReadPatience(at.Optional("patience")),
            new Manners(
                CoverAsksItself: at.Optional("cover")?.OneOf("way to ask a cover", "offer", "auto") is "auto",
                BedsideBoxes: at.Optional("bedside")?.OneOf("way to show the list", "glance", "ticks") is "ticks",
                PushGeneric: at.Optional("push")?.OneOf("kind of push", "room", "generic") is "generic",
                Returns: at.Optional("wait")?.OneOf("way to wait", "stay", "return") is "return")
            {
                Digest = at.Optional("digest")?.OneOf("kind of digest", "daily", "weekly", "off") switch
                {
                    "weekly" => Digest.Weekly,
                    "off" => Digest.Off,
                    _ => Digest.Daily,
                },
            },
            at.Required("emergencyNumber", "the number that people dial in an emergency, in quotes")?.PhoneNumber() ?? "",
            Details(at.Optional("details")),
            Channels(at.Optional("channels"), value, desks, people))
        {
            PatientNumber = at.Optional("patientNumber")?.PhoneNumber() ?? "",
            TrainingVideo = at.Optional("trainingVideo")?.HttpsAddress() ?? "",
        };
    }

    // Whoever may be asked to a room is picked from one list: each provider by name, the others by role.
    private static void CheckProviders(IReadOnlyList<Staff> staff, PracticeFileValue? at)
    {
        var most = PracticeFile.MaxChoices - Enum.GetValues<Role>().Count(role => role.ComesToRooms() && role != Role.Provider);
        var providers = staff.Count(person => person.Role == Role.Provider);
        if (providers > most)
            at?.Fault($"There are {providers} providers; lists of a chat hold {most}, so make two sites of it.");
    }

    private static TimeZoneInfo Zone(PracticeFileValue? at)
    {
        if (at?.Text() is not { } text)
            return TimeZoneInfo.Utc;
        if (text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+' or ' ')
            && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone))
        {
            return zone;
        }

        at.Fault($"{PracticeFileText.Quoted(text)} is no time zone; write one such as \"America/New_York\".");
        return TimeZoneInfo.Utc;
    }

    private static OpeningTimes Opening(PracticeFileValue? at)
    {
        var days = new Dictionary<DayOfWeek, Hours>();
        if (at?.Object([.. Week.Select(row => row.Key)]) is not { } week)
            return new OpeningTimes(days);

        foreach (var (key, day) in Week)
        {
            if (week.Optional(key) is { } value)
                days[day] = ReadHours(value);
        }

        if (days.Count == 0)
            at.Fault("The site is never open; add at least one day, such as \"mon\": \"07:30-18:00\".");
        return new OpeningTimes(days);
    }

    private static Hours ReadHours(PracticeFileValue at)
    {
        if (at.Text() is not { } text)
            return new Hours(default, default);
        if (text.Split('-', StringSplitOptions.TrimEntries) is not [var from, var to] || Time(from) is not { } opens || Time(to) is not { } closes)
            at.Fault($"{PracticeFileText.Quoted(text)} is no opening time; write from-to on a 24-hour clock, such as \"07:30-18:00\".");
        else if (closes <= opens)
            at.Fault($"{PracticeFileText.Quoted(text)} closes before it opens; write the earlier time first, and at most 23:59.");
        else
            return new Hours(opens, closes);
        return new Hours(default, default);

        static TimeOnly? Time(string text)
        {
            string[] forms = ["HH:mm", "H:mm"];
            return TimeOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
        }
    }

    private static List<RoomId> Rooms(IReadOnlyList<PracticeFileValue> list)
    {
        var unique = new PracticeFileUnique("room");
        var rooms = new List<RoomId>();
        foreach (var at in list)
        {
            var room = at.Room();
            unique.Add(room, at);
            rooms.Add(new RoomId(room));
        }

        return rooms;
    }

    private static List<VisitType> VisitTypes(IReadOnlyList<PracticeFileValue> list)
    {
        var unique = new PracticeFileUnique("visit type");
        var types = new List<VisitType>();
        foreach (var value in list)
        {
            if (value.Object("id", "title") is not { } at)
                continue;
            var id = at.Required("id", "such as \"follow-up\"")?.Id() ?? "";
            unique.Add(id, at.Optional("id"));
            types.Add(new VisitType(id, at.Required("title", "such as \"Follow-up visit\"")?.Label() ?? ""));
        }

        return types;
    }

    private static Patience ReadPatience(PracticeFileValue? value)
    {
        var usual = new Patience();
        if (value?.Object(
            "reminder", "noAnswer", "lead", "leadAfterLapse", "onMyWay", "grace", "desk", "ready", "together", "with", "away",
            "walk", "closing") is not { } at)
        {
            return usual;
        }

        int Minutes(string key, int otherwise) => at.Optional(key)?.Minutes() ?? otherwise;
        return new Patience(
            Reminder: Minutes("reminder", usual.Reminder),
            NoAnswer: Minutes("noAnswer", usual.NoAnswer),
            Lead: Minutes("lead", usual.Lead),
            LeadAfterLapse: Minutes("leadAfterLapse", usual.LeadAfterLapse),
            OnMyWay: Minutes("onMyWay", usual.OnMyWay),
            Grace: Minutes("grace", usual.Grace),
            Desk: Minutes("desk", usual.Desk),
            Ready: Minutes("ready", usual.Ready),
            Together: Minutes("together", usual.Together),
            With: Minutes("with", usual.With),
            Away: Minutes("away", usual.Away),
            Walk: Minutes("walk", usual.Walk),
            Closing: Minutes("closing", usual.Closing));
    }

    // Whom a patient meets can tell why they came: these two do, wherever the practice says nothing else.
    private static HashSet<Role> Discreet(PracticeFileValue? at) =>
        at is null ? [Role.BehavioralHealth, Role.SocialWorker] : [.. at.List().Select(PracticeFileStaff.ReadRole).OfType<Role>()];

    private static Dictionary<string, bool> Details(PracticeFileValue? value)
    {
        var at = value?.Object(Chats);
        return Chats.ToDictionary(chat => chat, chat => at?.YesNo(chat, true) ?? true);
    }

    private static Dictionary<string, ChannelIds> Channels(
        PracticeFileValue? value, PracticeFileValue site, IReadOnlyList<Desk> desks, PracticeFilePeople people)
    {
        var ids = desks.Select(desk => desk.Id.Value).ToList();
        var channels = new Dictionary<string, ChannelIds>();
        var byChat = value?.Object(Chats);
        foreach (var chat in Chats)
        {
            if (byChat?.Optional(chat)?.Object("careTeam", "desks") is not { } at)
                continue;

            var careTeam = at.Optional("careTeam")?.Channel() ?? "";
            if (at.Optional("careTeam") is { } careTeamAt)
                people.AddChannel(chat, careTeam, site, careTeamAt);

            var byDesk = new Dictionary<DeskId, string>();
            foreach (var (key, deskAt) in at.Optional("desks")?.Entries() ?? new Dictionary<string, PracticeFileValue>())
            {
                if (!ids.Contains(key))
                    deskAt.Fault($"There is no desk {PracticeFileText.Quoted(key)} at this site; {PracticeFileText.Instead(key, ids)}");
                var channel = deskAt.Channel();
                people.AddChannel(chat, channel, site, deskAt);

                // The care team's channel never names the desk of a walk; a desk's own channel says it all.
                if (channel != "" && channel == careTeam)
                    deskAt.Fault("This is the care team's channel, which must not show who is walked to a desk; give the desk another.");
                byDesk[new DeskId(key)] = channel;
            }

            channels[chat] = new ChannelIds(careTeam, byDesk);
        }

        return channels;
    }
}
