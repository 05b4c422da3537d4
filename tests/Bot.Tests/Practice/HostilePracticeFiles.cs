using System.Text;
using Bot.Clinic;
using static Bot.Tests.PracticeFiles.SamplePractice;

namespace Bot.Tests.PracticeFiles;

public sealed class HostilePracticeFiles
{
    private static readonly string[] Pieces =
    [
        "null", "true", "-1", "1e999", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "{\"a\":", "]", "}", ",", ":", "//", "/*", "\"", "'", "\\",
        "\u202e", "\n", "\"id\":\"id\"",
    ];

    // The same seeds each time, so that a failure can be seen again.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Never_throw_and_are_either_read_or_faulty(int seed)
    {
        var random = new Random(seed);
        var faulty = 0;
        for (var i = 0; i < 1500; i++)
        {
            var bytes = Mutated(random);
            var reading = PracticeFile.Read(bytes);
            Assert.Equal(reading.Practice is null, reading.Faults.Count > 0);
            Assert.All(reading.Faults, fault =>
            {
                Assert.StartsWith("$", fault.Path, StringComparison.Ordinal);
                Assert.DoesNotContain(fault.ToString(), char.IsControl);
            });
            faulty += reading.Faults.Count > 0 ? 1 : 0;
        }

        // Else the mutations would not reach what they are to test.
        Assert.InRange(faulty, 500, 1500);
    }

    // A whole value is replaced, so that the file stays JSON and the readers of every kind of value meet every other kind.
    [Fact]
    public void Every_value_may_be_of_any_other_kind()
    {
        string[] kinds = ["null", "true", "0", "1e999", "\"\"", "\"x\"", "\"*\"", "[]", "[[]]", "{}", "{\"\":{}}"];
        for (var colon = Json.IndexOf("\": ", StringComparison.Ordinal); colon >= 0; colon = Json.IndexOf("\": ", colon + 1, StringComparison.Ordinal))
        {
            var from = colon + 3;
            foreach (var kind in kinds)
            {
                var reading = PracticeFile.Read(Json[..from] + kind + Json[EndOfValue(from)..]);
                Assert.Equal(reading.Practice is null, reading.Faults.Count > 0);
                Assert.DoesNotContain(reading.Faults, fault => fault.What.StartsWith("Not JSON", StringComparison.Ordinal));
            }
        }
    }

    private static int EndOfValue(int from)
    {
        var depth = 0;
        var quoted = false;
        var comment = false;
        for (var i = from; ; i++)
        {
            var letter = Json[i];
            var code = !quoted && !comment;
            if (code && depth == 0 && letter is ',' or ']' or '}' or '\n')
                return i;
            if (comment)
                comment = letter != '\n';
            else if (letter == '"')
                quoted = !quoted;
            else if (code && letter == '/')
                comment = true;
            else if (code)
                depth += letter is '[' or '{' ? 1 : letter is ']' or '}' ? -1 : 0;
        }
    }

    private static byte[] Mutated(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Json).ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(Math.Min(40, bytes.Count - at)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(400, bytes.Count - at))));
                    break;
            }
        }

        return [.. bytes];
    }
}
