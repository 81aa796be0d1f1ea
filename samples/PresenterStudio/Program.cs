using System.Globalization;
using PresenterStudio;
using PresenterStudio.Acting;
using PresenterStudio.Figure;
using PresenterStudio.Light;

const int Size = 640;
const int FramesPerSecond = 25;
const int Frames = 235;
const double SpeechStart = 0.25;
const string Text = "Hello, and a warm welcome! I am Maya. My part is to bring your ideas to life. Just write what you want, and I will speak it for you.";

if (args is not [var path, .. var only])
{
    Console.Error.WriteLine("Usage: PresenterStudio OUT.mp4 | PresenterStudio OUT.ppm FRAME [SIZE]");
    return 2;
}

var wave = Path.Combine(Path.GetTempPath(), $"presenter-{Guid.NewGuid():N}.wav");
try
{
    var length = (double)Frames / FramesPerSecond;
    var speech = await Utterance.SpeakAsync("slt", 1.08, Text, wave);
    var performance = new Performance(speech, SpeechStart, length);
    if (only.Length > 0)
    {
        var size = only.Length > 1 ? int.Parse(only[1], CultureInfo.InvariantCulture) : Size;
        var pose = performance.At(double.Parse(only[0], CultureInfo.InvariantCulture) / FramesPerSecond);
        Console.WriteLine(pose);
        await File.WriteAllBytesAsync(path, [.. System.Text.Encoding.ASCII.GetBytes($"P6 {size} {size} 255\n"), .. Picture.Draw(new Presenter(pose), size)]);
        return 0;
    }

    Console.WriteLine($"Speech of {speech.Length:f2} s in a take of {length:f2} s.");
    using var film = new Film(path, Size, FramesPerSecond, length, wave, SpeechStart);
    for (var frame = 0; frame < Frames; frame++)
    {
        await film.AddAsync(Picture.Draw(new Presenter(performance.At((double)frame / FramesPerSecond)), Size));
        if (frame % FramesPerSecond == 0)
        {
            Console.WriteLine($"Frame {frame} of {Frames}");
        }
    }

    await film.FinishAsync();
    return 0;
}
finally
{
    File.Delete(wave);
}
