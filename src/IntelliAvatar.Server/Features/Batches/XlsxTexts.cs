using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>Text in a workbook: rich text is joined, phonetic guides are left out.</summary>
internal static partial class XlsxTexts
{
    /// <summary>As many as a CSV may have.</summary>
    public const int MostCharacters = 10 << 20;

    /// <summary>Excel's own limit.</summary>
    private const int LongestText = 32_767;

    public static XmlReader Open(Stream part) =>
        XmlReader.Create(part, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });

    /// <summary>The texts that cells name by their number.</summary>
    public static (IReadOnlyList<string>? Texts, Refusal? Refusal) Read(Stream part, CancellationToken cancel)
    {
        using var xml = Open(part);
        var (texts, characters) = (new List<string>(), 0L);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                cancel.ThrowIfCancellationRequested();
                if (Text(xml) is not { } text || (characters += text.Length + 1) > MostCharacters)
                {
                    return (null, XlsxSheet.TooLarge("its texts are too long"));
                }

                texts.Add(text);
            }
        }

        return (texts, null);
    }

    /// <summary>All text in the element on which the reader stands, up to its end. Null: more than a cell can have.</summary>
    public static string? Text(XmlReader xml)
    {
        var (text, piece, depth, phonetic, isText) = (new StringBuilder(), new char[4096], xml.Depth, int.MaxValue, xml.LocalName == "v");
        if (xml.IsEmptyElement)
        {
            return "";
        }

        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Depth <= phonetic)
            {
                phonetic = xml is { NodeType: XmlNodeType.Element, LocalName: "rPh", IsEmptyElement: false } ? xml.Depth : int.MaxValue;
            }

            if (xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                isText = xml is { NodeType: XmlNodeType.Element, LocalName: "t", IsEmptyElement: false } && phonetic == int.MaxValue;
            }
            else if (isText && xml.CanReadValueChunk)
            {
                for (int read; (read = xml.ReadValueChunk(piece, 0, piece.Length)) > 0;)
                {
                    if (text.Append(piece, 0, read).Length > LongestText * 7) // an escaped letter takes seven
                    {
                        return null;
                    }
                }
            }
        }

        return Escapes()
            .Replace(text.ToString(), escape => $"{(char)int.Parse(escape.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)}")
            .Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escapes();
}
