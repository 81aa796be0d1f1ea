using System.Globalization;
using System.Numerics;
using IntelliAvatar.LipSync.Compositing;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Selection;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Tests;

/// <summary>
/// What finished frames looked like when somebody had looked at them: mean brightness in a grid over the lower face, in <c>Golden/</c>. A
/// difference is no error as such: look at the frames; if they are better, the text that the test prints becomes the new file.
/// </summary>
public sealed class GoldenFramesTests
{
    private const int Columns = 12, Rows = 10;

    // Other processors round otherwise; what a person could see is more than this.
    private const int Tolerance = 2;

    [Theory]
    [InlineData("shut", 0f, 0, 5)]
    [InlineData("half-open", 0.5f, 2, 5)]
    [InlineData("wide-open", 1f, 5, 2)]
    [InlineData("crossfade", 0.4f, 1, 6)]
    public void A_drawn_face_wears_the_mouth_as_it_did(string name, float opening, int baseFrame, int source)
    {
        YuvFrame[] pictures = [.. Enumerable.Range(0, 8).Select(i => DrawnFace.Draw(240, 220, new DrawnFace(118 + i, 105, 78, 0.01f * i, i / 7f)))];
        var video = new PictureList(pictures);
        var track = PosedTrack.From(new FaceTracker(Weights.Models.Faces, 2).Track(video, null, default))!;
        var library = MouthLibrary.Cut(video, track);
        var gap = opening * track.MaxGap;
        var mouth = name == "crossfade" ? new SourceBlend(2, source, 0.5f) : SourceBlend.Only(source);
        var frame = new YuvFrame(240, 220);
        video.Read(baseFrame, frame);

        new Compositor(library, Sharpening.For(library.Sources)).Render(frame, new FramePlan(baseFrame, mouth, gap, track.FaceAt(baseFrame).Shape.Chin));

        var seen = Grid(frame, track, track.FaceAt(baseFrame));
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"{name}.txt"));
        var (wanted, got) = (Numbers(golden), Numbers(seen));
        Assert.True(wanted.Length == got.Length && wanted.Zip(got).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance), $"{name}.txt would be\n{seen}");
    }

    /// <summary>Mean luma of the cells of a grid of 1.2 × 1 eye spans around the mouth.</summary>
    private static string Grid(YuvFrame frame, PosedTrack track, PosedFace face)
    {
        var mean = track.Mean;
        var luma = frame.Sampler(0);
        var lines = new List<string>();
        for (var row = 0; row < Rows; row++)
        {
            var cells = new List<string>();
            for (var column = 0; column < Columns; column++)
            {
                var sum = 0f;
                for (var tap = 0; tap < 16; tap++)
                {
                    var u = ((column + (((tap % 4) + 0.5f) / 4)) / Columns) - 0.5f;
                    var v = ((row + (((tap / 4) + 0.5f) / 4)) / Rows) - 0.4f;
                    sum += luma.Bilinear(Vector2.Transform(new Vector2(mean.MidX + (1.2f * u * mean.EyeSpan), mean.MidY + (v * mean.EyeSpan)), face.ToPicture));
                }

                cells.Add(MathF.Round(sum / 16).ToString("000", CultureInfo.InvariantCulture));
            }

            lines.Add(string.Join(' ', cells));
        }

        return string.Join('\n', lines) + "\n";
    }

    private static int[] Numbers(string grid) => [.. grid.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
}
