namespace Bot.Clinic;

/// <summary>How many slips of the finger part two words: a letter added, lost, changed, or two swapped.</summary>
internal static class Nearness
{
    // Longer words than any of ours are near to none of them; the bound keeps the table small.
    private const int Longest = 24;

    public static int Of(string typed, string meant)
    {
        if (typed.Length > Longest || meant.Length > Longest)
            return int.MaxValue;
        var slips = new int[typed.Length + 1, meant.Length + 1];
        for (var i = 0; i <= typed.Length; i++)
        {
            for (var j = 0; j <= meant.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    slips[i, j] = i + j;
                    continue;
                }

                var changed = slips[i - 1, j - 1] + (typed[i - 1] == meant[j - 1] ? 0 : 1);
                var best = Math.Min(changed, Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1);
                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1])
                    best = Math.Min(best, slips[i - 2, j - 2] + 1);
                slips[i, j] = best;
            }
        }

        return slips[typed.Length, meant.Length];
    }
}
