using System.Text.Json.Nodes;

namespace Bot.Tests.Looks.Slack;

/// <summary>Beside what the samples show: whatever is empty, off or refused, nothing that Slack refuses may come of it.</summary>
public sealed class WhateverIsEmptyOrOff
{
    /// <summary>Lists without which the card is never shown.</summary>
    private static readonly HashSet<string> NeverEmpty = ["ready-form.rooms", "stops-form.stops", "help.lines", "decide.choices", "decide.picked", "session-form.people", "attendance-form.people"];

    public static TheoryData<string> Cards => [.. Decks.Slack.Names.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_card_stays_one_that_Slack_takes(string card) => Assert.All(CardFiles.Samples(card), sample =>
    {
        var empty = Changed(sample.Model, (key, value) => value is JsonArray && !NeverEmpty.Contains($"{card}.{key}") ? new JsonArray() : value?.DeepClone());
        var turned = Changed(sample.Model, (_, value) => value is JsonValue v && v.TryGetValue<bool>(out var on) ? !on : value?.DeepClone());
        var noted = Changed(sample.Model, (key, value) => key == "notice" ? "Dr. Patel is already on the way." : value?.DeepClone());

        Assert.Empty(new[] { empty, turned, noted }.SelectMany(variation => Decks.FaultsInSlack(card, Decks.Bytes(variation))));
    });

    private static JsonObject Changed(JsonObject model, Func<string, JsonNode?, JsonNode?> change) =>
        new(model.Select(property => KeyValuePair.Create(property.Key, change(property.Key, property.Value))));
}
