using Bot.Clinic;

namespace Bot.App;

/// <summary>Where everything said or tapped arrives: who is it, which site, what do they want, what do they see.</summary>
internal sealed class Reception(
    People people, Places places, Sites sites, Sharing sharing, Unreachable unreachable, Today today, Lines lines, Taps taps, Faces faces, Homes homes, Doorstep doorstep, DecisionLines decisions, TrainingLines training, Practising practising,
    Telemetry telemetry, TimeProvider clock)
{
    /// <summary>What the channels call.</summary>
    public Listener Listener => new(
        (line, ct) => telemetry.HearAsync("line", line.By.Channel, () => SaysAsync(line, ct)),
        (tap, ct) => telemetry.HearAsync("tap", tap.By.Channel, () => TapsAsync(tap, ct)),
        ReadyFormAsync,
        MetAsync)
    {
        StopsFormAsync = StopsFormAsync,
        HomeAsync = HomeAsync,
    };

    private async Task<Answer> SaysAsync(Line line, CancellationToken ct)
    {
        var (person, plan) = await WhoAsync(line.By, line.In, ct);
        if (person is null)
            return Grammar.IsAlarm(line.Text) ? Answer.Says(Alarm(sites.Practice.Sites[0])) : doorstep.Greet(line.By, line.In);
        var read = plan ?? sites.Of(person.Id)[0];
        var said = Grammar.Read(line.Text, read, line.In.Direct);
        if (plan is not null && said is Spoken.Practises practises)
            return await practising.SaysAsync(person, plan, practises, line, ct);
        var site = await ComesAsync(person, plan, line.By, ct);
        return said switch
        {
            Spoken.Emergency => Answer.Says(Alarm(read)),
            Spoken.Training when site is null => await training.ShowAsync(person, null, line, ct),
            _ => site is null ? Answer.Says(WhichSite(person)) : await lines.AnswerAsync(person, site, said, line, ct),
        };
    }

    private async Task<Answer> TapsAsync(Tap tap, CancellationToken ct)
    {
        if (Practising.IsAbout(tap))
            return await WhoAsync(tap.By, tap.In, ct) is ({ } player, _) ? await practising.TapsAsync(player, tap, ct) : Answer.Says(Sentences.Unknown);
        var (person, site) = await WhoComesAsync(tap.By, tap.In, ct);
        if (tap.Verb.StartsWith("ask-lead:", StringComparison.Ordinal))
            return person is null ? await doorstep.AskAsync(tap, ct) : Answer.Says($"I know you: you are {person.Name}.");
        if (person is null)
            return Answer.Says(Sentences.Unknown);
        if (tap.Verb.StartsWith("add:", StringComparison.Ordinal))
            return await doorstep.AnswerAsync(person, tap, ct);
        if (tap.Verb.StartsWith(DecisionLines.Verb, StringComparison.Ordinal))
            return await decisions.TapAsync(person, tap, ct);
        if (TrainingLines.IsTap(tap))
            return await training.AnswerAsync(person, tap, ct);
        if (tap.Verb == "ready-form")
            return site is null ? Answer.Says(WhichSite(person)) : Form(person, site, tap.By.Channel);
        if (tap.Verb == "ready")
            return site is null ? Answer.Says(WhichSite(person)) : await taps.ReadyAsync(person, site, tap, ct);
        return await taps.AnswerAsync(person, tap, ct);
    }

    private async Task<Answer> ReadyFormAsync(Speaker speaker, Clinic.Conversation conversation, CancellationToken ct)
    {
        var (person, site) = await WhoComesAsync(speaker, conversation, ct);
        if (person is null)
            return Answer.Says(Sentences.Unknown);
        return site is null ? Answer.Says(WhichSite(person)) : Form(person, site, speaker.Channel);
    }

    private async Task<Answer> StopsFormAsync(Tap tap, CancellationToken ct)
    {
        if (Practising.IsAbout(tap))
            return await WhoAsync(tap.By, tap.In, ct) is ({ } player, _) ? await practising.StopsFormAsync(player, tap, ct) : Answer.Says(Sentences.Unknown);
        return await WhoComesAsync(tap.By, tap.In, ct) is ({ } person, _) ? await taps.StopsFormAsync(person, tap, ct) : Answer.Says(Sentences.Unknown);
    }

    private async Task<Answer> HomeAsync(Speaker speaker, string notice, CancellationToken ct) =>
        await WhoComesAsync(speaker, new Clinic.Conversation("", Direct: true), ct) is ({ } person, _)
            ? new Answer(await homes.OpenAsync(person.Id, notice, ct), "")
            : Answer.Says(Sentences.Unknown);

    private async Task<Answer> MetAsync(Speaker speaker, Clinic.Conversation conversation, CancellationToken ct)
    {
        // Being added somewhere is no sign of life: it does not move where they are asked.
        if (await people.FindAsync(speaker, ct) is { } who)
            await unreachable.FoundAsync(who, ct);
        return Answer.Nothing;
    }

    private Answer Form(Staff person, Site site, string chat) => person.Role.RunsVisits()
        ? new Answer(faces.Of(Answers.ReadyForm(person, site, clock.GetUtcNow()).In(chat, site.Plan), "help", site.Plan), "")
        : Answer.Says("That is for an MA, a nurse or the lead.");

    private async ValueTask<(Staff? Person, Site? Site)> WhoComesAsync(Speaker speaker, Clinic.Conversation conversation, CancellationToken ct)
    {
        var (person, plan) = await WhoAsync(speaker, conversation, ct);
        return person is null ? (null, null) : (person, await ComesAsync(person, plan, speaker, ct));
    }

    // In a channel its site counts; in a direct chat the only site of this person.
    private async ValueTask<(Staff? Person, SitePlan? Site)> WhoAsync(Speaker speaker, Clinic.Conversation conversation, CancellationToken ct)
    {
        if (await people.FindAsync(speaker, ct) is not { } who || sites.Of(who) is not { Count: > 0 } own)
            return (null, null);
        var site = own.Count == 1 ? own[0]
            : conversation.Direct ? null
            : places.SiteOf(speaker.Channel, conversation.Id) is { } bound ? own.FirstOrDefault(one => one.Id == bound)
            : null;
        return (own[0].Find(who), site);
    }

    // They are at work, and can be reached. Whoever only practises has not come to work, and nothing of it may show on a board.
    private async ValueTask<Site?> ComesAsync(Staff person, SitePlan? plan, Speaker speaker, CancellationToken ct)
    {
        await people.SpokeAsync(person.Id, speaker.Channel, ct);
        await unreachable.FoundAsync(person.Id, ct);
        foreach (var site in sites.Of(person.Id))
            await sharing.RefreshAsync(site.Id, ct);
        var here = plan is null ? null : sites.Find(plan.Id);
        if (here is not null)
            await today.SeenAsync(here, person.Id, clock.GetUtcNow(), ct);
        return here;
    }

    private string WhichSite(Staff person) =>
        $"You work at {string.Join(" and ", sites.Of(person.Id).Select(site => site.Name))}. Please type this in that site's own channel.";

    private static string Alarm(SitePlan site) => $"This is not an alarm. Call out, or dial {site.EmergencyNumber}, now.";
}
