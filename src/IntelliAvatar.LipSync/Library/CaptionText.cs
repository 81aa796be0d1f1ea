using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync.Library;

/// <summary>
/// The text that one picture of the lower face shows and another one, a moment away, does not: rows of thin strokes with hard edges on
/// both sides.
/// </summary>
internal sealed class CaptionText
{
    // Luma steps: across an edge, and how much less across the same place in the other picture; between the pictures in a stroke and in
    // what lies around it; and how alike strokes are.
    private const int LeastEdge = 50, LeastJump = 40, LeastChange = 24, MostUnlike = 30;

    // In a row of pixels. A face alone has one or two that change at once.
    private const int LeastInRow = 3;

    // In eye spans: a stroke's width, and how far around the strokes what changes belongs to them, and that before
    // the mouth, which changes itself. And so many strokes, row by row: text has three times as many, what moves
    // a third.
    private const float WidestStroke = 0.1f, Around = 0.1f, Outline = 0.06f, LeastStrokes = 0.5f;

    // In eye spans: how far clothes move meanwhile. And so many of their strokes are found again.
    private const float Farthest = 0.08f, MostMoved = 0.7f;

    private readonly byte[] _with, _without;
    private readonly WorkArea _area;
    private readonly List<Stroke> _strokes = [];
    private readonly Func<int, bool> _isAtMouth;
    private readonly int _widest, _around, _outline;

    /// <param name="with">Luma of the area in the picture that may show text.</param>
    /// <param name="without">The same in the other one.</param>
    /// <param name="area">Where is looked.</param>
    /// <param name="eyeSpan">Of the face, in pixels.</param>
    /// <param name="isAtMouth">Whether a pixel of the area may be one of the mouth.</param>
    /// <param name="leastInRow">So many strokes a row of text has.</param>
    public CaptionText(byte[] with, byte[] without, WorkArea area, float eyeSpan, Func<int, bool> isAtMouth, int leastInRow = LeastInRow)
    {
        (_with, _without, _area, _isAtMouth) = (with, without, area, isAtMouth);
        (_widest, _around, _outline) =
            (Math.Max(3, (int)(WidestStroke * eyeSpan)), Math.Max(2, (int)(Around * eyeSpan)), Math.Max(3, (int)(Outline * eyeSpan)));
        for (var y = 0; y < area.Height; y++)
        {
            var row = StrokesOf(y, isNew: true);
            if (row.Count(stroke => !isAtMouth(stroke.Middle)) >= leastInRow)
            {
                _strokes.AddRange(row);
            }
        }

        IsThere = _strokes.Count(stroke => !isAtMouth(stroke.Middle)) >= LeastStrokes * eyeSpan && !HasOnlyMoved(eyeSpan);
    }

    /// <summary>From one pixel to another of the same row.</summary>
    private readonly record struct Stroke(int From, int To, bool IsBright)
    {
        public int Middle => (From + To) / 2;
    }

    /// <summary>Whether there is any.</summary>
    public bool IsThere { get; }

    /// <summary>How many strokes, row by row.</summary>
    public int Count => _strokes.Count;

    /// <summary>How much of it is filled with one colour, 0…1.</summary>
    public float Evenness
    {
        get
        {
            var (isBright, fill) = Fill();
            return (float)_strokes.Count(stroke => stroke.IsBright == isBright && Math.Abs(_with[stroke.Middle] - fill) <= MostUnlike)
                / Math.Max(1, _strokes.Count(stroke => stroke.IsBright == isBright));
        }
    }

    /// <summary>The rows in which most of it lies, and how far it reaches to both sides.</summary>
    public (int Left, int Top, int Right, int Bottom) Bounds => (
        _strokes.Min(stroke => stroke.From % _area.Width), _strokes[_strokes.Count / 50].From / _area.Width,
        _strokes.Max(stroke => stroke.To % _area.Width), _strokes[^(1 + (_strokes.Count / 50))].From / _area.Width);

