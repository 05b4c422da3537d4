using System.Text;
using System.Text.Json;
using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Visits;

public sealed class VisitsOnDisk
{
    public static TheoryData<int> Events => [.. Enumerable.Range(0, Samples.Events.Count)];

    public static TheoryData<int> States => [.. Enumerable.Range(0, Samples.States.Count)];

    [Fact]
    public void Every_event_and_every_state_has_a_sample()
    {
        Assert.Equal(CasesOf<VisitEvent>(), Samples.Events.Select(e => e.GetType().Name).Distinct().Order());
        Assert.Equal(CasesOf<VisitState>(), Samples.States.Select(s => s.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Names_and_bodies_never_change_unnoticed()
    {
        var lines = Samples.Events.Select(e => $"{VisitJson.NameOf(e)} {Encoding.UTF8.GetString(VisitJson.WriteEvent(e with { Did = "did:it" }))}").ToList();
        foreach (var words in (Type[])[typeof(ClockStep), typeof(Role), typeof(Wait), typeof(PatientsPart), typeof(ColdReason), typeof(Outcome), typeof(NoticeKind), typeof(NotOffered)])
            lines.Add($"{words.Name}: {string.Join(' ', Enum.GetNames(words).Select(JsonNamingPolicy.CamelCase.ConvertName))}");
        Approved.Matches(string.Join('\n', lines) + "\n", "EventsOnDisk.approved.txt");
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_read_as_it_was_written(int index)
    {
        var written = Samples.Events[index] with { By = Maria, At = Ten.AddTicks(1), Did = "accept:5", Continues = true };
        var read = VisitJson.ReadEvent(VisitJson.WriteEvent(written), Maria, Ten.AddTicks(1));
        Assert.Equivalent(written, read, strict: true);
        Assert.Equal(written.GetType(), read.GetType());
        Assert.Equal(VisitJson.NameOf(written), VisitJson.NameOf(read));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_visit_is_read_as_it_was_written(int index)
    {
        var before = Samples.VisitIn(new Ready(Ten));
        var written = Samples.VisitIn(Samples.States[index]) with { Last = new LastStep(Maria, Ten, "ready:lee", First: false, before) };
        var snapshot = VisitJson.Write(written);
        Assert.Equivalent(written, VisitJson.ReadVisit(snapshot), strict: true);
        Assert.Equal(written.State.GetType(), VisitJson.ReadVisit(snapshot).State.GetType());
        Assert.Equal(snapshot, VisitJson.Write(VisitJson.ReadVisit(snapshot)));
    }

    [Fact]
    public void Who_and_when_stand_beside_the_body_and_not_in_it()
    {
        var body = Encoding.UTF8.GetString(VisitJson.WriteEvent(new AskedAllThree { By = Maria, At = Ten }));
        Assert.DoesNotContain("maria", body, StringComparison.Ordinal);
        Assert.DoesNotContain("2026", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_a_later_version_wrote_are_passed_over()
    {
        var read = VisitJson.ReadEvent("""{"role":"provider","later":{"a":[1]},"asked":["lee"],"is":"requested"}"""u8, Maria, Ten);
        Assert.Equivalent(new Requested(Role.Provider, [Lee]) { By = Maria, At = Ten }, read, strict: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"is":"nonsense"}""")]
    [InlineData("""{"is":"requested","role":3,"asked":[]}""")]
    public void What_is_no_event_and_no_visit_is_refused(string bytes)
    {
        Assert.Throws<JsonException>(() => VisitJson.ReadVisit(Encoding.UTF8.GetBytes(bytes)));
        Assert.Throws<JsonException>(() => VisitJson.ReadEvent(Encoding.UTF8.GetBytes(bytes), Maria, Ten));
    }

    private static IEnumerable<string> CasesOf<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T))).Select(type => type.Name).Order();
}
