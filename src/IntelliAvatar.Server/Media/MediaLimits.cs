using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.Media;

/// <summary>What we accept of a person's video and audio: the configuration section <c>Limits</c>.</summary>
public sealed class MediaLimits
{
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxAudioDuration { get; init; } = TimeSpan.FromMinutes(30);

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan MaxVideoDuration { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Shorter than this there is nothing to speak, or nothing to show.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan MinDuration { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Pixels of the shorter side, at least.</summary>
    [Range(2, 4096)]
    public int MinPictureSide { get; init; } = 16;

    /// <summary>Pixels of the longer side, at most.</summary>
    [Range(16, 8192)]
    public int MaxPictureSide { get; init; } = 4096;

    /// <summary>Width times height, at most. Also what every decoder is held to (<c>-max_pixels</c>).</summary>
    [Range(256, 33_554_432)]
    public int MaxPicturePixels { get; init; } = 8_912_896;

    /// <summary>Width times height of a still picture, at most: what is larger than a video may be is scaled down while it is read.</summary>
    [Range(256, 134_217_728)]
    public int MaxPhotoPixels { get; init; } = 67_108_864;

    /// <summary>Of the result; what is faster is thinned out.</summary>
    [Range(10, 240)]
    public int MaxFrameRate { get; init; } = 120;

    /// <summary>Width times height times frames of a video, as sent and as converted: at most 120,000,000,000, which is half an hour at 1920 × 1080 and 30 frames a second.</summary>
    [Range(1_000_000L, long.MaxValue)]
    public long MaxVideoPixels { get; init; } = 120_000_000_000;

    /// <summary>Seconds times channels times sampling rate of a recording, at most: half an hour of six channels at 48 kHz.</summary>
    [Range(1_000_000L, long.MaxValue)]
    public long MaxAudioSamples { get; init; } = 520_000_000;

    /// <summary>How long a request waits for its turn to have a file converted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan MaxIntakeWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What takes more processor time to convert is converted by the job and not by the request that sends it.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan MaxConversionInRequest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What one file that we write may take.</summary>
    [Range(1_000_000, long.MaxValue)]
    public long MaxOutputBytes { get; init; } = 4L << 30;
}
