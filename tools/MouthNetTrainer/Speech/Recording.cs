using IntelliAvatar.LipSync.Articulation;

namespace MouthNetTrainer.Speech;

/// <summary>Speech whose phones are known exactly.</summary>
/// <param name="Samples">16 kHz mono.</param>
/// <param name="Phones">In order of time.</param>
internal sealed record Recording(Take Take, float[] Samples, IReadOnlyList<Phone> Phones)
{
    public double Seconds => (double)Samples.Length / AudioFeatures.SampleRate;
}
