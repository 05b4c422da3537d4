namespace Bot.Clinic;

/// <summary>Before and after, in lines of the report: each number with what it is of.</summary>
internal static class ComparedLines
{
    public static IEnumerable<ReportLine> Of(BeforeAndAfter compared)
    {
        var (then, now) = (compared.Before, compared.Since);
        var (before, since) = ($"before {ReportWords.Day(compared.Begun)}", $"since {ReportWords.Day(compared.Latest)}");
        if (compared.IsTooFew)
        {
            yield return new("Before and after", "–", $"too few to compare: {ReportWords.Visits(then.Eligible)} {before}, {now.Eligible} {since}");
            yield break;
        }

        yield return Warm($"Warm {before}", new Share(then.Warm, then.Eligible), BeforeAndAfter.Population(then));
        yield return Warm($"Warm {since}", new Share(now.Warm, now.Eligible), BeforeAndAfter.Population(now));
        if (then.Unoffered + now.Unoffered > 0)
            yield return Warm($"Of all visits {since}", BeforeAndAfter.OfAll(now), $"that were marked ready; {Of(BeforeAndAfter.OfAll(then))} {before}");
        yield return new($"Together {before}", ReportView.Minutes(then.Together.Half), ReportView.Nine(then.Together));
        yield return new($"Together {since}", ReportView.Minutes(now.Together.Half), ReportView.Nine(now.Together));
    }

    private static ReportLine Warm(string label, Share share, string population) => new(label, ReportWords.Percent(share), $"{Of(share)} {population}");

    private static string Of(Share share) => $"{share.Count} of {share.Of}";
}
