using IntelliAvatar.Server.Media.Processes;

namespace IntelliAvatar.Server.Media;

/// <summary>Tells the few reasons apart for which ffmpeg did not finish.</summary>
internal static class FfmpegFailure
{
    private const int ProcessorTimeUsedUp = 128 + 24; // SIGXCPU, which ffmpeg catches and ends with this:
    private const int EndedBySignal = 255;
    private const int Killed = 128 + 9;
    private const int FileTooLarge = 128 + 25; // SIGXFSZ

    public static Refusal StorageFull { get; } =
        new("storage_full", "The disk of the server is full. Try again later, or tell its operator.", StatusCodes.Status507InsufficientStorage);

    public static Refusal Stalled { get; } = new(
        "media_stalled", "The file could not be read in time because the server is too busy. Try again in a few minutes.", StatusCodes.Status503ServiceUnavailable);

    /// <summary>Why it failed; <paramref name="broken"/> when the reason is the file itself.</summary>
    /// <exception cref="InvalidOperationException">There is no ffmpeg on this machine.</exception>
    public static Refusal Explain(ChildExit exit, Refusal broken) => exit switch
    {
        { Code: 127 } => throw new InvalidOperationException($"ffmpeg could not be started; is it installed? {exit.Errors}"),
        { PastDeadline: true } or { Code: Killed } => Stalled,
        { Code: ProcessorTimeUsedUp or EndedBySignal } =>
            new("media_too_slow", "Reading this file takes far more processor time than a file of its size and length should. Export it again, shorter or smaller."),
        { Code: FileTooLarge } => new("media_too_large", "Converted, this file would be too large. Send it shorter or smaller."),
        _ when IsOutOfMemory(exit.Errors) =>
            new("media_too_large", "Reading this file takes more memory than one file may use. Export it again with a smaller picture, or with the usual settings of its codec."),
        _ when exit.Errors.Contains("No space left on device", StringComparison.Ordinal) => StorageFull,
        _ => broken,
    };

    /// <summary>ffmpeg says the same of a file with too many streams, x264 says it in words of its own.</summary>
    private static bool IsOutOfMemory(string errors) =>
        (errors.Contains("Cannot allocate memory", StringComparison.Ordinal) && !errors.Contains("max_streams", StringComparison.Ordinal))
        || errors.Contains("malloc of size", StringComparison.Ordinal);

    /// <summary>ffmpeg ends well when a Matroska file ends early, and only mentions it.</summary>
    public static bool SaysCut(ChildExit exit) => exit.Errors.Contains("File ended prematurely", StringComparison.Ordinal);
}
