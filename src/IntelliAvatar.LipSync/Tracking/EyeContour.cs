using System.Numerics;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>One eye of a picture. Its places are told along the line through its corners, 0 outer … 1 inner, and in pixels below that line.</summary>
internal sealed record EyeContour
{
    /// <summary>As the network gives them: the lower lid from corner to corner, the upper lid, then rings farther and farther out.</summary>
    public const int PointCount = 71;

    private const int InnerCorner = 8;

    private readonly Vector2 _corner, _along, _down;

    /// <param name="points">In picture pixels.</param>
    public EyeContour(ReadOnlySpan<Vector2> points)
    {
        _corner = points[0];
        Width = Vector2.Distance(points[InnerCorner], _corner);
        _along = (points[InnerCorner] - _corner) / Width;
        _down = new Vector2(-_along.Y, _along.X);
        if (Vector2.Dot(points[4] - points[12], _down) < 0)
        {
            _down = -_down;
        }

        var places = new Vector2[points.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Place(points[i]);
        }

        Lower = new LidCurve(places[..(InnerCorner + 1)]);
        Upper = new LidCurve([places[0], .. places[9..16], places[InnerCorner]]);
        Crease = places[26..30].Average(AboveLid);
        Brow = places[50..54].Min(AboveLid);

        float AboveLid(Vector2 place) => Upper[place.X] - place.Y;
    }

    /// <summary>From corner to corner, pixels.</summary>
    public float Width { get; }

    /// <summary>The edge of the upper lid.</summary>
    public LidCurve Upper { get; init; }

    /// <summary>The edge of the lower lid.</summary>
    public LidCurve Lower { get; init; }

    /// <summary>How far the crease of the upper lid is above its edge, pixels.</summary>
    public float Crease { get; }

    /// <summary>How far the eyebrow is above the edge of the upper lid, pixels.</summary>
    public float Brow { get; }

    /// <summary>How far the eye is open in the middle, pixels.</summary>
    public float Opening => OpeningAt(0.5f);

    /// <summary>How far the eye is open, pixels; 0 beyond its corners.</summary>
    public float OpeningAt(float along) => MathF.Max(0, Lower[along] - Upper[along]);

    public Vector2 Place(Vector2 picture) => new(Vector2.Dot(picture - _corner, _along) / Width, Vector2.Dot(picture - _corner, _down));

    public Vector2 InPicture(float along, float below) => _corner + (along * Width * _along) + (below * _down);
}
