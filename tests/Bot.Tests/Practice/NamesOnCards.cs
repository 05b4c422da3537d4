using Bot.Clinic;

namespace Bot.Tests.PracticeFiles;

public sealed class NamesOnCards
{
    [Theory]
    [InlineData("Dr. Sam Lee", "Dr. Lee")]
    [InlineData("Dr Sam Lee", "Dr Lee")]
    [InlineData("Prof. Sam T. Lee", "Prof. Lee")]
    [InlineData("Dr. Sam Lee Jr.", "Dr. Lee")]
    [InlineData("Dr. Sam Lee, MD", "Dr. Lee")]
    [InlineData("Dr. Maria de la Cruz", "Dr. de la Cruz")]
    [InlineData("Dr. Ana Lopez-Garcia", "Dr. Lopez-Garcia")]
    [InlineData("Dr. Lee", "Dr. Lee")]
    [InlineData("Dr.", "Dr.")]
    [InlineData("Maria Lopez", "Maria Lopez")]
    [InlineData("Drew Sam Lee", "Drew Sam Lee")]
    [InlineData("", "")]
    public void A_title_goes_with_the_surname_and_others_keep_the_whole_name(string name, string expected) =>
        Assert.Equal(expected, PracticeFile.DefaultShort(name));

    [Theory]
    [InlineData("Maria Lopez", "Maria Lopez")]
    [InlineData("  Maria \r\n\t Lopez ", "Maria Lopez")]
    [InlineData("<at>Maria</at>", "atMaria/at")]
    [InlineData("Ma\u0000r\u001bia\u202e Lopez\u2028", "Maria Lopez")]
    [InlineData("1234567890123456789012345678901234567890Z", "1234567890123456789012345678901234567890")]
    [InlineData("123456789012345678901234567890123456789 Z", "123456789012345678901234567890123456789")]
    [InlineData("12345678901234567890123456789012345678\U0001F600Z", "12345678901234567890123456789012345678\U0001F600")]
    [InlineData("\n<>", "")]
    public void A_name_from_a_chat_is_one_clean_line(string name, string expected) => Assert.Equal(expected, PracticeFile.CleanName(name));

    // An emoji, a family of four, a flag, a letter with two accents, a syllable of three signs: each is one letter to whoever reads it.
    [Theory]
    [InlineData("\U0001F600")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466")]
    [InlineData("\U0001F1E8\U0001F1ED")]
    [InlineData("e\u0301\u0323")]
    [InlineData("\u1112\u1161\u11AB")]
    public void What_reads_as_one_letter_is_never_cut_in_two(string letter)
    {
        var fits = string.Concat(Enumerable.Repeat(letter, PracticeFile.MaxLetters / letter.Length));

        Assert.Equal(fits, PracticeFile.CleanName(string.Concat(Enumerable.Repeat(letter, 64))));
        Assert.Equal("Maria " + letter, PracticeFile.CleanName("Maria " + letter));
    }

    [Fact]
    public void A_letter_that_alone_is_too_long_is_left_out() =>
        Assert.Equal("Maria", PracticeFile.CleanName("Maria e" + new string('\u0301', 500)));
}
