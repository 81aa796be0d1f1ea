using System.Text;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IntelliAvatar.Server.ModelServers.Cpu;

/// <summary>The multipart form of <c>generate</c>, its files streamed to disk.</summary>
internal sealed record GenerateForm(string? JobId, string? Phones, bool HasVideo, bool HasAudio)
{
    private const int LongestBoundary = 200;
    private const int LongestJobId = 200;
    private const int LongestPhones = 4 << 20;

    /// <summary>What came, its files at <paramref name="videoPath"/> and <paramref name="audioPath"/>, or why it was refused.</summary>
    public static async Task<(GenerateForm Form, Refusal? Refused)> ReadAsync(
        HttpRequest request, string videoPath, string audioPath, CpuModelServerOptions limits, CancellationToken cancel)
    {
        var form = new GenerateForm(null, null, false, false);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return (form, new Refusal("form_missing", "Send multipart/form-data with the parts 'media' and 'audio'.", StatusCodes.Status415UnsupportedMediaType));
        }

        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
            {
                (form, var refused) = await form.WithAsync(section, videoPath, audioPath, limits, cancel);
                if (refused is not null)
                {
                    return (form, refused);
                }
            }
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (form, new Refusal("upload_too_large", "The upload is too large.", StatusCodes.Status413PayloadTooLarge));
        }
        catch (IOException full) when (full.IsDiskFull())
        {
            return (form, FfmpegFailure.StorageFull);
        }
        catch (Exception cut) when (cut is InvalidDataException or IOException { InnerException: null } and not BadHttpRequestException)
        {
            return (form, new Refusal("form_broken", "The form ends too early or is not well formed.", StatusCodes.Status400BadRequest));
        }

        return (form, form switch
        {
            { HasVideo: false } => new Refusal("video_missing", "The form has no file 'media'."),
            { HasAudio: false } => new Refusal("audio_missing", "The form has no file 'audio'."),
            _ => null,
        });
    }

    private async Task<(GenerateForm Form, Refusal? Refused)> WithAsync(
        MultipartSection section, string videoPath, string audioPath, CpuModelServerOptions limits, CancellationToken cancel)
    {
        var field = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var header) ? HeaderUtilities.RemoveQuotes(header.Name).ToString() : "";
        switch (field)
        {
            case "media":
                return (this with { HasVideo = true }, await SaveAsync(section.Body, videoPath, limits.MaxVideoBytes, "video", cancel));
            case "audio":
                return (this with { HasAudio = true }, await SaveAsync(section.Body, audioPath, limits.MaxAudioBytes, "audio", cancel));
            case "job_id" when await TextAsync(section.Body, LongestJobId, cancel) is { } jobId:
                return (this with { JobId = jobId }, null);
            case "phones" when await TextAsync(section.Body, LongestPhones, cancel) is { } phones:
                return (this with { Phones = phones }, null);
            case "job_id" or "phones":
                return (this, new Refusal("field_too_long", $"The field '{field}' is too long.", StatusCodes.Status413PayloadTooLarge));
            default:
                return (this, null); // a field of a later version
        }
    }

    private static async Task<Refusal?> SaveAsync(Stream from, string path, long atMost, string what, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        var buffer = new byte[64 << 10];
        while (await from.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (file.Position + count > atMost)
            {
                return new Refusal($"{what}_too_large", $"The {what} is larger than {atMost >> 20} MiB.", StatusCodes.Status413PayloadTooLarge);
            }

            await file.WriteAsync(buffer.AsMemory(0, count), cancel);
        }

        return null;
    }

    private static async Task<string?> TextAsync(Stream from, int atMost, CancellationToken cancel)
    {
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        while (await from.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (text.Length + count > atMost)
            {
                return null;
            }

            text.Write(buffer, 0, count);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
