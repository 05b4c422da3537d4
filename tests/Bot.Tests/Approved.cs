using System.Runtime.CompilerServices;

namespace Bot.Tests;

/// <summary>Texts that a person has read and approved. What differs is written beside the approved file as *.received.*, to be compared.</summary>
internal static class Approved
{
    /// <summary>Fails unless the text is that of the approved file; line ends do not count.</summary>
    /// <param name="fileName">"Name.approved.md", in the folder of the test that calls.</param>
    public static void Matches(string text, string fileName, [CallerFilePath] string caller = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(caller)!, fileName);
        var received = Path.Combine(Path.GetDirectoryName(caller)!, fileName.Replace(".approved.", ".received.", StringComparison.Ordinal));
        Assert.NotEqual(approved, received);
        var now = Lines(text);
        var should = File.Exists(approved) ? Lines(File.ReadAllText(approved)) : [];
        if (now.SequenceEqual(should))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, string.Join('\n', now));
        var at = Enumerable.Range(0, Math.Max(now.Length, should.Length)).First(i => now.ElementAtOrDefault(i) != should.ElementAtOrDefault(i));
        Assert.Fail(
            $"{fileName}, line {at + 1}, differs. Approved:\n  {should.ElementAtOrDefault(at)}\nReceived:\n  {now.ElementAtOrDefault(at)}\n"
            + $"If the new text is right, rename {Path.GetFileName(received)} to {fileName}.");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
