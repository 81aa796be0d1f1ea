using IntelliAvatar.Server.Assets;
using IntelliAvatar.Server.Http;
using IntelliAvatar.Server.Storage;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Orders;

/// <summary>Finds uploads and avatars that orders name.</summary>
public sealed class MediaSourceResolver(Uploads uploads, Avatars avatars, IOptions<UploadLimits> limits)
{
    private static readonly Refusal VideoMissing = new("video_missing", "There is no video: send one, or name an upload or an avatar.");
    private static readonly Refusal Ambiguous = new("video_ambiguous", "Both an upload and an avatar are named. Name one of them.");
    private static readonly Refusal AudioIsAvatar = new("audio_invalid", "An avatar cannot be used as audio. Name an upload.");
    private static readonly Refusal AvatarUnknown = new("avatar_unknown", "There is no avatar with this id. GET /v1/avatars lists them.");
    internal static readonly Refusal UploadUnknown = new("upload_unknown", "There is no upload with this id; perhaps it has expired. Upload the file again.");

    public async Task<(MediaSource? Video, Refusal? Refusal)> FindVideoAsync(MaterialName? name, CancellationToken cancel) => name switch
    {
        { Upload: not null, Avatar: not null } => (null, Ambiguous),
        { Upload: { } upload } => await FindUploadAsync("video", upload, limits.Value.MaxVideoBytes, cancel),
        { Avatar: { } avatar } => await avatars.FindAsync(avatar, cancel) is { } found
            ? (new MediaSource.Normalised(found.VideoKey, TimeSpan.FromSeconds(found.Seconds), found.ChangeList()), null)
            : (null, AvatarUnknown),
        _ => (null, VideoMissing),
    };

    public async Task<(MediaSource? Audio, Refusal? Refusal)> FindAudioAsync(MaterialName name, CancellationToken cancel) =>
        name is { Avatar: null, Upload: { } upload } ? await FindUploadAsync("audio", upload, limits.Value.MaxAudioBytes, cancel)
        : (null, name.Avatar is null ? new("audio_missing", "`audio` must name an upload.") : AudioIsAvatar);

    /// <summary>Finds an upload and puts it together as one file, at a path of ours.</summary>
    public async Task<(string? Path, Refusal? Refusal)> FetchUploadAsync(string role, string uploadId, long most, TempFolder scratch, CancellationToken cancel)
    {
        var (material, refusal) = await FindUploadAsync(role, uploadId, most, cancel);
        return material is MediaSource.Uploaded found ? await FetchAsync(found, scratch, cancel) : (null, refusal);
    }

    /// <summary>Puts an upload together as one file, at a path of ours.</summary>
    public async Task<(string? Path, Refusal? Refusal)> FetchAsync(MediaSource.Uploaded found, TempFolder scratch, CancellationToken cancel)
    {
        try
        {
            var path = scratch.File($"{found.Upload.UploadId}.upload");
            await uploads.AssembleAsync(found.Upload, path, cancel);
            return (path, null);
        }
        catch (FileNotFoundException)
        {
            return (null, UploadUnknown);
        }
    }

    private async Task<(MediaSource? Material, Refusal? Refusal)> FindUploadAsync(string role, string uploadId, long most, CancellationToken cancel) =>
        await uploads.FindAsync(uploadId, cancel) switch
        {
            null => (null, UploadUnknown),
            { IsWhole: false } upload => (null, new("upload_unfinished", $"Of the {role}'s {upload.Length:N0} bytes only {upload.Received:N0} have arrived. Finish the upload first.", StatusCodes.Status409Conflict)),
            var upload when upload.Length > most => (null, UploadForm.TooLarge(role, most)),
            var upload => (new MediaSource.Uploaded(upload), null),
        };
}
