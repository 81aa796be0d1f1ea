namespace MouthNetTrainer.Training;

/// <summary>The size of a net.</summary>
/// <param name="Channels">Of every layer but the last.</param>
/// <param name="Layers">In order; the first one hears the sound.</param>
internal sealed record NetForm(int Channels, IReadOnlyList<(int Taps, int Dilation)> Layers)
{
    /// <summary>That of the net we ship: an answer hears 170 ms to either side.</summary>
    public static NetForm Standard { get; } = new(48, [(5, 1), (3, 1), (3, 2), (3, 4), (3, 8)]);
}
