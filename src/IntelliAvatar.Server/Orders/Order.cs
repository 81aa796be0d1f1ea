using System.Text.Json;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.Orders;

/// <summary>What is to be made: a head, and what it says.</summary>
public sealed record Order
{
    public required string UserId { get; init; }

    /// <summary>What it is listed as; null: as its kind is usually called.</summary>
    public string? Feature { get; init; }

    public required MediaSource Video { get; init; }

    /// <summary>What it says, where that is a recording.</summary>
    public MediaSource? Audio { get; init; }

    /// <summary>What it says, where that is a text.</summary>
    public SpeechRequest? Says { get; init; }

    public int Priority { get; init; }
}

/// <summary>An order of which everything was looked at and found good. What takes long to bring into form is still as it was sent: the job converts it.</summary>
/// <param name="Audio">Null where a text is to be spoken.</param>
public sealed record AcceptedOrder(Order Order, MediaSource Video, MediaSource? Audio)
{
    /// <summary>A JSON array of sentences, as a job keeps them.</summary>
    public string Changes => ChangesAnd([]);

    /// <summary>What is left to convert takes so long, about; null: nothing is left.</summary>
    public double? ConversionSeconds => ConversionOf(Video) is var video && ConversionOf(Audio) is var audio && video is null ? audio : video + (audio ?? 0);

    /// <summary>How long the audio lasts, or says that it lasts.</summary>
    public double? AudioSeconds => Audio switch
    {
        MediaSource.Normalised { Length: var length } => length.TotalSeconds,
        MediaSource.Unconverted { Length: { } length } => length.TotalSeconds,
        _ => null,
    };

    public string VideoKey(string jobId) => Video is MediaSource.Unconverted ? StorageKeys.SentVideo(jobId) : StorageKeys.Video(jobId);

    public string AudioKey(string jobId) => Audio is MediaSource.Unconverted ? StorageKeys.SentAudio(jobId) : StorageKeys.Audio(jobId);

    /// <summary>And what else is to be told of it.</summary>
    public string ChangesAnd(IEnumerable<string> more) => JsonSerializer.Serialize<string[]>([.. ChangesOf(Video), .. ChangesOf(Audio), .. more]);

    private static IReadOnlyList<string> ChangesOf(MediaSource? material) => (material as MediaSource.Normalised)?.Changes ?? [];

    private static double? ConversionOf(MediaSource? material) => (material as MediaSource.Unconverted)?.Conversion.TotalSeconds;
}
