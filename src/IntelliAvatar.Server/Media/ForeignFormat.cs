using System.Text;

namespace IntelliAvatar.Server.Media;

/// <summary>What a file looks like that is no video, picture or recording we can take, by its first bytes.</summary>
/// <param name="Name">To be said in a sentence after "it looks like".</param>
/// <param name="Kind">Decides what the person can do about it.</param>
internal sealed record ForeignFormat(string Name, ForeignKind Kind)
{
    private static readonly (int At, byte[] Bytes, string Name, ForeignKind Kind)[] Signatures =
    [
        (0, [0, 0, 1, 0xBA], "an MPEG-1 or MPEG-2 video", ForeignKind.Video),
        (0, [0, 0, 1, 0xB3], "an MPEG-1 or MPEG-2 video", ForeignKind.Video),
        (0, [0x30, 0x26, 0xB2, 0x75], "a Windows Media file", ForeignKind.Video),
        (0, Ascii(".RMF"), "a RealMedia file", ForeignKind.Video),
        (0, [0x1F, 0x07, 0x00], "a DV video", ForeignKind.Video),
        (0, [0x06, 0x0E, 0x2B, 0x34], "an MXF video", ForeignKind.Video),
        (4, Ascii("RED1"), "a RED camera's raw video", ForeignKind.Video),
        (4, Ascii("RED2"), "a RED camera's raw video", ForeignKind.Video),
        (0, Ascii("YUV4MPEG2"), "an uncompressed YUV4MPEG video", ForeignKind.Video),
        (0, Ascii("DKIF"), "an IVF video", ForeignKind.Video),
        (0, Ascii("FWS"), "a Flash animation", ForeignKind.Video),
        (0, Ascii("CWS"), "a Flash animation", ForeignKind.Video),
        (0, [0, 0, 0, 1], "a bare H.264 or HEVC stream", ForeignKind.Video),

        (0, Ascii("MThd"), "a MIDI file, which has notes and no sound", ForeignKind.Sound),
        (0, Ascii("NIST"), "a NIST SPHERE recording", ForeignKind.Sound),
        (0, [2, (byte)'d', (byte)'s', (byte)'s'], "a DSS dictation", ForeignKind.Sound),
        (0, [3, (byte)'d', (byte)'s', (byte)'2'], "a DS2 dictation", ForeignKind.Sound),
        (0, Ascii("MAC "), "a Monkey's Audio file", ForeignKind.Sound),
        (0, Ascii("wvpk"), "a WavPack file", ForeignKind.Sound),
        (0, Ascii("TTA1"), "a True Audio file", ForeignKind.Sound),
        (0, Ascii("MPCK"), "a Musepack file", ForeignKind.Sound),
        (0, Ascii("MP+"), "a Musepack file", ForeignKind.Sound),
        (0, Ascii("DSD "), "a DSD recording", ForeignKind.Sound),
        (0, [0x0B, 0x77], "a Dolby Digital file", ForeignKind.Sound),
        (0, [0x7F, 0xFE, 0x80, 0x01], "a DTS file", ForeignKind.Sound),
        (0, Ascii("Creative Voice File"), "a Creative Voice file", ForeignKind.Sound),

        (0, Ascii("8BPS"), "a Photoshop document", ForeignKind.Picture),
        (0, [0xFF, 0x0A], "a JPEG XL picture", ForeignKind.Picture),
        (0, [0, 0, 0, 0x0C, (byte)'J', (byte)'X', (byte)'L'], "a JPEG XL picture", ForeignKind.Picture),
        (0, [0, 0, 0, 0x0C, (byte)'j', (byte)'P'], "a JPEG 2000 picture", ForeignKind.Picture),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 picture", ForeignKind.Picture),
        (0, Ascii("FUJIFILMCCD-RAW"), "a camera's raw picture", ForeignKind.Picture),
        (0, Ascii("IIRO"), "a camera's raw picture", ForeignKind.Picture),
        (0, Ascii("IIU\0"), "a camera's raw picture", ForeignKind.Picture),
        (0, Ascii("gimp xcf"), "a GIMP document", ForeignKind.Picture),
        (0, [0x76, 0x2F, 0x31, 0x01], "an OpenEXR picture", ForeignKind.Picture),
        (0, [0, 0, 1, 0], "an icon", ForeignKind.Picture),
        (0, Ascii("qoif"), "a QOI picture", ForeignKind.Picture),
        (0, Ascii("P5\n"), "a PGM picture", ForeignKind.Picture),
        (0, Ascii("P6\n"), "a PPM picture", ForeignKind.Picture),

        (0, Ascii("SQLite format 3"), "an Audacity project or another database", ForeignKind.Project),

        (0, Ascii("Rar!"), "a rar archive", ForeignKind.Archive),
        (0, [(byte)'7', (byte)'z', 0xBC, 0xAF], "a 7z archive", ForeignKind.Archive),
        (0, [0x1F, 0x8B], "a gzip archive", ForeignKind.Archive),
        (0, [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "an xz archive", ForeignKind.Archive),
        (257, Ascii("ustar"), "a tar archive", ForeignKind.Archive),

        (0, Ascii("#EXTM3U"), "a playlist", ForeignKind.Playlist),
        (0, Ascii("ffconcat"), "a playlist", ForeignKind.Playlist),
        (0, Ascii("[playlist]"), "a playlist", ForeignKind.Playlist),

        (0, Ascii("%PDF"), "a PDF document", ForeignKind.Text),
        (0, Ascii(@"{\rtf"), "an RTF document", ForeignKind.Text),
        (0, [0xD0, 0xCF, 0x11, 0xE0], "an older Word, Excel or PowerPoint document", ForeignKind.Text),
        (0, [0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program", ForeignKind.Other),
        (0, [(byte)'M', (byte)'Z', 0x90, 0], "a program", ForeignKind.Other),
        (0, Ascii("RIFF"), "a RIFF file of another kind", ForeignKind.Other),
    ];

    /// <summary>What begins with these bytes.</summary>
    public static ForeignFormat Recognise(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return new("an empty file", ForeignKind.Other);
        }

        if (head is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..])
        {
            return head.IndexOf("[Content_Types].xml"u8) >= 0
                ? new("a Word, Excel or PowerPoint document", ForeignKind.Text)
                : new("a zip archive", ForeignKind.Archive);
        }

        if (ContainerFormat.Of(head) is { } known)
        {
            var what = $"{ContainerFormat.Spoken(known, head)} {(known.IsPicture ? "picture" : "file")}";
            return known == ContainerFormat.Wma
                ? new("a Windows Media file", ForeignKind.Video)
                : new(ContainerFormat.WithArticle(what), KindOf(known));
        }

        foreach (var (at, bytes, name, kind) in Signatures)
        {
            if (head.Length >= at && head[at..].StartsWith(bytes))
            {
                return new(name, kind);
            }
        }

        return OfText(head);
    }

    private static ForeignKind KindOf(ContainerFormat known) =>
        known.IsPicture ? ForeignKind.Picture
        : known.IsVideo || known == ContainerFormat.Ogg ? ForeignKind.Video
        : ForeignKind.Sound;

    private static ForeignFormat OfText(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF').TrimStart();
        return text switch
        {
            ['{' or '[', ..] => new("a JSON text", ForeignKind.Page),
            ['<', ..] when Has("<html") => new("a web page or XML text", ForeignKind.Page),
            ['<', ..] when Has("<project") && Has("audacity") => new("an Audacity project", ForeignKind.Project),
            ['<', ..] when Has("fcpxml") || Has("<xmeml") => new("a Final Cut project", ForeignKind.Project),
            ['<', ..] when Has("<svg") => new("an SVG drawing", ForeignKind.Picture),
            ['<', ..] when Has("<smil") || Has("<MPD") || Has("xspf") => new("an XML playlist", ForeignKind.Playlist),
            ['<', ..] => new("a web page or XML text", ForeignKind.Page),
            _ when IsReadable(text[..Math.Min(60, text.Length)]) => new("a text", ForeignKind.Text),
            _ => new("a file of a kind that we do not know", ForeignKind.Other),
        };

        bool Has(string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsReadable(string text) =>
        text.Length > 0 && text.All(c => c != '\uFFFD' && (!char.IsControl(c) || char.IsWhiteSpace(c)));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
