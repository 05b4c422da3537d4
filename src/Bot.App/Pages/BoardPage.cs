using Bot.Clinic;

namespace Bot.App;

/// <summary>The board on the wall as HTML. The live stream sends its middle anew; the page's script puts it in place.</summary>
internal static class BoardPage
{
    public static string Whole(WallBoard board, string clock) => Html.Page(
        $"{board.Site}, rooms now",
        "board.css",
        $"""
        {PageFiles.Sprite}
        <header class="top">
          <h1>{Html.Text(board.Site)}</h1>
          <p class="link" role="status"><span class="pulse" aria-hidden="true"></span><span class="link-live">Live, last change {clock}</span><span class="link-lost">Not live since {clock}, trying again</span></p>
          <time class="now"><span class="vh">Now </span><span id="clock">{clock}</span></time>
        </header>
        <main id="board">{Middle(board)}</main>
        """,
        $" data-live=\"live\"{Html.When(board.IsInTheHall, " data-hall")}",
        "board.js");

    /// <summary>On one line, as an event of the stream carries it.</summary>
    public static string Middle(WallBoard board) => string.Concat(
        $"<section class=\"waits\" aria-labelledby=\"h-waits\"><h2 id=\"h-waits\">Waiting <span class=\"count\">{Rooms(board)}</span></h2>",
        board.Rows.Count == 0
            ? "<p class=\"none\">Nobody is waiting</p>"
            : $"<ol class=\"rows\">{string.Concat(board.Rows.Select(Row))}</ol>",
        More(board.Unlisted),
        "</section><section class=\"attended\" aria-labelledby=\"h-with\"><h2 id=\"h-with\">With someone</h2><ul class=\"tiles\">",
        string.Concat(board.Tiles.Select(Tile)),
        "</ul>",
        Html.When(
            board.UnlistedTiles + board.OpenRooms.Count > 0,
            $"<p class=\"sub more\">{Html.When(board.UnlistedTiles > 0, $"and {board.UnlistedTiles} more. ")}{Html.When(board.OpenRooms.Count > 0, $"Open: {Html.Text(string.Join(", ", board.OpenRooms))}")}</p>"),
        "</section>",
        Html.When(board.Desks.Count + board.People.Count > 0, $"<aside class=\"side\" aria-label=\"Desks and people\">{Desks(board)}{People(board)}</aside>"));

    private static string Rooms(WallBoard board) => (board.Rows.Count + board.Unlisted) switch
    {
        0 => "no room",
        1 => "1 room",
        var rooms => $"{rooms} rooms",
    };

    private static string More(int unlisted) => Html.When(unlisted > 0, $"<p class=\"sub more\">and {unlisted} more</p>");

    private static string Row(WallRow row) => string.Concat(
        $"<li class=\"row {row.Tone}\"><p class=\"room\"><span class=\"vh\">Room </span>{Html.Text(row.Room)}</p>",
        $"<div class=\"state\"><p class=\"word\">{Html.Icon(row.Shape)}{row.Word}</p>{Html.When(row.Late, $"<p class=\"flag\">{Html.Icon("late")}Overdue</p>")}</div>",
        $"<div class=\"who\"><p class=\"main\">{Html.Text(row.Main)}</p>{Html.When(row.Sub.Length > 0, $"<p class=\"sub\">{Html.Text(row.Sub)}</p>")}</div>",
        row.Minutes is { } minutes ? $"<p class=\"mins\"><b>{minutes}</b> min</p>" : "<p class=\"mins\"></p>",
        "</li>");

    // What is overdue is said in place of the state, which goes beside the name.
    private static string Tile(WallTile tile) => string.Concat(
        $"<li class=\"tile{Html.When(tile.Shape.Length == 0, " open")}{Html.When(tile.Late, " late")}\"><p class=\"room\"><span class=\"vh\">Room </span>{Html.Text(tile.Room)}</p>",
        $"<div><p class=\"word\">{(tile.Late ? $"{Html.Icon("late")}Overdue" : $"{Html.Icon(tile.Shape)}{tile.Word}")}</p>",
        Html.When(tile.Who.Length > 0, $"<p class=\"sub\">{Html.When(tile.Late, $"{tile.Word}, ")}{Html.Text(tile.Who)} <span>{Html.Text(tile.Since)}</span></p>"),
        "</div></li>");

    private static string Desks(WallBoard board) => Html.When(
        board.Desks.Count > 0,
        $"<section aria-labelledby=\"h-desks\"><h2 id=\"h-desks\">Desks</h2><ul class=\"list\">{string.Concat(board.Desks.Select(Tag))}</ul>{More(board.UnlistedDesks)}</section>");

    private static string People(WallBoard board) => Html.When(
        board.People.Count > 0,
        $"<section aria-labelledby=\"h-on\"><h2 id=\"h-on\">Who is on</h2><ul class=\"list people\">{string.Concat(board.People.Select(Tag))}</ul>{More(board.UnlistedPeople)}</section>");

    private static string Tag(WallTag tag) =>
        $"<li class=\"{tag.Tone}\"><span class=\"name\">{Html.Text(tag.Name)}</span><span class=\"tag\">{Html.Icon(tag.Shape)}{Html.Text(tag.Now)}</span></li>";
}
