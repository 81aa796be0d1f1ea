using IntelliAvatar.LipSync.Audio;
using IntelliAvatar.LipSync.Mouth;

namespace IntelliAvatar.LipSync.Timeline;

/// <summary>Where the chin belongs: where the source has it, and lower by most of what the mouth opens further.</summary>
public static class ChinTrack
{
    private const float JawPerGap = 0.72f;

    /// <returns>Height of the chin per output frame, canonical pixels.</returns>
    public static float[] For(MouthLibrary library, ReadOnlySpan<SourceBlend> blends, ReadOnlySpan<float> gaps)
    {
        var chins = new float[blends.Length];
        for (var t = 0; t < chins.Length; t++)
        {
            chins[t] = float.Lerp(ChinOf(blends[t].Old, gaps[t]), ChinOf(blends[t].New, gaps[t]), blends[t].NewWeight);
        }

        return Signal.GaussianSmooth(chins, 1);

        float ChinOf(int source, float gap)
        {
            var shape = library.Sources[source].Face.Shape;
            return shape.Chin + (JawPerGap * (gap - shape.Gap));
        }
    }
}
