using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.Server.Speech.Audio;
using MouthNetTrainer.Augmentation;

namespace MouthNetTrainer.Speech;

/// <summary>A folder of recordings; what is there is not spoken again.</summary>
internal sealed class Studio(string folder, Speakers speakers)
{
    private const int AtOnce = 2;

    /// <summary>All takes, in their order.</summary>
    public async Task<IReadOnlyList<Recording>> RecordAsync(IReadOnlyList<Take> takes, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var recordings = new Recording[takes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForAsync(0, takes.Count, options, async (i, stop) => recordings[i] = await RecordAsync(takes[i], stop));
        return recordings;
    }

    private async Task<Recording> RecordAsync(Take take, CancellationToken cancel)
    {
        var stem = Path.Combine(folder, take.Name);
        var (wav, phones) = (stem + ".wav", stem + ".phones");
        if (!File.Exists(phones))
        {
            var timings = await speakers.SpeakAsync(take, wav, cancel);
            await File.WriteAllTextAsync(phones + ".part", PhoneFile.Format(timings), cancel);
            File.Move(phones + ".part", phones, overwrite: true);
        }

        var wave = WaveReader.Read(await File.ReadAllBytesAsync(wav, cancel)) ?? throw new InvalidOperationException($"{wav} is no wav file.");
        return new Recording(
            take,
            wave.Rate == AudioFeatures.SampleRate ? wave.Samples : Resampling.Resample(wave.Samples, (double)wave.Rate / AudioFeatures.SampleRate),
            PhoneFile.Parse(await File.ReadAllTextAsync(phones, cancel)));
    }
}
