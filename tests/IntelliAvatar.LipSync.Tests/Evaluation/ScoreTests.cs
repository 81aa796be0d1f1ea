using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Evaluation;

namespace IntelliAvatar.LipSync.Tests.Evaluation;

public sealed class ScoreTests
{
    private const double Fps = 25;

    // m a b a p, 200 ms each, then a pause.
    private static readonly Phone[] Phones = [new(0.2, "m"), new(0.4, "ˈaː"), new(0.6, "b"), new(0.8, "ɑ"), new(1.0, "p"), new(1.2, "")];

    [Fact]
    public void A_mouth_that_does_what_the_phones_want_scores_full_marks()
    {
        float[] aperture = [.. MouthDrive.FromPhones(Phones, Fps, 40).Select(open => 0.15f * open)];

        var score = PhoneScore.Of(Phones, aperture, Fps);

        Assert.Equal((3, 3, 1.0), (score.Bilabials, score.BilabialsClosed, score.BilabialsClosedShare));
        Assert.Equal((2, 2, 1.0), (score.OpenVowels, score.OpenVowelsOpen, score.OpenVowelsOpenShare));
        Assert.Equal((1.0, 0), (Math.Round(score.Track.R, 4), score.Track.Lag));
    }

    [Theory]
    [InlineData(0.1f, 0, 2)]
    [InlineData(0.0f, 3, 0)]
    public void A_mouth_that_does_not_move_scores_half_at_best(float aperture, int closed, int open)
    {
        var score = PhoneScore.Of(Phones, [.. Enumerable.Repeat(aperture, 40)], Fps);

        Assert.Equal((closed, open), (score.BilabialsClosed, score.OpenVowelsOpen));
        Assert.Equal(0, score.Track.R, 3);
    }

    [Fact]
    public void A_late_mouth_is_told_by_its_lag()
    {
        var wanted = MouthDrive.FromPhones(Phones, Fps, 40);
        float[] late = [0, 0, .. wanted[..^2]];

        Assert.Equal(2, PhoneScore.Of(Phones, late, Fps).Track.Lag);
    }

    [Fact]
    public void A_sound_at_the_very_edge_of_the_video_does_not_count()
    {
        var score = PhoneScore.Of([new(0, "m"), new(0.04, "a"), new(1.56, "p"), new(1.6, "")], new float[40], Fps);

        Assert.Equal(0, score.Bilabials);
        Assert.Null(score.BilabialsClosedShare);
    }

    [Fact]
    public void Silence_and_speech_are_told_apart_with_a_margin()
    {
        // 12 silent frames, 10 loud ones, 10 silent ones.
        float[] envelope = [.. new float[12], .. Enumerable.Repeat(0.8f, 10), .. new float[10]];
        float[] numbers = [.. Enumerable.Range(0, 32).Select(i => (float)i)];

        var (silent, speaking) = SpeakingFrames.Split(numbers, envelope, Fps);

        Assert.Equal(Enumerable.Range(0, 10).Concat(Enumerable.Range(24, 8)).Select(i => (float)i), silent);
        Assert.Equal(Enumerable.Range(12, 10).Select(i => (float)i), speaking);
    }

    [Fact]
    public void The_mouth_score_of_a_known_track_is_known()
    {
        float[] envelope = [.. new float[20], .. Enumerable.Range(0, 40).Select(i => 0.7f + (0.3f * MathF.Sin(i * 0.6f))), .. new float[20]];
        float[] aperture = [.. envelope.Select(level => 0.02f + (0.1f * level))];
        float[] twoLate = [aperture[0], aperture[0], .. aperture[..^2]];

        var score = new MouthScore(envelope, envelope, reference: aperture, Fps);
        var (obedient, late) = (score.Of(aperture), score.Of([.. twoLate, 9, 9, 9]));

        Assert.Equal((1.0, 0), (Math.Round(obedient.Envelope.R, 4), obedient.Envelope.Lag));
        Assert.Equal(0.02, obedient.SilentAperture!.Value, 4);
        Assert.Equal(36, obedient.SilentFrames);
        Assert.InRange(obedient.SpeakingP95!.Value, 0.11, 0.12);
        Assert.Equal((2, 2, 2), (late.Envelope.Lag, late.Reference!.Value.Lag, late.Drive.Lag));
        Assert.Equal(obedient.Speed, late.Speed, 0.02);
    }

    [Fact]
    public void Speed_is_opening_per_second()
    {
        float[] zigzag = [.. Enumerable.Range(0, 50).Select(i => i % 2 * 0.02f)];

        Assert.Equal(0.02 * Fps, new MouthScore(new float[50], new float[50], null, Fps).Of(zigzag).Speed, 4);
    }

    [Fact]
    public void Nothing_to_measure_is_null_not_a_number()
    {
        var score = new MouthScore([1], [1], null, Fps).Of([0.1f]);

        Assert.Null(score.SilentAperture);
        Assert.Null(score.Reference);
        Assert.Equal(0, score.Speed);
        Assert.Equal(0, score.Envelope.R);
    }
}
