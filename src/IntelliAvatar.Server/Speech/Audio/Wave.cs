namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>Mono sound.</summary>
/// <param name="Samples">−1…1.</param>
/// <param name="Rate">Samples per second.</param>
public sealed record Wave(float[] Samples, int Rate)
{
    public double Seconds => (double)Samples.Length / Rate;
}
