using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

public sealed class ReadingTheHandout
{
    [Fact]
    public void A_child_of_twelve_can()
    {
        var handout = Handout.Of(SamplePractice.Site(SamplePractice.Json), "en")!;
        PaperPart[] parts = [handout.Happens, handout.YouCan, handout.Asks, handout.Walks, handout.UpToYou];

        // Headings and the names of desks are no sentences; counted as such they would make the text look easier than it is.
        List<string> sentences = [handout.Intro, .. parts.Select(part => part.Lead), .. parts.Where(part => part != handout.Walks).SelectMany(part => part.Lines), handout.Later.Lines[1]];
        Assert.InRange(ReadingLevel.Of(sentences), 0, 6);
        Assert.All(parts.Where(part => part != handout.Asks && part != handout.Walks), part => Assert.InRange(ReadingLevel.Of(part.Lines), -2, 6));
    }

    [Theory]
    [InlineData(1, "the", "me", "care", "talk", "front", "one", "takes", "came", "changed", "walked", "voice", "eyes", "school", "through", "plain", "you", "911")]
    [InlineData(2, "about", "people", "table", "needed", "changes", "over", "after", "being", "going", "patient", "problem", "doctor", "happy", "nation", "chair-side", "wishes")]
    [InlineData(3, "another", "family", "medicine", "hospital", "example", "expected", "introduced", "idea", "usual")]
    [InlineData(4, "emergency", "interpreter", "situation", "information", "dictionary")]
    [InlineData(5, "university", "immediately", "organization")]
    public void Syllables_are_counted_as_they_are_spoken(int count, params string[] words) =>
        Assert.All(words, word => Assert.True(ReadingLevel.Syllables(word) == count, $"{word}: {ReadingLevel.Syllables(word)}"));

    // Counted by hand: words, sentences and syllables of each text, put into the formula.
    [Theory]
    [InlineData("The cat sat on the mat.", 6, 1, 6)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 9, 1, 11)]
    [InlineData("Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, and dedicated to the proposition that all men are created equal.", 30, 1, 48)]
    [InlineData("We hold these truths to be self-evident. All men are equal?", 11, 2, 15)]
    public void The_grade_is_that_of_the_formula(string text, int words, int sentences, int syllables) => Assert.Equal(
        (0.39 * words / sentences) + (11.8 * syllables / words) - 15.59, ReadingLevel.Of([text]), precision: 6);

    [Fact]
    public void Hard_words_and_long_sentences_would_be_noticed() => Assert.True(ReadingLevel.Of(
        ["Interdisciplinary coordination necessitates comprehensive communication of clinically relevant information before responsibility is transferred."]) > 20);
}
