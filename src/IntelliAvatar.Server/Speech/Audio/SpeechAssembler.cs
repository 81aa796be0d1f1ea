using System.Runtime.InteropServices;
using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>Chunks joined one after another on disk, so that memory does not grow with the speech; then brought to one loudness and written as a wav file.</summary>
internal sealed class SpeechAssembler : IDisposable
{
    private const double SentencePause = 0.35, BreathPause = 0.15;
    private const double TargetLufs = -16, CloseEnough = 0.1;
    private const int MostPasses = 4, BlockSamples = 8192;

    private readonly FileStream _file;
    private readonly LoudnessMeter _meter;
    private readonly PhoneTrack _phones = new();
    private bool _allTimed = true;
    private long _samples;

    /// <param name="folder">Where there is room for 4 bytes a sample.</param>
    public SpeechAssembler(string folder, int rate)
    {
        Rate = rate;
        _meter = new LoudnessMeter(rate);
        var path = Path.Combine(folder, $".{Guid.NewGuid():N}.speech");
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete);
        File.Delete(path); // The open file lives on without a name: whatever kills us, nothing is left behind.
    }

    public int Rate { get; }

    public TimeSpan Length => TimeSpan.FromSeconds((double)_samples / Rate);

    public IReadOnlyList<Phone>? Phones => _allTimed ? _phones.Phones : null;

    public void Pause(bool afterSentence) => Append(new float[(int)(Rate * (afterSentence ? SentencePause : BreathPause))]);

    /// <summary>Adds a chunk as its engine made it; one that is silent adds nothing.</summary>
    public void Add(Wave raw, IReadOnlyList<Phone>? phones)
    {
        var timed = phones is not null && PhoneTrack.Fits(phones, raw.Seconds);
        _allTimed &= timed;
        if (ChunkTrimmer.Apply(raw, timed ? phones : null) is not { } chunk)
        {
            return;
        }

        var offset = (double)_samples / Rate;
        foreach (var phone in chunk.Phones ?? [])
        {
            _phones.Add(phone with { Start = offset + phone.Start });
        }

        Append(chunk.Wave.Samples);
    }

    /// <summary>Writes everything at −16 LUFS with no peak above −1.5 dBFS; false when there is nothing to hear.</summary>
    public bool Master(Stream wav)
    {
        if (_meter.Integrated() is not { } loudness)
        {
            return false;
        }

        var gainDb = TargetLufs - loudness;
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var limited = new LoudnessMeter(Rate);
            Play(gainDb, limited.Add);
            var missing = TargetLufs - (limited.Integrated() ?? TargetLufs);
            if (Math.Abs(missing) < CloseEnough)
            {
                break;
            }

            gainDb += missing; // The limiter took some of it away.
        }

        var writer = new WaveWriter(wav, Rate);
        writer.Begin();
        Play(gainDb, writer.Write);
        writer.Finish();
        return true;
    }

    public void Dispose() => _file.Dispose();

    private void Append(float[] samples)
    {
        _file.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
        _meter.Add(samples);
        _samples += samples.Length;
    }

    private delegate void Listener(ReadOnlySpan<float> samples);

    /// <summary>Plays the assembled speech through gain and limiter, without the limiter's delay.</summary>
    private void Play(double gainDb, Listener listen)
    {
        var gain = (float)Math.Pow(10, gainDb / 20);
        var limiter = new Limiter(Rate);
        var block = new float[BlockSamples];
        var delayed = limiter.Delay;
        _file.Position = 0;
        for (var left = _samples + limiter.Delay; left > 0;)
        {
            var count = (int)Math.Min(BlockSamples, left);
            var samples = block.AsSpan(0, count);
            var read = _file.ReadAtLeast(MemoryMarshal.AsBytes(samples), count * sizeof(float), throwOnEndOfStream: false);
            samples[(read / sizeof(float))..].Clear(); // Behind the end of the speech, silence pushes out what the limiter still holds.
            foreach (ref var sample in samples)
            {
                sample = limiter.Next(sample * gain);
            }

            var late = Math.Min(delayed, count);
            delayed -= late;
            listen(samples[late..]);
            left -= count;
        }
    }
}