    /// <summary>Marks its pixels with 1.</summary>
    public void Mark(byte[] isThere)
    {
        var left = _strokes.Min(stroke => stroke.From % _area.Width) - _around;
        var right = _strokes.Max(stroke => stroke.To % _area.Width) + _around;
        var (top, bottom) = (_strokes[0].From / _area.Width - _around, (_strokes[^1].From / _area.Width) + _around);
        var found = new Queue<(int Pixel, int Away)>();
        _strokes.ForEach(Add);

        // Where letters of both pictures lie upon each other nothing changes.
        var (isBright, fill) = Fill();
        for (var y = Math.Max(0, top); y <= Math.Min(bottom, _area.Height - 1); y++)
        {
            foreach (var stroke in StrokesOf(y, isNew: false))
            {
                if (stroke.IsBright == isBright && Math.Abs(_with[stroke.Middle] - fill) <= MostUnlike
                    && !_isAtMouth(stroke.Middle))
                {
                    Add(stroke);
                }
            }
        }

        while (found.TryDequeue(out var from))
        {
            foreach (var near in new[] { from.Pixel - 1, from.Pixel + 1, from.Pixel - _area.Width, from.Pixel + _area.Width })
            {
                var (x, y) = (near % _area.Width, near / _area.Width);
                if (near >= 0 && near < isThere.Length && isThere[near] == 0 && x >= left && x <= right && y >= top && y <= bottom
                    && Math.Abs(_with[near] - _without[near]) >= LeastChange
                    && (from.Away < _outline || !_isAtMouth(near)))
                {
                    isThere[near] = 1;
                    found.Enqueue((near, from.Away + 1));
                }
            }
        }

        void Add(Stroke stroke)
        {
            for (var i = stroke.From; i <= stroke.To; i++)
            {
                isThere[i] = 1;
                found.Enqueue((i, 0));
            }
        }
    }

    private (bool IsBright, int Luma) Fill()
    {
        var isBright = _strokes.Count(stroke => stroke.IsBright) * 2 > _strokes.Count;
        byte[] fills = [.. _strokes.Where(stroke => stroke.IsBright == isBright).Select(stroke => _with[stroke.Middle]).Order()];
        return (isBright, fills.Length > 0 ? fills[fills.Length / 2] : 0);
    }

    /// <summary>Whether the other picture shows most strokes, too, a little way off: those of clothes.</summary>
    private bool HasOnlyMoved(float eyeSpan)
    {
        var (far, step) = (Math.Max(4, (int)(Farthest * eyeSpan)), Math.Max(1, (int)(Farthest * eyeSpan) / 8));
        for (var down = -far; down <= far; down += step)
        {
            for (var right = -far; right <= far; right += step)
            {
                if (_strokes.Count(stroke => IsAlsoAt(stroke, (down * _area.Width) + right)) >= MostMoved * _strokes.Count)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsAlsoAt(Stroke stroke, int away)
    {
        var (from, to) = (stroke.From + away, stroke.To + away);
        return from > 0 && to < _without.Length - 1 && Math.Abs(_with[stroke.Middle] - _without[stroke.Middle + away]) <= MostUnlike
            && IsEdge(from, stroke.IsBright) && IsEdge(to, !stroke.IsBright);

        bool IsEdge(int i, bool isRise) => (_without[i + 1] - _without[i - 1]) * (isRise ? 1 : -1) >= LeastEdge / 2;
    }

    private List<Stroke> StrokesOf(int y, bool isNew)
    {
        var strokes = new List<Stroke>();
        var (last, lastRise) = (-1, 0);
        for (var i = (y * _area.Width) + 2; i < ((y + 1) * _area.Width) - 2; i++)
        {
            var rise = _with[i + 1] - _with[i - 1];
            var size = Math.Abs(rise);
            if (size < LeastEdge || size < Math.Abs(_with[i] - _with[i - 2]) || size <= Math.Abs(_with[i + 2] - _with[i]))
            {
                continue;
            }

            if (isNew && Math.Abs(rise - (_without[i + 1] - _without[i - 1])) < LeastEdge)
            {
                last = -1;
                continue;
            }

            var middle = (last + i) / 2;
            if (last >= 0 && i - last <= _widest && rise > 0 != lastRise > 0
                && (!isNew || Math.Abs(_with[middle] - _without[middle]) >= LeastJump))
            {
                strokes.Add(new Stroke(last, i, lastRise > 0));
            }

            (last, lastRise) = (i, rise);
        }

        return strokes;
    }
}
