namespace IntelliAvatar.LipSync.Core;

/// <summary>The rates of every sound that the engine hears.</summary>
internal static class SoundRate
{
    /// <summary>In Hz.</summary>
    public const int SampleRate = 16_000;

    /// <summary>How many values a second a track of features has.</summary>
    public const int HopsPerSecond = 100;
}
