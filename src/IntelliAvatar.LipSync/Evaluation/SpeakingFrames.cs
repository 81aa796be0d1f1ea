namespace IntelliAvatar.LipSync.Evaluation;

/// <summary>Sorts frames by loudness: surely silent, surely speaking, or neither.</summary>
public static class SpeakingFrames
{
    private const float Quiet = 0.10f, Loud = 0.30f;
    private const double Margin = 0.08;

    /// <param name="values">A value per frame.</param>
    /// <param name="envelope">Loudness per frame (<see cref="Articulation.AudioFeatures.Envelope"/>).</param>
    /// <param name="fps">Frames per second.</param>
    /// <returns>The values of frames without any sound within 80 ms, and those of loud frames.</returns>
    public static (float[] Silent, float[] Speaking) Split(ReadOnlySpan<float> values, float[] envelope, double fps)
    {
        var margin = (int)Math.Ceiling(Margin * fps);
        var (silent, speaking) = (new List<float>(), new List<float>());
        for (var t = 0; t < values.Length; t++)
        {
            var (from, to) = (Math.Max(0, t - margin), Math.Min(values.Length, t + margin + 1));
            if (!envelope.AsSpan(from, to - from).ContainsAnyExceptInRange(float.NegativeInfinity, Quiet))
            {
                silent.Add(values[t]);
            }
            else if (envelope[t] > Loud)
            {
                speaking.Add(values[t]);
            }
        }

        return ([.. silent], [.. speaking]);
    }
}
