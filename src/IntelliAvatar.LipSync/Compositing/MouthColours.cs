using System.Numerics;
using IntelliAvatar.LipSync.Library;

namespace IntelliAvatar.LipSync.Compositing;

/// <summary>Colours of a person's lower face, from which the unseen inside of the mouth is guessed: teeth are lit as the skin is, the tongue is of the lips' kind.</summary>
/// <param name="SkinY">Brightness of the cheeks beside the mouth.</param>
/// <param name="LipY">Brightness of the lower lip.</param>
/// <param name="LipU">Its colour.</param>
/// <param name="LipV">Its colour.</param>
public readonly record struct MouthColours(float SkinY, float LipY, float LipU, float LipV)
{
    /// <param name="source">The lent mouth.</param>
    public static MouthColours Of(MouthSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var shape = source.Face.Shape;
        var half = shape.Width / 2;
        var skin = 0f;
        foreach (var side in (ReadOnlySpan<float>)[-1.25f, -1.15f, 1.15f, 1.25f])
        {
            skin += At(0, shape.MidX + (side * half), shape.MidY) / 4;
        }

        var lips = shape.Lips.At(shape.MidX);
        var lip = (lips.LowerInner + lips.LowerOuter) / 2;
        return new MouthColours(skin, Lip(0), Lip(1), Lip(2));

        float Lip(int plane) => (At(plane, shape.MidX - (0.3f * half), lip) + At(plane, shape.MidX, lip) + At(plane, shape.MidX + (0.3f * half), lip)) / 3;

        float At(int plane, float x, float y) => source.Region.Plane(plane).Bilinear(Vector2.Transform(new Vector2(x, y), source.Face.ToPicture));
    }
}
