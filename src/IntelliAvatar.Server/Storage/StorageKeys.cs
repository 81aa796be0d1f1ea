using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace IntelliAvatar.Server.Storage;

/// <summary>The names of files in storage. Clients and operators know them; they never change. No name from outside ever becomes one.</summary>
public static partial class StorageKeys
{
    private const string Incoming = "incoming/", Avatars = "avatars/", SentVideoForm = ".video", SentAudioForm = ".audio";
    private const int TryDigits = 12;

    public static string Video(string jobId) => $"uploads/{jobId}/{jobId}.mp4";

    public static string Audio(string jobId) => $"uploads/{jobId}/{jobId}.wav";

    /// <summary>A job's video as its user sent it; the job replaces it by its normal form, <see cref="Video"/>.</summary>
    public static string SentVideo(string jobId) => $"uploads/{jobId}/{jobId}{SentVideoForm}";

    /// <summary>The same for its audio.</summary>
    public static string SentAudio(string jobId) => $"uploads/{jobId}/{jobId}{SentAudioForm}";

    /// <summary>Whether this is an input as its user sent it.</summary>
    public static bool IsAsSent(string key) => Path.GetExtension(key) is SentVideoForm or SentAudioForm;

    /// <summary>When each sound of the speech begins, beside the speech that we made ourselves.</summary>
    public static string PhonesOf(string audioKey) => Path.ChangeExtension(audioKey, ".phones");

    public static bool IsPhones(string key) => Path.GetExtension(key) == ".phones";

    public static string AudioOf(string phonesKey) => Path.ChangeExtension(phonesKey, ".wav");

    public static string Output(string jobId) => $"outputs/{jobId}.mp4";

    /// <summary>A picture of a result, beside it.</summary>
    public static string ThumbnailOf(string outputKey) => Path.ChangeExtension(outputKey, ".jpg");

    /// <summary>A few moving seconds of a result, beside it.</summary>
    public static string PreviewOf(string outputKey) => Path.ChangeExtension(outputKey, ".webp");

    /// <summary>The result of which this is a picture, or which this is.</summary>
    public static string VideoOf(string key) => Path.ChangeExtension(key, ".mp4");

    /// <summary>One piece of a file that is on its way to us, or there.</summary>
    public static string Part(string uploadId, string partId) => $"{Incoming}{uploadId}/{partId}.part";

    /// <summary>The video of an avatar; its picture lies beside it, as that of a result does.</summary>
    public static string Avatar(string avatarId) => $"{Avatars}{avatarId}/{avatarId}.mp4";

    public static bool IsPart(string key) => key.StartsWith(Incoming, StringComparison.Ordinal);

    public static bool IsAvatar(string key) => key.StartsWith(Avatars, StringComparison.Ordinal);

    public static bool IsOutput(string key) => key.StartsWith("outputs/", StringComparison.Ordinal);

    /// <summary>Whether this is a key of the kind that this program makes.</summary>
    public static bool IsKey(string key) => Form().IsMatch(key);

    /// <exception cref="ArgumentException">Not a key that this program makes.</exception>
    public static string Checked(string key) => IsKey(key) ? key : throw new ArgumentException($"'{key}' is not a storage key.", nameof(key));

    /// <summary>The upload whose part this is.</summary>
    public static string UploadOf(string partKey) => partKey.Split('/')[1];

    /// <summary>The job (or avatar) whose file this is.</summary>
    public static string JobOf(string key) => Path.GetFileName(key).Split('.')[0];

    /// <summary>Names one try to store something, e.g. <c>2-9f86d081884c</c>: no other try ever has it.</summary>
    /// <param name="attempt">At which attempt of a job; 0: before the first.</param>
    public static string NewTry(int attempt = 0) => $"{attempt}-{RandomNumberGenerator.GetHexString(TryDigits, lowercase: true)}";

    /// <summary>The name with the try in it: <c>outputs/{job_id}.2-9f86d081884c.mp4</c>.</summary>
    public static string WithTry(string name, string tryId) => $"{Path.ChangeExtension(name, null)}.{tryId}{Path.GetExtension(name)}";

    /// <summary>As people know the file: without the try, and an input by the name of its normal form.</summary>
    public static string NameOf(string key) => Path.GetExtension(key) switch
    {
        SentVideoForm => Path.ChangeExtension(WithoutTry(key), ".mp4"),
        SentAudioForm => Path.ChangeExtension(WithoutTry(key), ".wav"),
        _ => WithoutTry(key),
    };

    private static string WithoutTry(string key) =>
        Path.GetFileName(key).Split('.').Length > 2 ? $"{Path.GetDirectoryName(key)}/{JobOf(key)}{Path.GetExtension(key)}" : key;

    // Versions before 2026-12 wrote the attempt alone.
    private const string Id = "[0-9a-f-]{36}", Try = @"(\.[0-9]{1,9}(-[0-9a-f]{12})?)?";

    [GeneratedRegex(
        $@"^((uploads/{Id}|outputs)/{Id}{Try}\.(mp4|wav|video|audio|phones|jpg|webp)|incoming/{Id}/{Id}\.part|avatars/{Id}/{Id}{Try}\.(mp4|jpg))$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
