using IntelliAvatar.Server.Assets;

namespace IntelliAvatar.Server.Features.Uploads;

/// <summary>An upload as <c>/v1</c> tells it.</summary>
/// <param name="Status">ARRIVING or ARRIVED: then jobs, avatars, plans and batches may name it, as often as they like.</param>
/// <param name="Length">In bytes, when it is whole.</param>
/// <param name="Received">How many bytes are safely stored.</param>
/// <param name="FileName">As its sender calls it.</param>
/// <param name="FileType">What its sender takes it for; its bytes decide.</param>
/// <param name="ExpiresAt">It is removed then.</param>
public sealed record UploadState(
    string UploadId, string UserId, string Status, long Length, long Received, string? FileName, string? FileType, DateTime CreatedAt, DateTime ExpiresAt)
{
    internal static UploadState Of(Upload upload) => new(
        upload.UploadId, upload.UserId, upload.IsWhole ? "ARRIVED" : "ARRIVING", upload.Length, upload.Received, upload.FileName, upload.FileType,
        upload.CreatedAt.UtcDateTime, upload.ExpiresAt.UtcDateTime);
}
