namespace Bot.Cards.Values;

/// <summary>Values onto the sheet: as JSON, or as the text they are inside a sentence.</summary>
internal static class ValueWriting
{
    public static void AppendJson(this Sheet sheet, in Value value)
    {
        switch (value.Kind)
        {
            case Kind.True:
                sheet.Append("true"u8);
                break;
            case Kind.False:
                sheet.Append("false"u8);
                break;
            case Kind.Number when double.IsFinite(value.Number):
                sheet.Append(value.Number);
                break;
            case Kind.Text:
                sheet.Append((byte)'"');
                sheet.AppendText(value);
                sheet.Append((byte)'"');
                break;
            case Kind.List:
                sheet.Append((byte)'[');
                foreach (var item in value)
                {
                    sheet.AppendJson(item);
                    sheet.Append((byte)',');
                }
                sheet.TakeBackComma();
                sheet.Append((byte)']');
                break;
            case Kind.Object:
                sheet.AppendObject(value);
                break;
            default:
                // JSON knows neither undefined nor infinities; JavaScript writes null for them too.
                sheet.Append("null"u8);
                break;
        }
    }

    /// <summary>The value as it reads within a text; null and missing are the caller's to refuse.</summary>
    public static void AppendText(this Sheet sheet, in Value value)
    {
        if (value.Kind is Kind.Number)
            sheet.Append(value.Number);
        else if (value.Kind is not Kind.Text)
            sheet.AppendEscaped(value.AsText());
        else if (value.Source is Phrase phrase)
            sheet.Append(phrase.Json);
        else if (value.Source is Model model && !model.IsEscaped(value.Node))
            sheet.Append(model.Raw(value.Node));
        else
            sheet.AppendEscaped(value.Text);
    }

    private static void AppendObject(this Sheet sheet, in Value value)
    {
        sheet.Append((byte)'{');
        foreach (var (name, item) in Lookup.Properties(value))
        {
            // A property without a value is no property.
            if (item.Kind is Kind.Undefined)
                continue;
            sheet.Append((byte)'"');
            sheet.AppendText(name);
            sheet.Append("\":"u8);
            sheet.AppendJson(item);
            sheet.Append((byte)',');
        }
        sheet.TakeBackComma();
        sheet.Append((byte)'}');
    }
}
