using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Clinic;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Teams.Inbound;

/// <summary>Writes what the person who tapped sees at once. HTTP says 200 whatever became of the tap: the truth is in the body.</summary>
/// <remarks>https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format</remarks>
internal sealed partial class InvokeReplies(BindCard bind, ILogger<InvokeReplies> log)
{
    public const string ReadyForm = "ready-form";
    public const string NoCard = "Saved, but the card cannot be shown.";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // One per thread: it is filled and emptied without a wait in between.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? spare;

    /// <summary>To a card's button: the card as it now is, else the sentence.</summary>
    public Task ToActionAsync(HttpResponse response, Answer answer) => WriteAsync(response, answer, WriteAction);

    /// <summary>To a dialog: the form (again), else the sentence, else it closes.</summary>
    public Task ToDialogAsync(HttpResponse response, Answer answer)
    {
        if (answer.Card is { Card: ReadyForm } || answer.Sentence.Length > 0)
            return WriteAsync(response, answer, WriteDialog);

        response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }

    private void WriteAction(IBufferWriter<byte> output, Answer answer)
    {
        output.Write("{\"statusCode\":200,\"type\":"u8);
        if (answer.Card is { } face)
        {
            output.Write("\"application/vnd.microsoft.card.adaptive\",\"value\":"u8);
            bind(face.Card, face.Model, output);
        }
        else
        {
            output.Write("\"application/vnd.microsoft.activity.message\",\"value\":"u8);
            WriteText(output, answer.Sentence);
        }
        output.Write("}"u8);
    }

    private void WriteDialog(IBufferWriter<byte> output, Answer answer)
    {
        if (answer.Card is { Card: ReadyForm } form)
        {
            output.Write("{\"task\":{\"type\":\"continue\",\"value\":{\"title\":\"Patient ready\",\"height\":\"medium\",\"width\":\"medium\",\"card\":"u8);
            output.Write("{\"contentType\":\"application/vnd.microsoft.card.adaptive\",\"content\":"u8);
            bind(form.Card, form.Model, output);
            output.Write("}}}}"u8);
        }
        else
        {
            output.Write("{\"task\":{\"type\":\"message\",\"value\":"u8);
            WriteText(output, answer.Sentence);
            output.Write("}}"u8);
        }
    }

    private async Task WriteAsync(HttpResponse response, Answer answer, Action<IBufferWriter<byte>, Answer> write)
    {
        try
        {
            Fill(response, answer, write);
        }
        catch (Exception fault) when (answer.Card is not null)
        {
            // The tap stands; a card that a template breaks must not look like a failed tap.
            CardNotBound(answer.Card.Card, fault.GetType().Name);
            Fill(response, Answer.Says(answer.Sentence.Length > 0 ? answer.Sentence : NoCard), write);
        }
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    private static void Fill(HttpResponse response, Answer answer, Action<IBufferWriter<byte>, Answer> write)
    {
        var buffer = spare ??= new ArrayBufferWriter<byte>(16 * 1024);
        try
        {
            write(buffer, answer);
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = buffer.WrittenCount;
            response.BodyWriter.Write(buffer.WrittenSpan);
        }
        finally
        {
            buffer.ResetWrittenCount();
        }
    }

    private static void WriteText(IBufferWriter<byte> output, string text)
    {
        using var json = new Utf8JsonWriter(output, Writing);
        json.WriteStringValue(text);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The card {Card} could not be bound: {Fault}")]
    private partial void CardNotBound(string card, string fault);
}
