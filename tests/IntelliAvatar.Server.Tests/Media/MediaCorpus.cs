using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;
using Microsoft.Extensions.Options;

namespace IntelliAvatar.Server.Tests.Media;

/// <summary>Good, odd and hostile files, made once for all tests in a sandbox. No hostile file names anything outside the sandbox.</summary>
public sealed class MediaCorpus : IAsyncLifetime
{
    private const string Picture = "testsrc=s=160x120:r=25:d=1";
    private const string Tone = "sine=f=440:d=1";

    private readonly DirectoryInfo _sandbox = Directory.CreateTempSubdirectory("media-corpus-");

    public static MediaLimits Limits { get; } = new() { MaxAudioDuration = TimeSpan.FromSeconds(20), MaxVideoDuration = TimeSpan.FromSeconds(20) };

    public MediaIntake Intake { get; } = new(Options.Create(Limits));

    public ResultValidator Check { get; } = new(Options.Create(Limits));

    public string this[string name] => Path.Combine(_sandbox.FullName, name);

    /// <summary>A new path for something a test makes.</summary>
    public string New(string ending) => Path.Combine(Directory.CreateDirectory(this["out"]).FullName, Guid.NewGuid().ToString("N") + ending);

    /// <summary>What becomes of a video that is accepted, and where it lies.</summary>
    public async Task<(IntakeResult.Accepted Accepted, string Path)> AcceptVideoAsync(string name)
    {
        var path = New(".mp4");
        var result = await Intake.AcceptVideoAsync(this[name], path, new("tests"), default);
        Assert.True(result is IntakeResult.Accepted, result.ToString());
        return ((IntakeResult.Accepted)result, path);
    }

    /// <summary>Why a video is refused; nothing of it is left behind.</summary>
    public async Task<Refusal> RefuseVideoAsync(string name)
    {
        var directory = NewDirectory();
        var result = await Intake.AcceptVideoAsync(this[name], Path.Combine(directory, "accepted.mp4"), new("tests"), default);
        Assert.Empty(Directory.GetFileSystemEntries(directory));
        return Assert.IsType<IntakeResult.Refused>(result).Refusal;
    }

    /// <summary>A new directory for tests that look at what is left behind.</summary>
    public string NewDirectory() => _sandbox.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;

    public async Task InitializeAsync()
    {
        await MakeVideosAsync();
        await MakeSoundsAsync();
        await MakeStillsAsync();
        MakeScripts();
        MakeDamage();
    }

    public Task DisposeAsync()
    {
        Check.Dispose();
        _sandbox.Delete(recursive: true);
        return Task.CompletedTask;
    }

    public async Task FfmpegAsync(params string[] arguments)
    {
        var exit = await ChildProcess.RunAsync(
            new ChildCommand("ffmpeg", ["-nostdin", "-hide_banner", "-v", "error", "-y", .. arguments]) { WorkingDirectory = _sandbox.FullName }, default);
        Assert.True(exit.Succeeded, exit.Errors);
    }

    /// <summary>What ffprobe says of a file of ours: one value a line.</summary>
    public static async Task<string> AskAsync(string path, string entries)
    {
        var exit = await ChildProcess.RunAsync(
            new ChildCommand("ffprobe", ["-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries", entries, "-of", "default=nw=1:nk=1", path]), default);
        Assert.True(exit.Succeeded, exit.Errors);
        return exit.OutputText.Trim().Replace('\n', ' ');
    }

