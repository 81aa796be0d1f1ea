using IntelliAvatar.Server.Media.Processes;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Media;

/// <summary>Small pictures of a finished video, made by the same guarded ffmpeg that checked it.</summary>
public sealed class ThumbnailMaker(IOptions<MediaLimits> options) : IDisposable
{
    /// <summary>Mouths are open by then.</summary>
    private const string Moment = "0.5", Seconds = "3";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly Refusal Unreadable = new("video_unreadable", "No picture could be made of this video.");

    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly FfmpegCommands _commands = new(options.Value);

    /// <summary>One picture as JPEG, at most 480 pixels wide and high.</summary>
    /// <param name="video">Says where the mp4 lies; asked when it is this picture's turn, for it may have to be fetched.</param>
    /// <returns>Null when <paramref name="jpgPath"/> is there, else why it is not.</returns>
    public Task<Refusal?> ThumbnailAsync(Func<CancellationToken, Task<string>> video, string jpgPath, CancellationToken cancel) =>
        InTurnAsync(
            async () =>
            {
                string[] picture = ["-map", "0:V:0", "-frames:v", "1", "-vf", Within(480), "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "4", "-f", "image2", "-update", "1"];
                var mp4Path = await video(cancel);

                // A video that is shorter than the moment gives no picture there; its first one, then.
                return await MakeAsync(mp4Path, ["-ss", Moment], picture, jpgPath, cancel) is null ? null : await MakeAsync(mp4Path, [], picture, jpgPath, cancel);
            },
            cancel);

    /// <summary>The first seconds as animated WebP, without sound, at most 320 pixels wide and high.</summary>
    /// <param name="video">As for <see cref="ThumbnailAsync"/>.</param>
    /// <returns>As <see cref="ThumbnailAsync"/>.</returns>
    public Task<Refusal?> PreviewAsync(Func<CancellationToken, Task<string>> video, string webpPath, CancellationToken cancel) =>
        InTurnAsync(
            async () => await MakeAsync(
                await video(cancel), ["-t", Seconds],
                ["-map", "0:V:0", "-vf", $"fps=10,{Within(320)}", "-c:v", "libwebp_anim", "-q:v", "55", "-compression_level", "4", "-loop", "0", "-f", "webp"],
                webpPath, cancel),
            cancel);

    public void Dispose() => _slots.Dispose();

    private static string Within(int side) => $"scale={side}:{side}:force_original_aspect_ratio=decrease:force_divisible_by=2";

    private async Task<Refusal?> InTurnAsync(Func<Task<Refusal?>> make, CancellationToken cancel)
    {
        await _slots.WaitAsync(cancel);
        try
        {
            return await make();
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<Refusal?> MakeAsync(string video, IReadOnlyList<string> input, IReadOnlyList<string> output, string path, CancellationToken cancel)
    {
        var exit = await ChildProcess.RunAsync(
            _commands.Convert(new SourceFile(video, ContainerFormat.Mp4), input, [.. output, "-an", "-sn", "-dn", "-map_metadata", "-1", "-y", FfmpegCommands.Url(path)], Deadline), cancel);
        return exit.Succeeded && new FileInfo(path) is { Exists: true, Length: > 0 } ? null : FfmpegFailure.Explain(exit, Unreadable);
    }
}
