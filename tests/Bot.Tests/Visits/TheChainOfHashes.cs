using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Visits;

public sealed class TheChainOfHashes
{
    public static TheoryData<string> Fields => ["visit", "sequence", "name", "by", "at", "channel", "click", "body", "hash"];

    [Fact]
    public void Is_sound_as_it_was_written() => Assert.Null(HashChain.FirstBreak(Chain()));

    [Fact]
    public void Of_no_events_is_sound() => Assert.Null(HashChain.FirstBreak([]));

    [Theory]
    [MemberData(nameof(Fields))]
    public void Breaks_at_the_event_whose_field_was_changed(string field)
    {
        var chain = Chain();
        chain[2] = Changed(chain[2], field);
        Assert.Equal(field == "sequence" ? 4 : 3, HashChain.FirstBreak(chain));
    }

    [Fact]
    public void Breaks_at_any_byte_of_a_body()
    {
        for (var at = 0; at < Chain()[1].Body.Length; at++)
        {
            var chain = Chain();
            var body = chain[1].Body.ToArray();
            body[at] ^= 1;
            chain[1] = chain[1] with { Body = body };
            Assert.Equal(2, HashChain.FirstBreak(chain));
        }
    }

    [Fact]
    public void Breaks_where_an_event_is_missing()
    {
        var chain = Chain();
        chain.RemoveAt(1);
        Assert.Equal(3, HashChain.FirstBreak(chain));
    }

    [Fact]
    public void Breaks_where_a_changed_event_was_hashed_anew_but_those_after_it_were_not()
    {
        var chain = Chain();
        var changed = chain[1] with { By = Jordan };
        chain[1] = changed with { Hash = HashChain.Next(chain[0].Hash.Span, changed) };
        Assert.Equal(3, HashChain.FirstBreak(chain));
    }

    [Fact]
    public void Text_cannot_slide_from_one_field_into_the_next()
    {
        var one = Chain()[0] with { Channel = "teams", Click = "1" };
        Assert.NotEqual(HashChain.Next([], one), HashChain.Next([], one with { Channel = "team", Click = "s1" }));
    }

    [Fact]
    public void Does_not_mind_in_which_zone_a_store_keeps_the_instant()
    {
        var one = Chain()[0];
        Assert.Equal(HashChain.Next([], one), HashChain.Next([], one with { At = one.At.ToOffset(TimeSpan.FromHours(-5)) }));
    }

    private static StoredEvent Changed(StoredEvent e, string field) => field switch
    {
        "visit" => e with { Visit = new VisitId("v5") },
        "sequence" => e with { Sequence = e.Sequence + 1 },
        "name" => e with { Name = "accepted!" },
        "by" => e with { By = Jordan },
        "at" => e with { At = e.At.AddTicks(1) },
        "channel" => e with { Channel = "slack" },
        "click" => e with { Click = "" },
        "body" => e with { Body = e.Body[1..] },
        "hash" => e with { Hash = new byte[32] },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static List<StoredEvent> Chain()
    {
        var chain = new List<StoredEvent>();
        ReadOnlyMemory<byte> before = default;
        foreach (var happened in Samples.Events.Take(5))
        {
            var e = new StoredEvent(
                TheVisit, chain.Count + 1, VisitJson.NameOf(happened), Maria, Ten, "teams", $"click{chain.Count}", VisitJson.WriteEvent(happened), default);
            chain.Add(e with { Hash = HashChain.Next(before.Span, e) });
            before = chain[^1].Hash;
        }

        return chain;
    }
}
