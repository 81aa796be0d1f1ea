using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Orders;

/// <summary>An order as it came, its files not looked at yet.</summary>
/// <param name="Body">What was written.</param>
/// <param name="Video">Where the video lies that came with it; null: it is named, or missing.</param>
/// <param name="Audio">The same for the audio.</param>
/// <param name="Fingerprint">The same exactly for the same order.</param>
public sealed record ParsedOrder(OrderBody Body, string? Video, string? Audio, string Fingerprint);

/// <summary>Reads orders from requests: a form with the files in it, or JSON that names them.</summary>
public sealed class OrderReader(IOptions<UploadLimits> limits, MediaSourceResolver sources)
{
    private static readonly HashSet<string> Files = ["video", "audio"];

    /// <param name="scratch">Where files that come with it are put.</param>
    public Task<(ParsedOrder? Draft, Refusal? Refusal)> ReadAsync(HttpRequest request, TempFolder scratch, CancellationToken cancel) =>
        request.HasJsonContentType() ? ReadJsonAsync(request, cancel) : ReadFormAsync(request, scratch, cancel);

    /// <summary>What is wrong with the names in an order; null: nothing.</summary>
    public static Refusal? RefuseNames(string userId, string? feature) =>
        ShortText.Refuse("user_id", userId, required: true) ?? ShortText.Refuse("feature", feature, required: false);

    /// <summary>Finds what the order names.</summary>
    public async Task<(Order? Order, Refusal? Refusal)> ResolveAsync(ParsedOrder draft, CancellationToken cancel)
    {
        var body = draft.Body;
        var (video, noVideo) = draft.Video is { } sent ? (new MediaSource.Sent(sent), null) : await sources.FindVideoAsync(body.Video, cancel);
        if (video is null)
        {
            return (null, noVideo);
        }

        MediaSource? audio = draft.Audio is { } recording ? new MediaSource.Sent(recording) : null;
        if (audio is null && body.Audio is { } named)
        {
            (audio, var noAudio) = await sources.FindAudioAsync(named, cancel);
            if (audio is null)
            {
                return (null, noAudio);
            }
        }

        return (new Order
        {
            UserId = body.UserId,
            Feature = body.Feature,
            Video = video,
            Audio = audio,
            Says = body.Text is null ? null : new SpeechRequest(body.Text, Given(body.Voice), Given(body.Gender), Given(body.Language)),
            Priority = body.Priority,
        }, null);
    }

    private static async Task<(ParsedOrder? Draft, Refusal? Refusal)> ReadJsonAsync(HttpRequest request, CancellationToken cancel)
    {
        var (body, refusal) = await JsonBody.ReadAsync<OrderBody>(request, cancel);
        return body is null ? (null, refusal) : (new ParsedOrder(body, null, null, Hash(body)), null);
    }

    private async Task<(ParsedOrder? Draft, Refusal? Refusal)> ReadFormAsync(HttpRequest request, TempFolder scratch, CancellationToken cancel)
    {
        var wanted = new Dictionary<string, long>(StringComparer.Ordinal) { ["video"] = limits.Value.MaxVideoBytes, ["audio"] = limits.Value.MaxAudioBytes };
        var (form, refusal) = await UploadForm.ReadAsync(request, wanted, scratch, cancel, optional: Files);
        if (form is null)
        {
            return (null, refusal);
        }

        var priority = 0;
        if (form.Field("priority") is { } given && !int.TryParse(given, CultureInfo.InvariantCulture, out priority))
        {
            return (null, new("priority_invalid", "priority must be a whole number."));
        }

        var avatar = form.Field("avatar");
        var body = new OrderBody(
            form.Field("user_id") ?? "", avatar is null ? null : new MaterialName(Avatar: avatar), null, form.Field("text"), form.Field("voice"), form.Field("gender"),
            form.Field("language"), form.Field("feature"), priority);
        var (video, audio) = (form.FileOrNull("video"), form.FileOrNull("audio"));
        return video is not null && avatar is not null
            ? (null, new("video_ambiguous", "Both a video and an avatar were sent. Send one of them."))
            : (new ParsedOrder(body, video, audio, Hash(body) + await HashAsync(video, cancel) + await HashAsync(audio, cancel)), null);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Hash(OrderBody body) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body)));

    private static async Task<string> HashAsync(string? path, CancellationToken cancel) => path is null ? " -" : " " + await ContentHash.OfFileAsync(path, cancel);
}
