using System.Globalization;
using Bot.Clinic;

namespace Bot.App;

/// <summary>In the morning the leads get the numbers of the days before, in five lines, each once.</summary>
/// <remarks>
/// In their own chats, as the answer to `report`: the numbers are for the lead alone, and a practice has no channel that only leads read.
/// It does not buzz.
/// </remarks>
internal sealed partial class Huddles(
    Sites sites, Reports reports, Faces faces, Notes notes, IVisitStore store, TimeProvider clock, ILogger<Huddles> log) : BackgroundService
{
    public const string Kind = "digest";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // Whom it was sent to in other weeks need not be remembered.
    private const int Remembered = 7;

    private readonly HashSet<(SiteId Site, StaffId Lead, DateOnly Day)> done = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Every, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Sends what is due at each site. What could not be sent is due again at the next look.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var plan in sites.Practice.Sites)
        {
            try
            {
                if (Huddle.DueAt(plan, now) is { } days && sites.Find(plan.Id) is { } site)
                    await SendAsync(site, days.From, days.To, now, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                NotMade(log, plan.Id, e);
            }
        }
    }

    private async Task SendAsync(Site site, DateOnly from, DateOnly to, DateTimeOffset now, CancellationToken ct)
    {
        var today = Report.DayOf(now, site.Plan.Zone);

        // Whoever is off reads it when they are on, if it is still morning then.
        var leads = site.Plan.Staff.Where(one => one is { Role: Role.Lead, UsesChat: true } && !site.IsOff(one.Id, now) && !done.Contains((site.Plan.Id, one.Id, today))).ToList();
        if (leads.Count == 0)
            return;
        var visits = await reports.SummariesAsync(site.Plan, from, to, ct);
        var model = ReportView.Digest(site, Report.Of(visits, site.Plan, from, to), WorthALook.Of(visits), now);
        if (model is not null)
            await ForgetOldAsync(site.Plan.Id, today, ct);
        foreach (var lead in leads)
        {
            var sent = new Kept(Kind, $"{site.Plan.Id}|{lead.Id}|{Text(today)}", "{}"u8.ToArray());
            if (model is null || await notes.TrySendOnceAsync(sent, lead.Id, faces.Of(model, "board", site.Plan), ct))
                done.Add((site.Plan.Id, lead.Id, today));
        }
    }

    private async Task ForgetOldAsync(SiteId site, DateOnly today, CancellationToken ct)
    {
        foreach (var kept in await store.KeptAsync(Kind, ct))
        {
            if (kept.Key.Split('|') is [var of, _, var day] && of == site.Value
                && DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var then) && then < today.AddDays(-Remembered))
            {
                await store.ForgetAsync(Kind, kept.Key, ct);
            }
        }
    }

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The digest of {Site} can't be made now.")]
    private static partial void NotMade(ILogger log, SiteId site, Exception exception);
}
