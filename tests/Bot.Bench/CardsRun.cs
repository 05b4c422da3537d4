using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Cards;
using Bot.Clinic;

namespace Bot.Bench;

/// <summary>Binding each card with each of its samples, and a board of 30 rooms.</summary>
internal static class CardsRun
{
    private const int Times = 2000;
    private const int Batches = 15;

    public static int Run()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "cards");
        var deck = CardDeck.Load(folder, "teams", Verbs.Known);
        var (slowest, largest) = (0.0, 0.0);
        foreach (var card in deck.Names.Order(StringComparer.Ordinal))
        {
            foreach (var sample in Directory.GetFiles(folder, $"{card}.*sample.json").Order(StringComparer.Ordinal))
                Measure(deck, card, Path.GetFileName(sample), File.ReadAllBytes(sample), ref slowest, ref largest);
        }

        Measure(deck, "board", "board of 30 rooms", LargeBoard(Path.Combine(folder, "board.sample.json")), ref slowest, ref largest);
        Report.AtMost("binding a card, the slowest", slowest, 20, " us");
        Report.AtMost("binding a card, allocated for the largest", largest / 1024, 8, " KiB");
        return 0;
    }

    private static void Measure(CardDeck deck, string card, string name, byte[] model, ref double slowest, ref double largest)
    {
        var output = new ArrayBufferWriter<byte>(256 * 1024);
        var batches = new List<double>();
        for (var batch = 0; batch < Batches; batch++)
            batches.Add(Micros(deck, card, model, output));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Micros(deck, card, model, output);
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Times;
        var micros = Numbers.Median(batches.Skip(Batches / 3));
        (slowest, largest) = (Math.Max(slowest, micros), Math.Max(largest, allocated));
        Report.Say($"{name,-40} {micros,7:0.0} us {allocated,8:0} bytes allocated, {output.WrittenCount,6} bytes of card");
    }

    private static double Micros(CardDeck deck, string card, byte[] model, ArrayBufferWriter<byte> output)
    {
        var from = Stopwatch.GetTimestamp();
        for (var i = 0; i < Times; i++)
        {
            output.ResetWrittenCount();
            deck.Bind(card, model, output);
        }

        return Stopwatch.GetElapsedTime(from).TotalMicroseconds / Times;
    }

    private static byte[] LargeBoard(string sample)
    {
        var board = JsonNode.Parse(File.ReadAllBytes(sample))!;
        var rooms = board["rooms"]!.AsArray();
        var few = rooms.Count;
        while (rooms.Count < 30)
            rooms.Add(rooms[rooms.Count % few]!.DeepClone());
        return Encoding.UTF8.GetBytes(board.ToJsonString());
    }
}
