using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>Tells the few reasons apart for which ffmpeg did not finish.</summary>
internal static class FfmpegFailure
{
    private const int ProcessorTimeUsedUp = 128 + 24; // SIGXCPU
    private const int FileTooLarge = 128 + 25; // SIGXFSZ

    public static Refusal StorageFull { get; } =
        new("storage_full", "The disk of the server is full. Try again later, or tell whoever runs it.", StatusCodes.Status507InsufficientStorage);

    /// <summary>Why it failed; <paramref name="broken"/> when the reason is the file itself.</summary>
    /// <exception cref="InvalidOperationException">There is no ffmpeg on this machine.</exception>
    public static Refusal Explain(ChildExit exit, Refusal broken) => exit switch
    {
        { Code: 127 } => throw new InvalidOperationException($"ffmpeg could not be started; is it installed? {exit.Errors}"),
        { PastDeadline: true } or { Code: ProcessorTimeUsedUp } => new("media_too_slow", "Reading this file takes longer than we can wait. Send it shorter or smaller."),
        { Code: FileTooLarge } => new("media_too_large", "Converted, this file would be too large. Send it shorter or smaller."),
        _ when exit.Errors.Contains("No space left on device", StringComparison.Ordinal) => StorageFull,
        _ => broken,
    };

    /// <summary>ffmpeg ends well when a Matroska file ends early, and only mentions it.</summary>
    public static bool SaysCut(ChildExit exit) => exit.Errors.Contains("File ended prematurely", StringComparison.Ordinal);
}
