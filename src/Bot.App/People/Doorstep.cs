using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Bot.Clinic;

namespace Bot.App;

/// <summary>People whom the practice file does not know: they may ask a lead, who adds them for the day or until further notice.</summary>
/// <remarks>
/// Until then nothing of theirs is believed, and their name, which is the chat's and not theirs to choose here, is seen by the leads of the
/// one site that they asked, in those leads' own chats. Of two leads who answer at once on two instances, the last word stands.
/// </remarks>
internal sealed class Doorstep(Sites sites, Places places, Today today, Faces faces, Notes notes, IVisitStore store, TimeProvider clock)
{
    public const string Kind = "newcomer";

    /// <summary>However many knock, a lead is asked about so many at a site at once.</summary>
    private const int MostAsking = 20;

    /// <summary>Who was not added may ask again after that long, and who was never answered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<StaffId, Newcomer> newcomers = new();

    public async Task LoadAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var read = new Dictionary<StaffId, Newcomer>();
        foreach (var kept in await store.KeptAsync(Kind, ct))
        {
            if (Newcomer.Read(kept.Body.Span) is { } one && !IsOver(one, now) && !one.IsNamedIn(sites.File))
                read[new StaffId(kept.Key)] = one;
            else
                await store.ForgetAsync(Kind, kept.Key, ct);
        }

