using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;

namespace Bot.Storage.Tables.Wire;

/// <summary>https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes</summary>
internal static class TableErrorCode
{
    public const string EntityAlreadyExists = nameof(EntityAlreadyExists);
    public const string ResourceNotFound = nameof(ResourceNotFound);
    public const string TableAlreadyExists = nameof(TableAlreadyExists);
    public const string TableNotFound = nameof(TableNotFound);
}

/// <summary>Reads why a call was refused: JSON as asked for, but XML where the caller could not prove who they are.</summary>
internal sealed class TableErrors : RequestFailedDetailsParser
{
    private static readonly TableErrors Parser = new();

    public static RequestFailedException Of(Response response) => new(response, null, Parser);

    public override bool TryParse(
        Response response, [NotNullWhen(true)] out ResponseError? error, [NotNullWhen(true)] out IDictionary<string, string>? data)
    {
        data = new Dictionary<string, string>();
        error = null;
        if (response.ContentStream is not { CanSeek: true })
            return false;
        var text = response.Content.ToString().TrimStart('\uFEFF', ' ', '\r', '\n');
        try
        {
            error = text switch
            {
                ['{', ..] => OfJson(text),
                ['<', ..] => OfXml(text),
                _ => null,
            };
        }
        catch (Exception broken) when (broken is JsonException or XmlException or InvalidOperationException or KeyNotFoundException)
        {
            // Somebody between us and the server answered: the status alone has to do.
        }

        return error is not null;
    }

    private static ResponseError OfJson(string text)
    {
        using var json = JsonDocument.Parse(text);
        var error = json.RootElement.GetProperty("odata.error");
        return new ResponseError(error.GetProperty("code").GetString(), error.GetProperty("message").GetProperty("value").GetString());
    }

    private static ResponseError? OfXml(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = XDocument.Load(reader).Root!;
        return Value("code") is { } code ? new ResponseError(code, Value("message")) : null;

        string? Value(string name) =>
            root.DescendantsAndSelf().FirstOrDefault(one => one.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
    }
}
