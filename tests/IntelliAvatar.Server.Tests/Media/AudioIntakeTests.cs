using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

[Collection(nameof(MediaCorpus))]
public sealed class AudioIntakeTests(MediaCorpus corpus)
{
    [Fact]
    public async Task A_mono_16_bit_wav_is_kept_byte_for_byte()
    {
        var (accepted, path) = await AcceptAsync("ok.wav");
        Assert.Empty(accepted.Changes);
        Assert.Equal(TimeSpan.FromSeconds(1), accepted.Duration);
        Assert.Equal(await File.ReadAllBytesAsync(corpus["ok.wav"]), await File.ReadAllBytesAsync(path));
    }

    [Theory]
    [InlineData("stereo.wav", 44100, "mixed down to mono (had 2 channels)")]
    [InlineData("studio.wav", 48000, "mixed down to mono (had 2 channels)", "resampled to 48000 Hz (was 96000 Hz)", "converted from wav (PCM) to 16-bit wav")]
    [InlineData("telephone.wav", 16000, "resampled to 16000 Hz (was 8000 Hz)", "converted from wav (µ-law) to 16-bit wav")]
    [InlineData("plain.mp3", 44100, "mixed down to mono (had 2 channels)", "converted from mp3 (MP3) to 16-bit wav")]
    [InlineData("covered.mp3", 44100, "mixed down to mono (had 2 channels)", "converted from mp3 (MP3) to 16-bit wav")]
    [InlineData("an_mp3.wav", 44100, "mixed down to mono (had 2 channels)", "converted from mp3 (MP3) to 16-bit wav")]
    [InlineData("plain.m4a", 44100, "mixed down to mono (had 2 channels)", "converted from mp4 (AAC) to 16-bit wav")]
    [InlineData("vorbis.ogg", 44100, "mixed down to mono (had 2 channels)", "converted from ogg (Vorbis) to 16-bit wav")]
    [InlineData("opus.ogg", 48000, "mixed down to mono (had 2 channels)", "converted from ogg (Opus) to 16-bit wav")]
    [InlineData("plain.flac", 44100, "mixed down to mono (had 2 channels)", "converted from flac (FLAC) to 16-bit wav")]
    [InlineData("piped.wav", 16000, "its wav header was put right")]
    public async Task Other_recordings_are_converted_and_it_is_said_how(string name, int rate, params string[] changes)
    {
        var (accepted, path) = await AcceptAsync(name);
        Assert.Equal(changes, accepted.Changes);
        Assert.Equal(1.0, accepted.Duration.TotalSeconds, 0.06);
        await using var file = File.OpenRead(path);
        var wav = await WavFile.ReadPlainAsync(file, default);
        Assert.NotNull(wav);
        Assert.Equal((rate, accepted.Duration), (wav.SampleRate, wav.Duration));
    }

    [Theory]
    [InlineData("a_video.wav", "audio_is_video", "This is a video")]
    [InlineData("mute.mp4", "audio_no_sound", "no sound")]
    [InlineData("vp8.webm", "audio_is_video", "This is a video")]
    [InlineData("photo.png", "audio_unreadable", "a png picture")]
    [InlineData("json.mp4", "audio_unreadable", "a JSON text")]
    [InlineData("hls.mp4", "audio_unreadable", "a playlist")]
    [InlineData("empty.mp4", "audio_unreadable", "an empty file")]
    [InlineData("silent.wav", "audio_silent", "nothing to hear")]
    [InlineData("whisper.flac", "audio_silent", "nothing to hear")]
    [InlineData("long.wav", "audio_too_long", "more than 0.3 minutes")]
    [InlineData("long.mp3", "audio_too_long", "more than 0.3 minutes")]
    [InlineData("short.wav", "audio_too_short", "0.05 s")]
    [InlineData("cut.flac", "audio_broken", "damaged")]
    [InlineData("cut.wav", "audio_broken", "damaged")]
    [InlineData("cut.m4a", "audio_broken", "ends before its content does")]
    [InlineData("no_channels.wav", "audio_unreadable", "damaged")]
    public async Task A_bad_recording_is_refused_with_a_reason_and_leaves_nothing(string name, string code, string words)
    {
        var directory = corpus.NewDirectory();
        var result = await corpus.Intake.AcceptAudioAsync(corpus[name], Path.Combine(directory, "accepted.wav"), new("tests"), default);
        var refusal = Assert.IsType<IntakeResult.Refused>(result).Refusal;
        Assert.Equal((code, 422), (refusal.Code, refusal.Status));
        Assert.Contains(words, refusal.Detail);
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }

    [Theory]
    [InlineData("ok.wav")]
    [InlineData("plain.mp3")]
    [InlineData("opus.ogg")]
    public async Task The_engine_hears_16_kHz_of_any_of_them(string name)
    {
        var samples = Assert.IsType<MediaResult<float[]>.Ready>(await SpeechSamples.ReadAsync(corpus[name], MediaCorpus.Limits, default)).Value;
        Assert.Equal(16_000, samples.Length, 900.0);
        Assert.InRange(samples.Max(), 0.05, 0.2); // ffmpeg's sine is 1/8 of full scale
    }

    [Fact]
    public async Task What_is_no_recording_has_no_samples()
    {
        var refused = Assert.IsType<MediaResult<float[]>.Refused>(await SpeechSamples.ReadAsync(corpus["json.mp4"], MediaCorpus.Limits, default));
        Assert.Equal("audio_unreadable", refused.Refusal.Code);
    }

    private async Task<(IntakeResult.Accepted Accepted, string Path)> AcceptAsync(string name)
    {
        var path = corpus.New(".wav");
        var result = await corpus.Intake.AcceptAudioAsync(corpus[name], path, new("tests"), default);
        Assert.True(result is IntakeResult.Accepted, result.ToString());
        return ((IntakeResult.Accepted)result, path);
    }
}
