using Bot.Cards;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Puts a card's data and its lock-screen text together.</summary>
internal sealed class Faces(PushTexts pushes)
{
    public Face Of(CardModel model, string push, bool rings, IReadOnlyList<StaffId> mentions, Visit visit, SitePlan site, bool atTwoSites)
    {
        var form = site.Manners.PushGeneric ? "generic" : atTwoSites ? "site" : "room";
        return new Face(model.Card, CardJson.Write(model), pushes.Text(push, form, visit.Room.Value, site.Name), rings, mentions);
    }

    /// <summary>A card that belongs to no visit and buzzes. No lock screen says more of it than the text in its barest form.</summary>
    public Face Ringing(CardModel model, string push, SitePlan site) => new(model.Card, CardJson.Write(model), pushes.Text(push, "generic", "", site.Name), Rings: true, []);

    /// <summary>A card that belongs to no visit: help, board, the ready form.</summary>
    public Face Of(CardModel model, string push, SitePlan site) =>
        new(model.Card, CardJson.Write(model), pushes.Text(push, site.Manners.PushGeneric ? "generic" : "room", "", site.Name), Rings: false, []);
}
