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
    [InlineData("123456789012345678901234567890123456789\U0001F600Z", "123456789012345678901234567890123456789\U0001F600")]
    [InlineData("\n<>", "")]
    public void A_name_from_a_chat_is_one_clean_line(string name, string expected) => Assert.Equal(expected, PracticeFile.CleanName(name));
}
