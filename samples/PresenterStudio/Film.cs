using System.Diagnostics;
using System.Globalization;

namespace PresenterStudio;

/// <summary>An mp4 being written: raw pictures go into ffmpeg's pipe, the sound comes from a wave file.</summary>
internal sealed class Film : IDisposable
{
    private readonly Process _ffmpeg;

    /// <summary>Starts ffmpeg; times are in seconds, and <paramref name="soundStart"/> is the silence before the sound begins.</summary>
    public Film(string path, int size, int framesPerSecond, double length, string wavePath, double soundStart)
    {
        var delay = (int)(soundStart * 1000);
        string[] arguments =
        [
            "-nostdin", "-loglevel", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{size}x{size}", "-r", $"{framesPerSecond}", "-i", "pipe:0",
            "-i", wavePath,
            "-vf", "scale=out_color_matrix=bt601:out_range=tv,format=yuv420p",
            "-color_primaries", "smpte170m", "-color_trc", "smpte170m", "-colorspace", "smpte170m", "-color_range", "tv",
            "-c:v", "libx264", "-preset", "slow", "-crf", "17", "-profile:v", "high", "-g", "50", "-threads", "1",
            "-af", $"adelay={delay}:all=1,aresample=44100,volume=1.5,apad", "-c:a", "aac", "-b:a", "96k", "-ac", "1",
            "-t", length.ToString(CultureInfo.InvariantCulture), "-movflags", "+faststart", "-fflags", "+bitexact", path,
        ];
        _ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardInput = true })!;
    }

    public async Task AddAsync(byte[] rgb) => await _ffmpeg.StandardInput.BaseStream.WriteAsync(rgb);

    public async Task FinishAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        _ffmpeg.StandardInput.Close();
        await _ffmpeg.WaitForExitAsync(deadline.Token);
        if (_ffmpeg.ExitCode != 0)
        {
            throw new InvalidOperationException($"ffmpeg ended with {_ffmpeg.ExitCode}.");
        }
    }

    public void Dispose()
    {
        if (!_ffmpeg.HasExited)
        {
            _ffmpeg.Kill();
        }

        _ffmpeg.Dispose();
    }
}
