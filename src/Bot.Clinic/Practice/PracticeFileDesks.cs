namespace Bot.Clinic;

/// <summary>Reads the desks of a site and what may be asked of them.</summary>
internal static class PracticeFileDesks
{
    public static IReadOnlyList<Desk> Read(IReadOnlyList<PracticeFileValue> list, IReadOnlyList<Staff> staff)
    {
        var ids = new PracticeFileUnique("desk");

        // A visit keeps its stops by id alone, so an id means one thing at the whole site.
        var stopIds = new PracticeFileUnique("stop");
        var desks = new List<Desk>();
        foreach (var value in list)
        {
            if (value.Object("id", "label", "members", "asks", "discreet", "interpreter") is not { } at)
                continue;
            var id = new DeskId(at.Required("id", "such as \"lab\"")?.Id() ?? "");
            ids.Add(id.Value, at.Optional("id"));
            desks.Add(new Desk(
                id,
                at.Required("label", "what people see, such as \"Lab\"")?.Label() ?? "",
                Members(at.Optional("members")?.List() ?? [], staff),
                Asks(at.Optional("asks")?.List(PracticeFile.MaxDesks) ?? [], id, stopIds),
                at.YesNo("discreet", false),
                at.YesNo("interpreter", false)));
        }

        return desks;
    }

    private static List<StaffId> Members(IReadOnlyList<PracticeFileValue> list, IReadOnlyList<Staff> staff)
    {
        var ids = staff.Select(person => person.Id.Value).ToList();
        var unique = new PracticeFileUnique("member");
        var members = new List<StaffId>();
        foreach (var at in list)
        {
            if (at.Text() is not { } text)
                continue;
            unique.Add(text, at);
            if (!ids.Contains(text))
                at.Fault($"{PracticeFileText.Quoted(text)} is nobody at this site; {PracticeFileText.Instead(text, ids)}");
            members.Add(new StaffId(text));
        }

        return members;
    }

    private static List<Stop> Asks(IReadOnlyList<PracticeFileValue> list, DeskId desk, PracticeFileUnique ids)
    {
        var asks = new List<Stop>();
        foreach (var value in list)
        {
            if (value.Object("id", "title", "say", "usual") is not { } at)
                continue;
            var id = at.Required("id", "such as \"referral\"")?.Id() ?? "";
            ids.Add(id, at.Optional("id"));
            var title = at.Required("title", "what people tick, such as \"Referral\"")?.Label() ?? "";
            asks.Add(new Stop(new StopId(id), desk, title, at.Optional("say")?.Label() ?? title, at.YesNo("usual", false)));
        }

        return asks;
    }
}
