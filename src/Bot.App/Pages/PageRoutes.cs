namespace Bot.App;

/// <summary>The pages for people's browsers: the board on the wall and the report.</summary>
internal static class PageRoutes
{
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        PageFiles.Map(app);
        BoardEndpoints.Map(app);
        ReportEndpoints.Map(app);
    }
}
