using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Speech.Audio;
using MouthNetTrainer.Speech;

namespace MouthNetTrainer.Augmentation;

/// <summary>Makes one recording sound like many: other heads, rooms, microphones and lines.</summary>
internal static class Disguise
{
    private const int Rate = AudioFeatures.SampleRate;

    public static (float[] Samples, IReadOnlyList<Phone> Phones) Of(Recording recording, Random random)
    {
        // A faster tape has a higher voice and a shorter throat, too.
        var speed = Math.Pow(2, Between(-0.35, 0.35));
        var before = Between(0, 0.4);
        var samples = Padded(Resampling.Resample(recording.Samples, speed), before, Between(0, 0.4));
        Phone[] phones = [new(0, ""), .. recording.Phones.Select(phone => phone with { Start = before + (phone.Start / speed) })];

        Biquad.HighShelf(Between(300, 1200), Between(-8, 8), Rate).Apply(samples);
        Biquad.HighShelf(Between(1500, 4000), Between(-14, 10), Rate).Apply(samples);
        Biquad.HighPass(Between(40, 180), Rate).Apply(samples);
        if (Chance(0.35))
        {
            Room.Apply(samples, Between(0.5, 1.6), Between(0.15, 0.7), (float)Between(0.1, 0.9), Rate);
        }

        if (Chance(0.7))
        {
            Noise.Add(samples, Between(10, 50), Between(-0.5, 0.97), random);
        }

        if (Chance(0.3))
        {
            samples = Telephone.LimitBand(samples, Between(3300, 7000), Rate);
        }

        if (Chance(0.1))
        {
            Biquad.HighPass(Between(200, 350), Rate).Apply(samples);
            Telephone.Quantise(samples);
        }

        return (samples, phones);

        double Between(double least, double most) => least + ((most - least) * random.NextDouble());
        bool Chance(double share) => random.NextDouble() < share;
    }

    private static float[] Padded(float[] samples, double before, double after)
    {
        var padded = new float[samples.Length + (int)((before + after) * Rate)];
        samples.CopyTo(padded, (int)(before * Rate));
        return padded;
    }
}
