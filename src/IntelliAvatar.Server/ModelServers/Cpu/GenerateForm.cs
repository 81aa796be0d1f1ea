using System.Security.Cryptography;
using System.Text;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>The multipart form of <c>generate</c>, its files streamed to disk.</summary>
/// <param name="Video">The hash of the video.</param>
/// <param name="Audio">The hash of the speech.</param>
internal sealed record GenerateForm(string? JobId, string? Phones, string? Video, string? Audio)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All that the result is made of, in one word: the same for the same files only.</summary>
    public string Content => $"{Video}-{Audio}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Phones ?? "")))}";

    private const int LongestBoundary = 200;
    private const int LongestJobId = 200;
    private const int LongestPhones = 4 << 20;

    /// <summary>What came, its files at <paramref name="videoPath"/> and <paramref name="audioPath"/>, or why it was refused.</summary>
    public static async Task<(GenerateForm? Form, Refusal? Refused)> ReadAsync(
        HttpRequest request, string videoPath, string audioPath, CpuModelServerOptions limits, UploadPlaces.Place place)
    {
        var form = new GenerateForm(null, null, null, null);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return (null, new Refusal("form_missing", "Send multipart/form-data with the parts 'media' and 'audio'.", StatusCodes.Status415UnsupportedMediaType));
        }

        try
        {
            await using var body = new StoppableBody(request.BodyReader, place.Token);
            var reader = new MultipartReader(boundary.ToString(), body);
            while (await reader.ReadNextSectionAsync(place.Token) is { } section)
            {
                (form, var refused) = await form.WithAsync(section, videoPath, audioPath, limits, place);
                if (refused is not null)
                {
                    return (null, refused);
                }
            }
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, new Refusal("upload_too_large", "The upload is too large.", StatusCodes.Status413PayloadTooLarge));
        }
        catch (IOException full) when (full.IsDiskFull())
        {
            return (null, FfmpegFailure.StorageFull);
        }
        catch (Exception cut) when (cut is InvalidDataException or DecoderFallbackException or IOException { InnerException: null } and not BadHttpRequestException)
        {
            return (null, new Refusal("form_broken", "The form ends too early or is not well formed.", StatusCodes.Status400BadRequest));
        }

        return form switch
        {
            { Video: null } => (null, new Refusal("video_missing", "The form has no file 'media'.")),
            { Audio: null } => (null, new Refusal("audio_missing", "The form has no file 'audio'.")),
            _ => (form, null),
        };
    }

    private async Task<(GenerateForm Form, Refusal? Refused)> WithAsync(
        MultipartSection section, string videoPath, string audioPath, CpuModelServerOptions limits, UploadPlaces.Place place)
    {
        var field = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var header) ? HeaderUtilities.RemoveQuotes(header.Name).ToString() : "";
        switch (field)
        {
            case "media" when Video is not null:
            case "audio" when Audio is not null:
            case "job_id" when JobId is not null:
            case "phones" when Phones is not null:
                return (this, new Refusal("form_duplicate", $"The form has '{field}' twice."));
            case "media":
                var (video, noVideo) = await SaveAsync(section.Body, videoPath, limits.MaxVideoBytes, "video", place);
                return (this with { Video = video }, noVideo);
            case "audio":
                var (audio, noAudio) = await SaveAsync(section.Body, audioPath, limits.MaxAudioBytes, "audio", place);
                return (this with { Audio = audio }, noAudio);
            case "job_id" when await TextAsync(section.Body, LongestJobId, place) is { } jobId:
                return (this with { JobId = jobId }, null);
            case "phones" when await TextAsync(section.Body, LongestPhones, place) is { } phones:
                return (this with { Phones = phones }, null);
            case "job_id" or "phones":
                return (this, new Refusal("field_too_long", $"The field '{field}' is too long.", StatusCodes.Status413PayloadTooLarge));
            default:
                return (this, null); // a field of a later version
        }
    }

    private static async Task<(string? Sha256, Refusal? Refused)> SaveAsync(Stream from, string path, long atMost, string what, UploadPlaces.Place place)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 << 10];
        while (await from.ReadAsync(buffer, place.Token) is > 0 and var count)
        {
            place.Moved(count);
            if (file.Position + count > atMost)
            {
                return (null, new Refusal($"{what}_too_large", $"The {what} is larger than {atMost >> 20} MiB.", StatusCodes.Status413PayloadTooLarge));
            }

            await file.WriteAsync(buffer.AsMemory(0, count), place.Token);
            sha256.AppendData(buffer, 0, count);
        }

        return (Convert.ToHexStringLower(sha256.GetHashAndReset()), null);
    }

    private static async Task<string?> TextAsync(Stream from, int atMost, UploadPlaces.Place place)
    {
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        while (await from.ReadAsync(buffer, place.Token) is > 0 and var count)
        {
            place.Moved(count);
            if (text.Length + count > atMost)
            {
                return null;
            }

            text.Write(buffer, 0, count);
        }

        return Strict.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
