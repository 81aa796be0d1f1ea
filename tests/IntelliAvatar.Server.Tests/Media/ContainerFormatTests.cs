using System.Text;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

public sealed class ContainerFormatTests
{
    [Theory]
    [InlineData("\0\0\0\x20" + "ftypisom", "mp4")]
    [InlineData("\0\0\x10\0mdat", "mp4")]
    [InlineData("\x1A\x45\xDF\xA3\x01", "webm/mkv")]
    [InlineData("RIFF\x10\0\0\0WAVEfmt ", "wav")]
    [InlineData("RIFF\x10\0\0\0AVI LIST", "avi")]
    [InlineData("RIFF\x10\0\0\0WEBPVP8 ", "WebP")]
    [InlineData("RIFF\x10\0\0\0CDDAfmt ", null)]
    [InlineData("RF64\xFF\xFF\xFF\xFFWAVEds64", "wav")]
    [InlineData("\0\0\0\x18" + "ftypheic\0\0\0\0mif1heic", "HEIC")]
    [InlineData("\0\0\0\x18" + "ftypmif1\0\0\0\0mif1avif", "AVIF")]
    [InlineData("\0\0\0\x18" + "ftypavif\0\0\0\0avifmif1", "AVIF")]
    [InlineData("\0\0\0\x18" + "ftypmp42\0\0\0\0isommp42", "mp4")]
    [InlineData("FORM\0\0\0\x10" + "AIFFCOMM", "aiff")]
    [InlineData("FORM\0\0\0\x10" + "AIFCFVER", "aiff")]
    [InlineData("FORM\0\0\0\x10" + "ILBMBMHD", null)]
    [InlineData("caff\0\x01\0\0desc", "caf")]
    [InlineData("#!AMR\n", "amr")]
    [InlineData("#!AMR-WB\n", "amr")]
    [InlineData(".snd\0\0\0\x18", "au")]
    [InlineData("II*\0\x08\0\0\0", "TIFF")]
    [InlineData("MM\0*\0\0\0\x08", "TIFF")]
    [InlineData("BM\x36\x10\0\0\0\0\0\0\x36\0\0\0", "BMP")]
    [InlineData("BMW is a car", null)]
    [InlineData("FLV\x01\x05\0\0\0\x09", "flv")]
    [InlineData("riff\x2E\x91\xCF\x11\xA5\xD6", "Wave64")]
    [InlineData("\xFF\xFD\x80\x04", "mp3")] // layer II
    [InlineData("G is a letter", null)] // the sync byte of a transport stream
    [InlineData("ID3\x04\0", "mp3")]
    [InlineData("\xFF\xFB\x90\x64", "mp3")]
    [InlineData("\xFF\xF1\x50\x80", "aac")]
    [InlineData("\xFF\xF1\x7C\x80", null)] // no such sampling rate
    [InlineData("\xFF\xFB\xF0\x64", null)] // no such bit rate
    [InlineData("\xFF\xFE#\0E\0X\0T\0", null)] // a text in UTF-16
    [InlineData("OggS\0", "ogg")]
    [InlineData("fLaC\0", "flac")]
    [InlineData("\x89PNG\r\n\x1A\n", "png")]
    [InlineData("\xFF\xD8\xFF\xE0", "jpg")]
    [InlineData("GIF89a", "GIF")]
    [InlineData("#EXTM3U", null)]
    [InlineData("", null)]
    public void A_file_is_what_its_bytes_say(string head, string? name) => Assert.Equal(name, ContainerFormat.Of(Encoding.Latin1.GetBytes(head))?.Name);

    [Theory]
    [InlineData("RIFF\x10\0\0\0AVI LIST", "an avi file")]
    [InlineData("RIFF\x10\0\0\0WEBPVP8 ", "a WebP picture")]
    [InlineData("RIFF\x10\0\0\0ACONanih", "a RIFF file of another kind")]
    [InlineData("RIFF\x10\0\0\0WAVEfmt ", "a wav file")]
    [InlineData("BM\x36\x10\0\0\0\0\0\0\x36\0\0\0", "a BMP picture")]
    [InlineData("BMW is a car", "a text")]
    [InlineData("II*\0\x08", "a TIFF picture")]
    [InlineData("MM\0*\0", "a TIFF picture")]
    [InlineData("FLV\x01\x05", "a flv file")]
    [InlineData("SQLite format 3\0", "an Audacity project or another database")]
    [InlineData("<?xml version=\"1.0\"?><project xmlns=\"http://audacity.sourceforge.net/xml/\">", "an Audacity project")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "an SVG drawing")]
    [InlineData("<!DOCTYPE html><html>", "a web page or XML text")]
    [InlineData("{\"error\": 404}", "a JSON text")]
    [InlineData("{\\rtf1\\ansi", "an RTF document")]
    [InlineData("\x02" + "dss\0", "a DSS dictation")]
    [InlineData("PK\x03\x04\x14\0\x06\0[Content_Types].xml", "a Word, Excel or PowerPoint document")]
    [InlineData("PK\x03\x04\x14\0\x01\0voice.mp3", "a zip archive")]
    [InlineData("Rar!\x1A\x07", "a rar archive")]
    [InlineData("#EXTM3U\n", "a playlist")]
    [InlineData("MThd\0\0\0\x06", "a MIDI file, which has notes and no sound")]
    [InlineData("\x1F\x07\0\xBF", "a DV video")]
    [InlineData("\xFF\x0A\xFA\x7F", "a JPEG XL picture")]
    [InlineData("", "an empty file")]
    [InlineData("\x30\x26\xB2\x75\x8E\x66\xCF\x11", "a Windows Media file")]
    [InlineData("\0\0\x01\xBA\x44", "an MPEG-1 or MPEG-2 video")]
    [InlineData("\x01\x02\x03", "a file of a kind that we do not know")]
    public void A_file_that_is_refused_is_called_what_it_is(string head, string name) => Assert.Equal(name, ForeignFormat.Recognise(Encoding.Latin1.GetBytes(head)).Name);

    [Theory]
    [InlineData(0, 188, 400, true)]
    [InlineData(0, 188, 189, true)] // the file ends in its second packet
    [InlineData(4, 192, 512, true)] // of a camera
    [InlineData(4, 192, 190, false)]
    [InlineData(0, 190, 512, false)]
    [InlineData(1, 188, 512, false)]
    public void A_transport_stream_is_told_by_the_beginnings_of_its_packets(int first, int packet, int length, bool isOne)
    {
        var head = new byte[length];
        for (var at = first; at < length; at += packet)
        {
            head[at] = 0x47;
        }

        Assert.Equal(isOne, ContainerFormat.Of(head) == ContainerFormat.MpegTs);
    }

    [Theory]
    [InlineData("24000/1001", "23.98")]
    [InlineData("25/1", "25")]
    [InlineData("0/0", null)]
    [InlineData("-1/1", null)]
    [InlineData("30", null)]
    public void A_rate_is_a_fraction(string text, string? spoken) => Assert.Equal(spoken, FrameRate.Parse(text)?.Spoken);

    [Theory]
    [InlineData(29.9, "30000/1001")]
    [InlineData(29.99, "30/1")]
    [InlineData(14.2, "24000/1001")]
    [InlineData(27.4, "25/1")]
    [InlineData(500, "120/1")]
    public void A_varying_rate_becomes_the_common_one_nearest_to_it(double measured, string rate) => Assert.Equal(rate, FrameRate.NearestCommon(measured).ToString());
}
