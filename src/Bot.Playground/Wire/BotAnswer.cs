using System.Text.Json;

namespace Bot.Playground.Wire;

/// <summary>What came of sending the bot an Activity.</summary>
internal abstract record BotAnswer
{
    private BotAnswer()
    {
    }

    /// <param name="Body">Undefined where the answer had none, or none in JSON.</param>
    internal sealed record Answered(int Status, JsonElement Body) : BotAnswer
    {
        public bool IsGood => Status is >= 200 and < 300;
    }

    /// <summary>No connection, no answer in time, or an answer cut short.</summary>
    internal sealed record Silent : BotAnswer;
}
