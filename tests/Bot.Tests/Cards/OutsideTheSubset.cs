namespace Bot.Tests.Cards;

/// <summary>The vectors that the engine refuses at start, by name, each with the reason.</summary>
internal static class OutsideTheSubset
{
    private const string Alias = "The operator says the same.";
    private const string Lists = "Lists come from the view model as they are shown.";
    private const string Literal = "Objects and lists come from the view model.";
    private const string Times = "Cards get their clock texts from the view model, in the site's zone.";
    private const string Conv = "Encodings have no place in a card.";
    private const string Host = "No channel gives host data.";
    private const string Unknown = "The official engine does not know the function either; it says so only when the card is expanded.";
    private const string Other = "No card needs it; a new function is added with its vectors.";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["12-functions-logic-math ${sub(5,2)}"] = Alias,
        ["12-functions-logic-math ${mul(2,3.5)}"] = Alias,
        ["12-functions-logic-math ${div(7,2)}"] = Alias,
        ["12-functions-logic-math ${exp(2,3)}"] = Alias,
        ["12-functions-logic-math ${greaterOrEquals(score,7)}"] = Alias,
        ["12-functions-logic-math ${less('a','b')}"] = Alias,
        ["22-runtime-error-mixed"] = Alias,
        ["12-functions-logic-math ${sum(nums)}"] = Lists,
        ["12-functions-logic-math ${average(nums)}"] = Lists,
        ["12-functions-logic-math ${range(1,3)}"] = Lists,
        ["12-functions-logic-math ${skip(arr,1)}"] = Lists,
        ["12-functions-logic-math ${take(arr,2)}"] = Lists,
        ["12-functions-logic-math ${subArray(arr,0,2)}"] = Lists,
        ["12-functions-logic-math ${union(arr,arr2)}"] = Lists,
        ["12-functions-logic-math ${intersection(arr,arr2)}"] = Lists,
        ["12-functions-logic-math ${reverse(arr)}"] = Lists,
        ["12-functions-logic-math ${sortBy(arr2)}"] = Lists,
        ["12-functions-logic-math ${unique(arr3)}"] = Lists,
        ["12-functions-logic-math ${flatten(nest)}"] = Lists,
        ["12-functions-logic-math ${merge(obj,obj2)}"] = Lists,
        ["24-lambda"] = Lists,
        ["32-constants ${createArray()}"] = Lists,
        ["12-functions-logic-math ${obj=={k:1}}"] = Literal,
        ["12-functions-logic-math ${{a:1}}"] = Literal,
        ["12-functions-logic-math ${[1,2]}"] = Literal,
        ["13-dates ${addToTime(t,1,'Day')}"] = Times,
        ["13-dates ${subtractFromTime(t,1,'Hour')}"] = Times,
        ["13-dates ${formatEpoch(1772600767,'yyyy-MM-dd')}"] = Times,
        ["13-dates ${dayOfMonth(t)}"] = Times,
        ["13-dates ${dayOfWeek(t)}"] = Times,
        ["13-dates ${dayOfYear(t)}"] = Times,
        ["13-dates ${month(t)}"] = Times,
        ["13-dates ${year(t)}"] = Times,
        ["13-dates ${date(t)}"] = Times,
        ["13-dates ${getTimeOfDay(t)}"] = Times,
        ["13-dates ${dateTimeDiff(t,'2026-03-04T04:06:07.089Z')}"] = Times,
        ["13-dates ${ticks(t)}"] = Times,
        ["13-dates ${convertFromUTC(t,'Pacific Standard Time','HH:mm')}"] = Times,
        ["13-dates ${convertFromUTC(t,'Europe/London','HH:mm')}"] = Times,
        ["13-dates ${convertToUTC('2026-03-04T05:06:07','Pacific Standard Time')}"] = Times,
        ["13-dates ${startOfDay(t)}"] = Times,
        ["13-dates ${startOfHour(t)}"] = Times,
        ["13-dates ${utcNow('yyyy') > '2000'}"] = Times,
        ["11-functions-string ${uriComponent('a b/ü')}"] = Conv,
        ["11-functions-string ${base64('é')}"] = Conv,
        ["30-json-fn"] = Conv,
        ["32-constants ${json('null')}"] = Conv,
        ["32-constants ${json('1')}"] = Conv,
        ["16-host-and-reserved"] = Host,
        ["11-functions-string ${eol()}"] = Unknown,
        ["11-functions-string ${padLeft('a',3)}"] = Unknown,
        ["11-functions-string ${number('3')}"] = Unknown,
        ["12-functions-logic-math ${xor(flag,true)}"] = Unknown,
        ["13-dates ${dateDifference(t,t)}"] = Unknown,
        ["18-unknown-function"] = Unknown,
        ["19-unknown-function-whole"] = Unknown,
        ["11-functions-string ${replaceIgnoreCase(b,'X','y')}"] = Other,
        ["11-functions-string ${indexOf(b,'z')}"] = Other,
        ["11-functions-string ${lastIndexOf(b,'x')}"] = Other,
        ["11-functions-string ${sentenceCase('bed SIDE')}"] = Other,
        ["11-functions-string ${addOrdinal(3)}"] = Other,
        ["12-functions-logic-math ${floor(2.7)}"] = Other,
        ["12-functions-logic-math ${ceiling(2.1)}"] = Other,
        ["12-functions-logic-math ${mod(7,4)}"] = Other,
        ["12-functions-logic-math ${isString(name)}"] = Other,
        ["12-functions-logic-math ${isInteger(score)}"] = Other,
        ["12-functions-logic-math ${isMatch(name,'^Z')}"] = Other,
    };
}
