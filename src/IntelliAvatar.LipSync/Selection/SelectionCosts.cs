using System.Numerics;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Selection;

/// <summary>What it costs to show a source frame at a time, and to go from one to another. The numbers were tuned by measuring finished videos.</summary>
public sealed class SelectionCosts
{
    public const float Hold = 0.06f, Skip = 0.35f, TurnRound = 0.6f, Jump = 1.2f;

    /// <summary>Breaks ties between the two directions after a jump.</summary>
    public const float JumpBackward = 0.02f;

    private const float NotShut = 10;

    // In another shot the light may be another, or even the person.
    private const float OtherShot = 4;

    private readonly PosedTrack _track;
    private readonly MouthShape[] _shapes;
    private readonly int[] _shots;
    private readonly float[] _changes;

    public SelectionCosts(MouthLibrary library)
    {
        _track = library.Track;
        _shapes = [.. library.Sources.Select(source => source.Face.Shape)];
        _shots = [.. library.Sources.Select(source => source.Face.Shot)];
        _changes = Changes(library.Sources, _track.Mean.EyeSpan);
    }

    public int Count => _shapes.Length;

    /// <summary>What is seen of going from one source to another (or back: it is the same), however they are reached.</summary>
    public float Change(int from, int to) => _changes[(from * Count) + to];

    /// <summary>The same from every source to this one.</summary>
    public ReadOnlySpan<float> ChangesTo(int source) => _changes.AsSpan(source * Count, Count);

    /// <summary>How ill each source fits the wanted opening and the head of the base frame that is shown.</summary>
    public void Targets(float gap, int baseFrame, Span<float> costs)
    {
        var span = _track.Mean.EyeSpan;
        var shown = _track.FaceAt(baseFrame);
        var pose = shown.Shape.Pose;
        var width = _track.SlowAt(baseFrame).Width;
        for (var k = 0; k < costs.Length; k++)
        {
            var shape = _shapes[k];
            var cost = Square((shape.Gap - gap) / (0.04f * span));

            // A mouth that is stretched open shows it.
            cost += Square(MathF.Max(0, gap - (1.2f * shape.Gap)) / (0.04f * span));

            // Lips that must be shut are best taken where they are.
            cost += gap < 0.02f * span && shape.Gap > 0.03f * span ? NotShut : 0;
            cost += 0.5f * Vector2.DistanceSquared(shape.Pose, pose) / Square(0.06f);
            cost += _shots[k] != shown.Shot ? OtherShot : 0;
            cost += 0.35f * Square((shape.Width - width) / (0.07f * span));
            costs[k] = cost;
        }
    }

    private static float[] Changes(IReadOnlyList<MouthSource> sources, float span)
    {
        var n = sources.Count;
        var changes = new float[n * n];
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                var (a, b) = (sources[j], sources[k]);
                var distance = (a.Texture.DistanceTo(b.Texture) / 6)
                    + (MathF.Abs(a.Face.Shape.Width - b.Face.Shape.Width) / (0.05f * span))
                    + (MathF.Abs(a.Face.Shape.Chin - b.Face.Shape.Chin) / (0.06f * span));
                changes[(j * n) + k] = changes[(k * n) + j] = distance;
            }
        }

        return changes;
    }

    private static float Square(float x) => x * x;
}
