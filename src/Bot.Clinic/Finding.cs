namespace Bot.Clinic;

/// <summary>Looking for one of a few.</summary>
internal static class Finding
{
    /// <summary>As FirstOrDefault, for what is asked several times a click or of every visit of a site: it makes no closure and no enumerator.</summary>
    /// <param name="isIt">A static lambda.</param>
    public static T? Find<T, TKey>(this IReadOnlyList<T> list, TKey key, Func<T, TKey, bool> isIt)
        where T : class
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (isIt(list[i], key))
                return list[i];
        }

        return null;
    }
}
