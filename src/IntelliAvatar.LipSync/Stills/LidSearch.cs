using System.Numerics;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Stills;

/// <summary>Moves a lid's edge to where the picture shows it: the network is a pixel or two off, and a slit of white would stay open.</summary>
/// <param name="picture">The picture.</param>
/// <param name="eye">The eye as the network sees it.</param>
internal sealed class LidSearch(YuvFrame picture, EyeContour eye)
{
    private const int Steps = 4, Columns = 15;

    // Levels of luma that an edge must win to be believed in farther away, or in a different shape; and how many a level of redness counts.
    private const float PerDistance = 3, PerBend = 2, SkinRedness = 2;

    private readonly float _reach = 0.35f * eye.Opening;

    // From the line of the lashes to the lid's rim and to what is surely beside it.
    private readonly float _line = MathF.Max(0.8f, 0.09f * eye.Opening);
    private readonly float _beside = MathF.Max(1.2f, 0.135f * eye.Opening);

    /// <summary>The eye with its lids where they are.</summary>
    public EyeContour Run() => eye with { Upper = Snap(eye.Upper, UpperEdge, _line / 2), Lower = Snap(eye.Lower, LowerEdge, 0) };

    /// <summary>Skin above dark lashes.</summary>
    private float UpperEdge(float along, float below) =>
        At(0, along, below - _beside) - At(0, along, below) + Redder(along, below - _beside, below + _beside);

    /// <summary>Beside the iris the skin is darker than the eye, below the iris lighter.</summary>
    private float LowerEdge(float along, float below) =>
        MathF.Abs(At(0, along, below + _beside) - At(0, along, below - _line)) + Redder(along, below + _beside, below - _beside);

    /// <summary>Of whatever colour skin is, eyes are less red.</summary>
    private float Redder(float along, float skin, float eyeball) => SkinRedness * (At(2, along, skin) - At(2, along, eyeball));

    private LidCurve Snap(LidCurve lid, Func<float, float, float> edge, float toRim)
    {
        var (best, most) = (Vector3.Zero, float.MinValue);
        for (var outer = -Steps; outer <= Steps; outer++)
        {
            for (var middle = -Steps; middle <= Steps; middle++)
            {
                for (var inner = -Steps; inner <= Steps; inner++)
                {
                    var shift = new Vector3(outer, middle, inner) / Steps;
                    var bend = shift.X - (2 * shift.Y) + shift.Z;
                    var score = -(PerDistance * shift.LengthSquared()) - (PerBend * bend * bend);
                    for (var k = 0; k < Columns; k++)
                    {
                        var along = 0.08f + (0.84f * k / (Columns - 1));
                        score += edge(along, lid[along] + Shift(along, shift)) / Columns;
                    }

                    (best, most) = score > most ? (shift, score) : (best, most);
                }
            }
        }

        return new LidCurve(Enumerable.Range(0, Columns).Select(k => k / (Columns - 1f)).Select(along => new Vector2(along, lid[along] + Shift(along, best) + toRim)));
    }

    /// <summary>The parabola through what the outer corner, the middle and the inner corner are shifted by.</summary>
    private float Shift(float along, Vector3 shift) =>
        _reach * Vector3.Dot(shift, new Vector3(2 * (along - 0.5f) * (along - 1), 4 * along * (1 - along), 2 * along * (along - 0.5f)));

    private float At(int plane, float along, float below) => picture.Sampler(plane).Bilinear(eye.InPicture(along, below));
}
