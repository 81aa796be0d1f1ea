using IntelliAvatar.Server.Media;

namespace IntelliAvatar.Server.Tests.Media;

/// <summary>Recordings as telephones, browsers, recorders and editors make them, and which of their sounds is taken.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class SpeechFormatsTests(MediaCorpus corpus)
{
    private const string Voice = "sine=f=220:d=1:r=16000,volume=4";

    [Theory]
    [InlineData("ima.wav", "-c:a adpcm_ima_wav -ar 8000", "wav (IMA ADPCM)")]
    [InlineData("ms.wav", "-c:a adpcm_ms -ar 22050", "wav (Microsoft ADPCM)")]
    [InlineData("gsm.wav", "-c:a libgsm_ms -ar 8000", "wav (GSM 6.10)")]
    [InlineData("alaw.wav", "-c:a pcm_alaw -ar 8000", "wav (A-law)")]
    [InlineData("double.wav", "-c:a pcm_f64le", "wav (PCM)")]
    [InlineData("float.wav", "-c:a pcm_f32le", "wav (PCM)")]
    [InlineData("mp3.wav", "-c:a libmp3lame -ar 22050", "wav (MP3)")]
    [InlineData("large.wav", "-c:a pcm_s24le -rf64 always", "wav (PCM)")]
    [InlineData("voice.aiff", "-c:a pcm_s16be", "aiff (PCM)")]
    [InlineData("alaw.aiff", "-c:a pcm_alaw", "aiff (A-law)")]
    [InlineData("voice.caf", "-c:a pcm_s24be", "caf (PCM)")]
    [InlineData("apple.caf", "-c:a alac", "caf (Apple Lossless)")]
    [InlineData("voice.au", "-c:a pcm_mulaw -ar 8000", "au (µ-law)")]
    [InlineData("voice.wma", "-c:a wmav2", "wma (Windows Media Audio)")]
    [InlineData("early.wma", "-c:a wmav1", "wma (Windows Media Audio)")]
    [InlineData("voice.aac", "-c:a aac", "aac (AAC)")]
    [InlineData("browser.webm", "-c:a libopus -f webm -live 1", "webm/mkv (Opus)")]
    [InlineData("piped.webm", "-c:a libopus -ar 48000 -f webm -flush_packets 1", "webm/mkv (Opus)")]
    [InlineData("vorbis.mka", "-c:a libvorbis -f matroska", "webm/mkv (Vorbis)")]
    [InlineData("flac.mka", "-c:a flac -f matroska", "webm/mkv (FLAC)")]
    [InlineData("alac.m4a", "-c:a alac", "mp4 (Apple Lossless)")]
    [InlineData("fragmented.m4a", "-c:a aac -movflags frag_keyframe+empty_moov+default_base_moof", "mp4 (AAC)")]
    [InlineData("voice.w64", "-c:a pcm_s24le -f w64", "Wave64 (PCM)")]
    [InlineData("radio.mp2", "-c:a mp2 -ar 48000", "mp3 (MP2)")]
    [InlineData("eac3.m4a", "-c:a eac3 -ar 48000 -f mp4", "mp4 (Dolby Digital Plus)")]
    [InlineData("radio.mka", "-c:a mp2 -ar 32000 -f matroska", "webm/mkv (MP2)")]
    [InlineData("sound.flv", "-c:a aac", "flv (AAC)")]
    [InlineData("sound.ts", "-c:a mp2 -ar 48000 -f mpegts", "MPEG-TS (MP2)")]
    public async Task A_recording_of_any_usual_kind_is_accepted(string name, string options, string from)
    {
        await MakeAsync("kind_" + name, Voice, options);
        var accepted = await AcceptAsync("kind_" + name);
        Assert.Contains($"converted from {from} to 16-bit wav", accepted.Changes);
        Assert.Equal(1.0, accepted.Duration.TotalSeconds, 0.13);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(5_000)]
    [InlineData(900_000)]
    public async Task An_mp3_may_have_zeros_before_it(int zeros)
    {
        await File.WriteAllBytesAsync(corpus[$"zeros_{zeros}.mp3"], [.. new byte[zeros], .. await File.ReadAllBytesAsync(corpus["plain.mp3"])]);
        var accepted = await AcceptAsync($"zeros_{zeros}.mp3");
        Assert.Equal(1.0, accepted.Duration.TotalSeconds, 0.1);
    }

    [Theory]
    [InlineData("amr_nb.amr", "#!AMR\n", 32, 0x3C, 50)]
    [InlineData("amr_wb.amr", "#!AMR-WB\n", 24, 0x0C, 50)]
    public async Task An_amr_recording_is_read(string name, string magic, int frame, byte header, int frames)
    {
        // ffmpeg has no encoder for it: frames of noise. What they sound like does not matter.
        var random = new Random(7);
        var bytes = System.Text.Encoding.ASCII.GetBytes(magic).ToList();
        for (var i = 0; i < frames; i++)
        {
            var data = new byte[frame - 1];
            random.NextBytes(data);
            bytes.AddRange([header, .. data]);
        }

        await File.WriteAllBytesAsync(corpus[name], [.. bytes]);
        Assert.Equal(1.0, (await AcceptAsync(name)).Duration.TotalSeconds, 0.1);
    }

    [Theory]
    [InlineData("speex.ogg", "-c:a libspeex -ar 16000", "an ogg file with Speex in it is not accepted")]
    [InlineData("g722.wav", "-c:a g722 -ar 16000", "a wav file with G.722 in it is not accepted")]
    [InlineData("truehd.mka", "-c:a dca -strict -2 -ar 48000 -f matroska", "an mkv file with DTS in it is not accepted")]
    [InlineData("loss.wv", "-c:a wavpack", "it looks like a WavPack file. Convert it to wav, mp3 or m4a, and send that.")]
    [InlineData("loss.tta", "-c:a tta", "it looks like a True Audio file. Convert it to wav, mp3 or m4a, and send that.")]
    [InlineData("cinema.ac3", "-c:a ac3 -ar 48000", "it looks like a Dolby Digital file. Convert it to wav, mp3 or m4a, and send that.")]
    [InlineData("narrow.ogg", "-c:a libspeex -ar 8000", "with Speex in it is not accepted. Convert it to wav, mp3 or m4a, and send that.")]
    public async Task What_is_not_accepted_is_named(string name, string options, string words)
    {
        await MakeAsync("odd_" + name, Voice, options);
        var refusal = await RefusalAsync("odd_" + name);
        Assert.Equal("audio_unreadable", refusal.Code);
        Assert.Contains(words, refusal.Detail);
    }

    [Theory]
    [InlineData("cut.aiff", "-c:a pcm_s16be")]
    [InlineData("cut.webm", "-c:a libopus")]
    public async Task A_recording_that_was_cut_off_gives_what_there_is_or_is_refused(string name, string options)
    {
        await MakeAsync("whole_" + name, Voice, options);
        var whole = await File.ReadAllBytesAsync(corpus["whole_" + name]);
        await File.WriteAllBytesAsync(corpus[name], whole[..(whole.Length * 2 / 3)]);
        var result = await corpus.Intake.AcceptAudioAsync(corpus[name], corpus.New(".wav"), new("tests"), default);
        Assert.True(result is IntakeResult.Accepted { Duration.TotalSeconds: > 0.5 and < 0.8 } or IntakeResult.Refused { Refusal.Code: "audio_broken" }, result.ToString());
    }

    [Theory]
    [InlineData("default_second.mka", "-map 1 -map 0 -c:a flac -disposition:a:0 0 -disposition:a:1 default", "of its 2 sound tracks the second was taken (it is marked as the default)")]
    [InlineData("default_first.mka", "-map 0 -map 0 -c:a flac -disposition:a:0 default -disposition:a:1 0", "of its 2 sound tracks the first was taken (it is marked as the default)")]
    [InlineData("silent_first.mka", "-map 1 -map 0 -c:a flac -disposition:a:0 default -disposition:a:1 0", "of its 2 sound tracks the second was taken (the first is silent)")]
    [InlineData("silent_twice.m4a", "-map 1 -map 1 -map 0 -c:a aac", "of its 3 sound tracks the third was taken (the first, second are silent)")]
    [InlineData("both_default.mka", "-map 0 -map 1 -c:a flac -disposition:a default", "of its 2 sound tracks the first was taken")]
    public async Task Of_several_tracks_the_default_or_the_first_with_sound_is_taken(string name, string options, string change)
    {
        await corpus.FfmpegAsync(["-f", "lavfi", "-i", Voice, "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono:d=1", "-t", "1", .. options.Split(' '), name]);
        Assert.Contains(change, (await AcceptAsync(name)).Changes);
    }

    [Fact]
    public async Task Silent_tracks_only_are_said_to_be_silent()
    {
        await corpus.FfmpegAsync("-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "1", "-map", "0", "-map", "0", "-c:a", "aac", "all_silent.m4a");
        var refusal = await RefusalAsync("all_silent.m4a");
        Assert.Equal("audio_silent", refusal.Code);
        Assert.Contains("all its 2 sound tracks", refusal.Detail);
    }

    [Theory]
    [InlineData("opposite.wav", "pan=stereo|c0=c0|c1=-1*c0", "only its left channel was taken (mixed, its channels would silence each other)")]
    [InlineData("opposite_softer.flac", "pan=stereo|c0=-0.7*c0|c1=c0", "only its right channel was taken (mixed, its channels would silence each other)")]
    [InlineData("opposite.m4a", "pan=stereo|c0=c0|c1=-0.95*c0", "only its left channel was taken (mixed, its channels would silence each other)")]
    [InlineData("right_only.wav", "pan=stereo|c1=c0", "only its right channel was taken (nothing is heard in the other)")]
    [InlineData("left_only.mp3", "pan=stereo|c0=c0", "only its left channel was taken (nothing is heard in the other)")]
    [InlineData("centre_only.flac", "pan=5.1|c2=c0", "only its third channel was taken (nothing is heard in the others)")]
    [InlineData("opposite_front.flac", "pan=5.1|c0=c0|c1=-1*c0", "only its first channel was taken (mixed, its channels would silence each other)")]
    [InlineData("both.flac", "pan=stereo|c0=c0|c1=c0", "mixed down to mono (had 2 channels)")]
    [InlineData("one_dead.flac", "pan=5.1|c0=c0|c1=c0|c2=c0|c4=c0|c5=c0", "mixed down to mono (had 6 channels)")]
    public async Task Channels_are_mixed_unless_that_would_take_the_speech_away(string name, string pan, string change)
    {
        await MakeAsync("channels_" + name, Voice + "," + pan, "");
        var path = corpus.New(".wav");
        var result = await corpus.Intake.AcceptAudioAsync(corpus["channels_" + name], path, new("tests"), default);
        Assert.Contains(change, Assert.IsType<IntakeResult.Accepted>(result).Changes);
        var samples = Assert.IsType<MediaResult<float[]>.Ready>(await SpeechSamples.ReadAsync(path, MediaCorpus.Limits, default)).Value;
        Assert.InRange(samples.Max(), 0.4, 0.56); // ffmpeg's sine is 1/8 of full scale, made four times as loud
    }

    [Theory]
    [InlineData("plain.wav", "0.004*S+0.2", 16000, "its offset of 20 % of full scale was removed")]
    [InlineData("whisper.wav", "0.004*S", 16000, "made ")]
    [InlineData("whisper.flac", "0.005*S", 44100, "made ")]
    [InlineData("offset.m4a", "0.2*S+0.3", 48000, "its offset of 30 % of full scale was removed")]
    public async Task A_level_that_is_far_off_is_put_right(string name, string formula, int rate, string change)
    {
        var syllables = formula.Replace("S", "sin(440*PI*t)*pow(sin(4*PI*t)\\,2)", StringComparison.Ordinal);
        await MakeAsync("level_" + name, $"aevalsrc={syllables}:s={rate}:d=2", "");
        Assert.Contains((await AcceptAsync("level_" + name)).Changes, said => said.StartsWith(change, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mjpeg.m4a", "-c:v mjpeg -disposition:v 0 -f mp4")]
    [InlineData("h264.m4a", "-c:v libx264 -pix_fmt yuv420p -f mp4")]
    [InlineData("attached.m4a", "-c:v mjpeg -disposition:v attached_pic -f mp4")]
    [InlineData("png.m4a", "-c:v png -disposition:v 0 -f mov")]
    [InlineData("h264.mka", "-c:v libx264 -pix_fmt yuv420p -f matroska")]
    [InlineData("vp8.webm", "-c:v libvpx -c:a libopus -f webm")]
    public async Task A_single_picture_is_a_cover(string name, string options)
    {
        await corpus.FfmpegAsync(["-f", "lavfi", "-i", Voice, "-f", "lavfi", "-i", "color=red:s=64x64:r=25:d=0.04", "-map", "0", "-map", "1", "-frames:v", "1", "-c:a", "aac", .. options.Split(' '), "cover_" + name]);
        Assert.Equal(1.0, (await AcceptAsync("cover_" + name)).Duration.TotalSeconds, 0.1);
    }

    [Theory]
    [InlineData("h264.mkv")]
    [InlineData("vp9.webm")]
    [InlineData("browser.webm")]
    [InlineData("victim.ts")]
    public async Task A_video_is_no_recording(string name) => Assert.Equal("audio_is_video", (await RefusalAsync(name)).Code);

    private Task MakeAsync(string name, string sound, string options) => corpus.FfmpegAsync(["-f", "lavfi", "-i", sound, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), name]);

    private async Task<IntakeResult.Accepted> AcceptAsync(string name)
    {
        var result = await corpus.Intake.AcceptAudioAsync(corpus[name], corpus.New(".wav"), new("tests"), default);
        Assert.True(result is IntakeResult.Accepted, result.ToString());
        return (IntakeResult.Accepted)result;
    }

    private async Task<Refusal> RefusalAsync(string name)
    {
        var directory = corpus.NewDirectory();
        var result = await corpus.Intake.AcceptAudioAsync(corpus[name], Path.Combine(directory, "accepted.wav"), new("tests"), default);
        Assert.Empty(Directory.GetFileSystemEntries(directory));
        return Assert.IsType<IntakeResult.Refused>(result).Refusal;
    }
}
