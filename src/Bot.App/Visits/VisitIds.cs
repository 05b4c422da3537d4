using System.Security.Cryptography;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Draws ids of visits: ten letters and digits, none of which looks like another.</summary>
/// <param name="mark">What they begin with; a letter or digit that no other id has, or nothing.</param>
internal sealed class VisitIds(string mark)
{
    /// <summary>What the ids of practice visits begin with, so that a tap on one is never taken for a tap on a real one.</summary>
    public const string OfPractice = "1";

    private const int Length = 10;

    public VisitId Next() => new(mark + Draw(Length - mark.Length));

    public static string Draw(int length = Length) => RandomNumberGenerator.GetString("23456789abcdefghjkmnpqrstuvwxyz", length);
}
