using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>Another instance may have painted over what this one believes to stand.</summary>
public sealed class DoubtingWhatStands
{
    private const string Key = "room/care-team:main-street/1";

    private readonly Easel easel = new([Shown("waiting")]);

    [Fact]
    public void It_is_doubted_until_it_is_painted()
    {
        easel.TakeUp([Shown("")]);
        easel.TakeUp([Shown("coming")]);
        Assert.Empty(easel.Find(Key)!.Fingerprint);

        easel.Begin(Key);
        easel.Put(Shown("with"), isSaved: true);
        easel.End(Key);
        easel.TakeUp([Shown("with")]);
        Assert.Equal("with", easel.Find(Key)!.Fingerprint);
    }

    [Fact]
    public void What_was_being_painted_already_is_painted_once_more()
    {
        easel.Begin(Key);
        easel.TakeUp([Shown("")]);
        easel.Put(Shown("coming"), isSaved: true);
        easel.End(Key);
        easel.TakeUp([Shown("coming")]);
        Assert.Empty(easel.Find(Key)!.Fingerprint);

        easel.Begin(Key);
        easel.Put(Shown("coming"), isSaved: true);
        easel.End(Key);
        Assert.Equal("coming", easel.Find(Key)!.Fingerprint);
    }

    [Fact]
    public void What_another_has_painted_meanwhile_is_painted_once_more()
    {
        easel.Begin(Key);
        easel.TakeUp([Shown("another's")]);
        easel.Put(Shown("coming"), isSaved: true);
        easel.End(Key);
        Assert.Empty(easel.Find(Key)!.Fingerprint);
    }

    [Fact]
    public void What_is_still_being_saved_is_no_others()
    {
        easel.Begin(Key);
        easel.TakeUp([Shown("waiting")]);
        easel.Put(Shown("coming"), isSaved: false);
        easel.TakeUp([Shown("waiting")]);
        easel.TakeUp([Shown("coming")]);
        easel.Put(Shown("coming"), isSaved: true);
        easel.End(Key);
        Assert.Equal("coming", easel.Find(Key)!.Fingerprint);
    }

    [Fact]
    public void Another_message_is_another_matter()
    {
        easel.TakeUp([Shown("")]);
        easel.TakeUp([Shown("coming") with { Message = "another" }]);
        Assert.Equal("coming", easel.Find(Key)!.Fingerprint);
    }

    private static StoredPosting Shown(string face) => new(new("v1"), Key, "message", 1, face, 0, null, Dead: false);
}