        foreach (var gone in newcomers.Keys.Where(id => !read.ContainsKey(id)))
            newcomers.TryRemove(gone, out _);
        foreach (var (id, one) in read)
            newcomers[id] = one;
        sites.Take(newcomers);
    }

    /// <summary>Another instance has heard of somebody, or a lead has answered there.</summary>
    public async Task HearAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        foreach (var site in sites.Practice.Sites)
            today.Changed(site.Id);
    }

    /// <summary>What a stranger sees. Whom the chat does not name, no lead could know.</summary>
    public Answer Greet(Speaker by, Clinic.Conversation conversation)
    {
        if (NameOf(by).Length == 0)
            return Answer.Says(Sentences.Unknown);
        var model = NewcomerView.Stranger(SitesFor(by, conversation));
        return new Answer(faces.Of(model, "help", sites.Practice.Sites[0]), "");
    }

    /// <summary>*Ask the lead*, by whoever tapped it: the button carries nothing of them.</summary>
    public async Task<Answer> AskAsync(Tap tap, CancellationToken ct)
    {
        var (by, now) = (tap.By, clock.GetUtcNow());
        var name = NameOf(by);
        if (SitesFor(by, tap.In).FirstOrDefault(site => tap.Verb == $"ask-lead:{site.Id}") is not { } site || name.Length == 0)
            return Answer.Says(Sentences.Unknown);
        var id = IdOf(site.Id, by);
        if (newcomers.TryGetValue(id, out var before) && !IsOver(before, now))
            return Told(before.By is null ? "Your lead has been asked already." : "Your lead has answered already. Please speak to them.", site);
        if (newcomers.Values.Count(one => one.Site == site.Id && one.By is null && !IsOver(one, now)) >= MostAsking)
            return Told("Many people ask just now. Please speak to your lead.", site);

        var newcomer = new Newcomer(site.Id, by.Channel, by.Id, name, by.Email, now);
        await KeepAsync(id, newcomer, ct);
        var face = faces.Ringing(NewcomerView.Asks(id, newcomer, site), Pushes.Someone, site);
        var isAsked = false;
        foreach (var lead in site.Staff.Where(one => one is { Role: Role.Lead, UsesChat: true }))
            isAsked |= await notes.TrySendAsync(lead.Id, face with { Rings = sites.Find(site.Id) is { } here && (here.IsOpenAt(now) || here.IsOn(lead.Id, now)) }, ct);
        if (isAsked)
            return Told("Your lead is asked, and reads your name as this chat has it. You hear from me when you are added.", site);
        await ForgetAsync(id, ct);
        return Answer.Says("I can't reach your lead just now. Please speak to them, or tap again later.");
    }

    /// <summary>A lead's answer.</summary>
    public async Task<Answer> AnswerAsync(Staff person, Tap tap, CancellationToken ct)
    {
        var (id, now) = (new StaffId(tap.Visit), clock.GetUtcNow());
        if (person.Role != Role.Lead || !newcomers.TryGetValue(id, out var newcomer) || IsOver(newcomer, now)
            || sites.Of(person.Id).FirstOrDefault(one => one.Id == newcomer.Site) is not { } site)
        {
            return Answer.Says("Nobody waits for that answer any more.");
        }

        if (newcomer.By is { } first && (first != person.Id || NewcomerView.After(newcomer, tap.Verb, person.Id, site, now) != newcomer))
            return Shown(id, newcomer, site, $"{(first == person.Id ? "You have" : $"{site.Find(first)?.Short ?? "Another lead"} has")} answered already. {NewcomerView.Answer(newcomer, site)}");
        if (newcomer.By is null)
        {
            if (NewcomerView.After(newcomer, tap.Verb, person.Id, site, now) is not { } after)
                return Answer.Says("That button is not known here any more.");
            newcomer = after;
            await KeepAsync(id, newcomer, ct);
            today.Changed(site.Id);
            if (sites.Staff.Find(id) is { } added && sites.Practice.Find(site.Id) is { } with)
                await notes.TrySendAsync(id, faces.Of(Answers.Help(added, with, direct: true), "help", with), ct);
        }

        return Shown(id, newcomer, site, NewcomerView.Answer(newcomer, site));
    }

    /// <summary>A lead ends what a lead has added.</summary>
    public async Task<Answer> RemoveAsync(Staff person, Site site, StaffId who, CancellationToken ct)
    {
        if (person.Role != Role.Lead)
            return Answer.Says("Only a lead can do that.");
        if (!newcomers.TryGetValue(who, out var newcomer) || newcomer.Site != site.Plan.Id)
            return Answer.Says($"{site.NameOf(who)} is in the practice file, and is taken out there.");
        await ForgetAsync(who, ct);
        today.Changed(site.Plan.Id);
        return Answer.Says($"{newcomer.Name} is no longer added. Visits of theirs stay open: take them with take ROOM.");
    }

    /// <summary>Whom leads have added at a site, as they are listed.</summary>
    public IReadOnlyList<string> AddedAt(SitePlan site) =>
        [.. site.Staff.Where(one => newcomers.ContainsKey(one.Id)).Select(one => NewcomerView.Listed(newcomers[one.Id] with { Name = one.Name }))];

    private Answer Told(string sentence, SitePlan site) => new(faces.Of(NewcomerView.Told(sentence), "help", site), sentence);

    private Answer Shown(StaffId id, Newcomer newcomer, SitePlan site, string sentence) =>
        new(faces.Of(NewcomerView.Asks(id, newcomer, site) with { Notice = sentence }, "help", site), sentence);

    // In a channel its site counts; elsewhere any may be meant.
    private IReadOnlyList<SitePlan> SitesFor(Speaker by, Clinic.Conversation conversation) =>
        !conversation.Direct && places.SiteOf(by.Channel, conversation.Id) is { } bound && sites.Practice.Find(bound) is { } site ? [site] : sites.Practice.Sites;

    private async Task KeepAsync(StaffId id, Newcomer newcomer, CancellationToken ct)
    {
        await store.KeepAsync(new Kept(Kind, id.Value, newcomer.Write()), ct);
        newcomers[id] = newcomer;
        sites.Take(newcomers);
    }

    private async Task ForgetAsync(StaffId id, CancellationToken ct)
    {
        await store.ForgetAsync(Kind, id.Value, ct);
        newcomers.TryRemove(id, out _);
        sites.Take(newcomers);
    }

    private static bool IsOver(Newcomer one, DateTimeOffset now) => one.Role is null ? now - one.Asked >= Patience : !one.IsAddedAt(now);

    private static string NameOf(Speaker by) => PracticeFile.CleanName(by.Name);

    // The same whenever they come back, so that their steps of other days are theirs; sixteen letters and digits, as a button may carry.
    private static StaffId IdOf(SiteId site, Speaker by) =>
        new("new" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{site}|{by.Channel}|{by.Id}")))[..13]);
}
