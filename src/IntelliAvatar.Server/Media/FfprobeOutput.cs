using System.Globalization;
using System.Text.Json;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.Server.Media;

/// <summary>Reads what <c>ffprobe -show_format -show_streams -of json</c> prints. What is missing or is no number is null.</summary>
public static class FfprobeOutput
{
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static MediaInfo Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("ffprobe did not print an object.");
        }

        JsonElement[] streams = root.TryGetProperty("streams", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
        var video = streams.Where(stream => Text(stream, "codec_type") == "video" && !IsAttachedPicture(stream)).Select(ReadVideo).FirstOrDefault();
        AudioStream[] sounds = [.. streams.Where(stream => Text(stream, "codec_type") == "audio").Select(ReadAudio).OrderBy(sound => !sound.IsDefault)];
        var audio = sounds.FirstOrDefault();
        var duration = root.TryGetProperty("format", out var format) ? Duration(format) : null;
        return new MediaInfo(duration, video, audio, streams.Length - (video is null ? 0 : 1) - (audio is null ? 0 : 1)) { Sounds = sounds };
    }

    private static VideoStream ReadVideo(JsonElement stream)
    {
        var aspect = FrameRate.Parse(Text(stream, "sample_aspect_ratio"))?.FramesPerSecond;
        return new VideoStream(
            Codec(stream),
            (int?)Number(stream, "width") ?? 0,
            (int?)Number(stream, "height") ?? 0,
            Text(stream, "pix_fmt") ?? "unknown",
            FrameRate.Parse(Text(stream, "r_frame_rate")),
            FrameRate.Parse(Text(stream, "avg_frame_rate")),
            (long?)Number(stream, "nb_frames"),
            Duration(stream),
            Rotation(stream),
            DisplayMatrix(stream) is not null,
            aspect is > 0.99 and < 1.01 ? null : aspect,
            Text(stream, "field_order") is "tt" or "bb" or "tb" or "bt",
            new ColourTags(Known(stream, "color_range"), Known(stream, "color_space"), Known(stream, "color_primaries"), Known(stream, "color_transfer")))
        {
            HasHiddenAlpha = Codec(stream) is "vp8" or "vp9" && Tag(stream, "alpha_mode") == "1",
        };
    }

    private static AudioStream ReadAudio(JsonElement stream, int position) => new(
        Codec(stream),
        (int?)Number(stream, "sample_rate") ?? 0,
        (int?)Number(stream, "channels") ?? 0,
        Duration(stream),
        position,
        Disposes(stream, "default"));

    private static bool IsAttachedPicture(JsonElement stream) => Disposes(stream, "attached_pic");

    private static bool Disposes(JsonElement stream, string what) =>
        stream.TryGetProperty("disposition", out var disposition) && disposition.ValueKind == JsonValueKind.Object && Number(disposition, what) == 1;

    private static string? Tag(JsonElement stream, string name) =>
        stream.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Object
            ? tags.EnumerateObject().Where(tag => tag.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(tag => Text(tags, tag.Name)).FirstOrDefault()
            : null;

    /// <summary>A codec that ffmpeg does not know at all has no name, only the file's tag.</summary>
    private static string Codec(JsonElement stream) => Text(stream, "codec_name") is { } name and not "none" ? name : CodecNames.UnknownPrefix + (Text(stream, "codec_tag_string") ?? "");

    private static JsonElement? DisplayMatrix(JsonElement stream) =>
        stream.TryGetProperty("side_data_list", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(data => Text(data, "side_data_type") == "Display Matrix").Select(data => (JsonElement?)data).FirstOrDefault()
            : null;

    /// <summary>ffprobe counts counter-clockwise, −180…180.</summary>
    private static int Rotation(JsonElement stream) =>
        DisplayMatrix(stream) is { } matrix && Number(matrix, "rotation") is { } degrees and > -361 and < 361
            ? (int)(((-degrees % 360) + 360) % 360)
            : 0;

    private static TimeSpan? Duration(JsonElement of) =>
        Number(of, "duration") is { } seconds and >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>A colour tag, unless it says that nothing is known.</summary>
    private static string? Known(JsonElement stream, string name) =>
        Text(stream, name) is { } tag && tag is not ("unknown" or "reserved" or "unspecified") && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? tag : null;

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>ffprobe writes some numbers as numbers and some as text.</summary>
    private static double? Number(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out var value))
        {
            return null;
        }

        var number = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var direct) => direct,
            JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => double.NaN,
        };
        return double.IsFinite(number) && Math.Abs(number) < 1e15 ? number : null;
    }
}