    private async Task MakeVideosAsync()
    {
        string[] x264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
        string[] both = ["-f", "lavfi", "-i", Picture, "-f", "lavfi", "-i", Tone];
        await FfmpegAsync([.. both, .. x264, "-bf", "2", "-c:a", "aac", "-movflags", "+faststart", "ok.mp4"]);
        await FfmpegAsync("-i", "ok.mp4", "-c", "copy", "-f", "mov", "mov.mov");
        await FfmpegAsync("-i", "ok.mp4", "-c", "copy", "h264.mkv");
        await FfmpegAsync("-i", "ok.mp4", "-an", "-c", "copy", "-movflags", "+faststart", "mute.mp4");
        await FfmpegAsync("-i", "ok.mp4", "-vn", "-c", "copy", "sound_only.mp4");
        await FfmpegAsync("-i", "ok.mp4", "-c", "copy", "-movflags", "+frag_keyframe+empty_moov", "fragmented.mp4");
        await FfmpegAsync("-i", "ok.mp4", "-c", "copy", "-metadata", "title=<script>alert(1)</script>", "-metadata", "location=+48.8577+002.295/", "-movflags", "use_metadata_tags", "tagged.mp4");
        await FfmpegAsync([.. both, "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus", "vp8.webm"]);
        await FfmpegAsync([.. both, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libvorbis", "vp9.webm"]);
        await FfmpegAsync([.. both, "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus", "-f", "webm", "-live", "1", "browser.webm"]);
        await FfmpegAsync([.. both, "-c:v", "libsvtav1", "-preset", "12", "-c:a", "libopus", "av1.mp4"]);
        await FfmpegAsync([.. both, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-pix_fmt", "yuv420p10le", "-c:a", "aac",
            "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc", "hdr.mp4"]);
        await FfmpegAsync([.. both, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-pix_fmt", "yuv420p", "-c:a", "aac", "hevc.mp4"]);
        await FfmpegAsync([.. both, "-c:v", "prores_ks", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s16le", "prores.mov"]);
        await FfmpegAsync([.. both, "-c:v", "mpeg4", "-c:a", "libmp3lame", "mpeg4.mp4"]);
        await FfmpegAsync([.. both, "-c:v", "mjpeg", "-c:a", "flac", "mjpeg.mkv"]);
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc=s=161x121:r=25:d=1", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p", "odd444.mp4");
        await FfmpegAsync("-f", "lavfi", "-i", Picture, "-vf", "setsar=4/3", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "anamorphic.mp4");
        await FfmpegAsync(["-f", "lavfi", "-i", Picture, .. x264, "-flags", "+ildct+ilme", "-x264opts", "tff=1", "interlaced.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "testsrc=s=160x120:r=30:d=3", "-vf", "select='if(lt(t,1),1,not(mod(n,3)))'", "-vsync", "vfr", .. x264, "variable.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "testsrc=s=160x120:r=30000/1001:d=1", .. x264, "ntsc.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "testsrc=s=160x120:r=2:d=2", .. x264, "slow.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "color=s=32x32:r=1000:d=2", .. x264, "frames_1000.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "color=s=64x64:r=1/3600:d=36000", .. x264, "ten_hours.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "color=s=64x64:r=5:d=25", .. x264, "half_minute.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", Picture, "-frames:v", "2", .. x264, "blink.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "color=s=8x8:r=25:d=1", .. x264, "tiny.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "color=s=4352x256:r=1:d=1", .. x264, "wide.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "color=s=8000x8000:r=1", "-frames:v", "1", .. x264, "-tune", "zerolatency", "-threads", "1", "huge.mp4"]);
        await FfmpegAsync(["-f", "lavfi", "-i", "color=teal:s=4096x2176:r=25:d=0.24", .. x264, "largest.mp4"]);
        await FfmpegAsync("-f", "lavfi", "-i", Picture, "-c:v", "magicyuv", "-pix_fmt", "yuv420p", "-tag:v", "M8Y0", "magicyuv.mov");
        await FfmpegAsync([.. both, .. Enumerable.Repeat(new[] { "-map", "1:a" }, 40).SelectMany(map => map), "-c:a", "aac", "-f", "mp4", "streams_40.mp4"]);
        await File.WriteAllTextAsync(this["s.srt"], "1\n00:00:00,000 --> 00:00:01,000\n<script>x</script>\n");
        await FfmpegAsync("-i", "ok.mp4", "-i", "s.srt", "-c", "copy", "-c:s", "mov_text", "subtitled.mp4");
        await FfmpegAsync("-i", "ok.mp4", "-f", "lavfi", "-i", "color=s=32x32:d=0.04", "-map", "0", "-map", "1", "-c", "copy", "-c:v:1", "png", "-disposition:v:1", "attached_pic", "covered.mp4");
        await FfmpegAsync("-i", "ok.mp4", "-c", "copy", "-f", "mpegts", "victim.ts");
        File.Copy(this["ok.mp4"], this["victim.mp4"]);
        File.Copy(this["ok.mp4"], this["a_video.wav"]);
    }

    private async Task MakeSoundsAsync()
    {
        string[] stereo = ["-f", "lavfi", "-i", "sine=f=440:d=1:r=44100", "-ac", "2"];
        await FfmpegAsync("-f", "lavfi", "-i", "sine=f=440:d=1:r=16000", "-c:a", "pcm_s16le", "-fflags", "+bitexact", "ok.wav");
        await FfmpegAsync([.. stereo, "stereo.wav"]);
        await FfmpegAsync([.. stereo, "-c:a", "pcm_s24le", "-ar", "96000", "studio.wav"]);
        await FfmpegAsync("-f", "lavfi", "-i", "sine=f=440:d=1:r=8000", "-c:a", "pcm_mulaw", "telephone.wav");
        await FfmpegAsync([.. stereo, "plain.mp3"]);
        await FfmpegAsync([.. stereo, "plain.m4a"]);
        await FfmpegAsync([.. stereo, "-c:a", "libvorbis", "vorbis.ogg"]);
        await FfmpegAsync([.. stereo, "-c:a", "libopus", "opus.ogg"]);
        await FfmpegAsync([.. stereo, "plain.flac"]);
        await FfmpegAsync([.. stereo, "-f", "lavfi", "-i", "color=s=32x32:d=0.04", "-map", "0", "-map", "1", "-c:v", "png", "-disposition:v", "attached_pic", "-ac", "2", "covered.mp3"]);
        await FfmpegAsync("-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "1", "silent.wav");
        await FfmpegAsync("-f", "lavfi", "-i", "sine=d=1:r=16000", "-af", "volume=-80dB", "-c:a", "flac", "whisper.flac");
        await FfmpegAsync("-f", "lavfi", "-i", "sine=d=25:r=16000", "long.wav");
        await FfmpegAsync("-f", "lavfi", "-i", "sine=d=40:r=8000", "-c:a", "libmp3lame", "-b:a", "8k", "long.mp3");
        await FfmpegAsync("-f", "lavfi", "-i", "sine=d=0.05:r=16000", "short.wav");
        File.Copy(this["plain.mp3"], this["an_mp3.wav"]);
    }

    private async Task MakeStillsAsync()
    {
        // Left half red, right half blue: which way it was turned can be seen.
        const string Halves = "color=red:s=80x60,pad=160:60:0:0:blue,format=yuvj420p";
        await FfmpegAsync("-f", "lavfi", "-i", Halves, "-frames:v", "1", "photo.jpg");
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc=s=81x61", "-frames:v", "1", "photo.png");
        await FfmpegAsync("-f", "lavfi", "-i", "color=black@0:s=80x60,format=rgba", "-frames:v", "1", "glass.png");
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc=s=120x60", "-vf", "setsar=4/3", "-frames:v", "1", "broad.png");
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc=s=120x60", "-vf", "setsar=20", "-frames:v", "1", "needles.png");
        await FfmpegAsync("-f", "lavfi", "-i", "color=teal:s=4096x2176", "-frames:v", "1", "-pix_fmt", "rgba64be", "largest.png");
        await FfmpegAsync("-f", "lavfi", "-i", "testsrc=s=80x60:d=0.2", "-frames:v", "3", "moving.gif");
        var photo = await File.ReadAllBytesAsync(this["photo.jpg"]);
        await File.WriteAllBytesAsync(this["sideways.jpg"], [.. photo[..2], .. Exif(orientation: 6), .. photo[2..]]);
        await File.WriteAllBytesAsync(this["cut.jpg"], photo[..(photo.Length * 2 / 3)]);
        var png = await File.ReadAllBytesAsync(this["photo.png"]);
        await File.WriteAllBytesAsync(this["cut.png"], png[..(png.Length * 2 / 3)]);
    }

    private static byte[] Exif(byte orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    ];

    private void MakeScripts()
    {
        Write("hls.mp4", $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\n{this["victim.mp4"]}\n#EXT-X-ENDLIST\n");
        Write("hls_ts.mp4", $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\n{this["victim.ts"]}\n#EXT-X-ENDLIST\n");
        Write("ffconcat.mp4", "ffconcat version 1.0\nfile victim.mp4\n");
        Write("dash.mp4",
            """<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" type="static" mediaPresentationDuration="PT2S" minBufferTime="PT1S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1">"""
            + $"<BaseURL>{this["victim.mp4"]}</BaseURL></Representation></AdaptationSet></Period></MPD>");
        Write("json.mp4", """{"code":500,"msg":"CUDA out of memory"}""");
        Write("html.mp4", "<html><body>502 Bad Gateway</body></html>");
        Write("empty.mp4", "");
        Write("one.mp4", "\0");
    }

    private void Write(string name, string text) => File.WriteAllText(this[name], text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private void MakeDamage()
    {
        var ok = File.ReadAllBytes(this["ok.mp4"]);
        foreach (var percent in new[] { 95, 60, 20 })
        {
            File.WriteAllBytes(this[string.Create(CultureInfo.InvariantCulture, $"cut_{percent}.mp4")], ok[..(ok.Length * percent / 100)]);
        }

        File.WriteAllBytes(this["zero_tail.mp4"], [.. ok[..(ok.Length * 85 / 100)], .. new byte[ok.Length - (ok.Length * 85 / 100)]]);
        File.WriteAllBytes(this["poly_gif.mp4"], [.. "GIF89a/*"u8, .. ok[8..]]);
        File.WriteAllBytes(this["poly_zip.mp4"], [.. ok, .. "PK\x05\x06"u8, .. new byte[18]]);
        File.WriteAllBytes(this["poly_html.mp4"], [.. ok, 0, 0, 0, 39, .. "free<script>alert('victim')</script>"u8[..35]]);
        byte[] ftyp = [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0];
        File.WriteAllBytes(this["endless_moov.mp4"], [.. ftyp, 0, 0, 0, 1, .. "moov"u8, 0x40, 0, 0, 0, 0, 0, 0, 0, .. new byte[100]]);
        byte[] free = [0, 0, 0, 8, .. "free"u8];
        File.WriteAllBytes(this["free_20k.mp4"], [.. ftyp, .. Enumerable.Repeat(free, 20_000).SelectMany(box => box)]);
        var rotated = ok.ToArray();
        WriteNumbers(rotated, "tkhd", 40, 0, 0x10000, 0, -0x10000, 0, 0, 120 << 16, 0, 0x40000000);
        File.WriteAllBytes(this["rotated.mp4"], rotated);
        var lying = File.ReadAllBytes(this["mute.mp4"]);
        WriteNumbers(lying, "stsz", 4, 1, 10_000_000);
        WriteNumbers(lying, "stts", 4, 1, 10_000_000, 1);
        WriteNumbers(lying, "stsc", 4, 1, 1, 10_000_000, 1);
        File.WriteAllBytes(this["lying_tables.mp4"], lying);

        var webm = File.ReadAllBytes(this["vp8.webm"]);
        File.WriteAllBytes(this["cut.webm"], webm[..(webm.Length * 60 / 100)]);
        var flac = File.ReadAllBytes(this["plain.flac"]);
        File.WriteAllBytes(this["cut.flac"], flac[..(flac.Length / 2)]);
        var m4a = File.ReadAllBytes(this["plain.m4a"]);
        File.WriteAllBytes(this["cut.m4a"], m4a[..(m4a.Length / 2)]);
        var wav = File.ReadAllBytes(this["ok.wav"]);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), 10_000_000);
        File.WriteAllBytes(this["cut.wav"], wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), -1);
        File.WriteAllBytes(this["piped.wav"], wav);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 0);
        File.WriteAllBytes(this["no_channels.wav"], wav);
    }

    /// <summary>Overwrites 32-bit numbers in a full box, <paramref name="after"/> bytes behind its type.</summary>
    private static void WriteNumbers(byte[] file, string type, int after, params int[] numbers)
    {
        var at = file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(type)) + 4 + after;
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at + (4 * i)), numbers[i]);
        }
    }
}

[CollectionDefinition(nameof(MediaCorpus))]
public sealed class MediaCorpusUsers : ICollectionFixture<MediaCorpus>;
