using System.ComponentModel.DataAnnotations;

namespace IntelliAvatar.Server.ModelServers.Gateway;

/// <summary>How long a conversation with a gateway may take, step by step; each limit is larger than the one before it.</summary>
public sealed class GatewayOptions
{
    /// <summary>A question on the side: health, progress, cancel.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Aside { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Until a TCP and TLS connection stands.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Until <c>get_file</c> begins to answer. (<c>generate</c> renders before it answers: it has the whole <see cref="Attempt"/>.)</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan FirstByte { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A transfer that moves less than <see cref="StallBytes"/> in this time is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Stall { get; set; } = TimeSpan.FromSeconds(60);

    [Range(1, 1 << 30)]
    public int StallBytes { get; set; } = 64 << 10;

    /// <summary>A server of ours that answers no question for this long during a render is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Silence { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A server of ours whose progress stands still for this long is given up. One that tells no progress has the whole <see cref="Attempt"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan NoProgress { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The whole conversation, from upload to the last byte of the result.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Attempt { get; set; } = TimeSpan.FromMinutes(40);

    /// <summary>The pause before a result is asked for again; doubled each time, to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>For how long a finished result is asked for whose server cannot be reached or breaks off.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan FetchPatience { get; set; } = TimeSpan.FromMinutes(1);

    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan ProgressEvery { get; set; } = TimeSpan.FromSeconds(1);

    [Range(1L, long.MaxValue)]
    public long MaxResultBytes { get; set; } = 4L << 30;
}
