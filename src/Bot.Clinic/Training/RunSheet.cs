namespace Bot.Clinic;

/// <summary>One part of a session: how long, what, and how it is done.</summary>
public sealed record RunSheetPart(int Minutes, string Title, string How);

/// <summary>The four parts of a training session, with minutes that add up to its length.</summary>
public static class RunSheet
{
    /// <summary>The video takes less than that, whatever the session has, in minutes.</summary>
    private const int LongestVideo = 5;

    // So many titles fit on a phone.
    private const int MostTitles = 4;

    public static IReadOnlyList<RunSheetPart> Of(Session session, SitePlan site, IReadOnlyList<Scenario> plays)
    {
        var minutes = session.Minutes;
        var slides = minutes / 3;
        var video = Math.Clamp(minutes / 5, 3, LongestVideo);
        var debrief = Math.Max(3, minutes / 6);
        return
        [
            new(slides, "Slides", "Your own, with speaker notes. Whoever runs the bot makes them: training slides"),
            new(video, "Video", site.TrainingVideo.Length > 0 ? "To the group, from the link below" : "The toolkit's video, under 5 minutes. No link is set here"),
            new(minutes - slides - video - debrief, "Role plays", Plays(session, plays)),
            new(debrief, "Debrief", "Ask the group: what went well, what could be better?"),
        ];
    }

    // A role play that has left the folder since is no longer named.
    private static string Plays(Session session, IReadOnlyList<Scenario> plays)
    {
        var played = session.Plays.Select(id => plays.FirstOrDefault(play => play.Id == id)).OfType<Scenario>().ToList();
        return played.Count == 0
            ? "Choose one there: type practice"
            : string.Join("; ", Texts.Few([.. played.Select(play => $"{play.Shared.Title}: practice {play.Id}")], MostTitles));
    }
}
