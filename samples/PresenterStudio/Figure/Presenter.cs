using System.Numerics;
using PresenterStudio.Acting;
using PresenterStudio.Geometry;

namespace PresenterStudio.Figure;

/// <summary>The whole person in one pose: distance to the nearest part, from anywhere in the room.</summary>
internal sealed class Presenter
{
    private static readonly Vector3 Pivot = new(0, -8.5f, -2.5f);

    private readonly Pose _pose;
    private readonly Matrix4x4 _toHead;
    private readonly Torso _torso;
    private readonly Face _face;

    public Presenter(Pose pose)
    {
        _pose = pose;
        Matrix4x4.Invert(Matrix4x4.CreateFromYawPitchRoll(pose.Yaw, pose.Pitch, pose.Roll), out _toHead);
        Mouth = new(pose);
        Eyes = new(pose);
        _face = new(pose, Mouth, Eyes);
        _torso = new(pose);
    }

    public Pose Pose => _pose;
    public Mouth Mouth { get; }
    public Eyes Eyes { get; }

    /// <summary>Room → body: only the sway is taken away.</summary>
    public Vector3 ToBody(Vector3 p) => p - _pose.Sway;

    /// <summary>Room → head: the head turns about the top of the neck.</summary>
    public Vector3 ToHead(Vector3 p) => Vector3.Transform(ToBody(p) - Pivot, _toHead) + Pivot;

    public Vector3 TurnToHead(Vector3 direction) => Vector3.TransformNormal(direction, _toHead);

    /// <summary>Hair and neck follow the head above and the body below.</summary>
    public Vector3 ToNeck(Vector3 body, Vector3 head) => Vector3.Lerp(body, head, Curve.Step(-17, -6, body.Y));

    public float Distance(Vector3 p) => Nearest(p).Distance;

    public (float Distance, Part Part) Nearest(Vector3 room)
    {
        var body = ToBody(room);
        var best = (Distance: Sdf.Far, Part: Part.Nothing);
        var headBound = (body - new Vector3(0, 0.5f, -1)).Length() - 14;
        var hairBound = Sdf.Ellipsoid(body - new Vector3(0, -3, -1), new(13.5f, 19, 13));
        var torsoBound = body.Y + 11.5f;
        var chest = Sdf.Far;

        if (torsoBound > 2)
        {
            best.Distance = torsoBound;
        }
        else
        {
            chest = _torso.Chest(body);
            Take(ref best, Torso.Blazer(body, chest), Part.Blazer);
            Take(ref best, Torso.Blouse(body, chest), Part.Blouse);
        }

        if (hairBound > 1.5f)
        {
            best.Distance = MathF.Min(best.Distance, hairBound);
            if (torsoBound > 2)
            {
                return best;
            }
        }

        var head = ToHead(room);
        var neck = ToNeck(body, head);
        if (hairBound <= 1.5f)
        {
            Take(ref best, Hair.Distance(neck), Part.Hair);
        }

        var skin = body.Y < -2 ? Torso.Neck(neck, chest) : Sdf.Far;
        if (headBound < 1.5f)
        {
            var face = _face.Distance(head);
            skin = skin < 4 ? Sdf.Join(face, skin, 1.2f) : face;
            if (head.Z > 3 && face > -4)
            {
                Inside(head, ref best);
            }
        }
        else
        {
            skin = MathF.Min(skin, headBound);
        }

        Take(ref best, skin, Part.Skin);
        return best;
    }

    private void Inside(Vector3 head, ref (float Distance, Part Part) best)
    {
        if (head.Y > -3)
        {
            Take(ref best, Eyes.Ball(head with { X = MathF.Abs(head.X) }), Part.Eye);
        }
        else if (_pose.MouthGap > 0.02f && MathF.Abs(head.X) < 3 && Mouth.Opening(head.X, head.Y) < 0.1f)
        {
            Take(ref best, Teeth.Upper(head), Part.UpperTeeth);
            Take(ref best, Teeth.Lower(head, Mouth.LowerLipDrop), Part.LowerTeeth);
            Take(ref best, Teeth.Tongue(head, Mouth.LowerLipDrop), Part.Tongue);
        }
    }

    private static void Take(ref (float Distance, Part Part) best, float distance, Part part)
    {
        if (distance < best.Distance)
        {
            best = (distance, part);
        }
    }
}
