namespace IntelliAvatar.LipSync.Selection;

/// <summary>
/// The cheapest ways through a stretch of time (Viterbi's algorithm). A state is a source and the direction in which its video runs:
/// 2·source for forward, 2·source + 1 for backward.
/// </summary>
public sealed class Trellis
{
    private readonly SelectionCosts _costs;
    private readonly int[] _frames;
    private readonly int _count;
    private readonly float[] _targets;
    private readonly float[] _cheapest;
    private readonly short[] _came;
    private float[] _now, _next;
    private int _length;

    /// <param name="costs">What everything costs.</param>
    /// <param name="frames">The base frame of every source, rising: neighbours in time are those whose frames are.</param>
    /// <param name="capacity">The longest stretch, in frames.</param>
    public Trellis(SelectionCosts costs, int[] frames, int capacity)
    {
        (_costs, _frames, _count) = (costs, frames, frames.Length);
        _targets = new float[_count];
        _cheapest = new float[_count];
        _now = new float[2 * _count];
        _next = new float[2 * _count];
        _came = new short[capacity * 2 * _count];
    }

    /// <summary>Forgets everything and starts behind a state that is settled, or anywhere.</summary>
    public void Begin(int? settled)
    {
        _length = 0;
        if (settled is { } state)
        {
            Array.Fill(_now, float.PositiveInfinity);
            _now[state] = 0;
        }
        else
        {
            Array.Clear(_now);
        }
    }

    /// <summary>One frame further.</summary>
    /// <param name="gap">Wanted opening, canonical pixels.</param>
    /// <param name="baseFrame">The base frame that is shown then.</param>
    /// <param name="first">Whether nothing came before, so that no move is paid.</param>
    public void Advance(float gap, int baseFrame, bool first)
    {
        _costs.Targets(gap, baseFrame, _targets);
        for (var k = 0; k < _count; k++)
        {
            _cheapest[k] = MathF.Min(_now[2 * k], _now[(2 * k) + 1]);
        }

        var came = _came.AsSpan(_length++ * 2 * _count, 2 * _count);
        for (var k = 0; k < _count; k++)
        {
            var jump = first ? default : CheapestJump(k);
            for (var direction = 0; direction < 2; direction++)
            {
                var best = first ? default : CheapestMove(k, direction, (jump.Cost + (direction * SelectionCosts.JumpBackward), jump.From));
                _next[(2 * k) + direction] = best.Cost + _targets[k];
                came[(2 * k) + direction] = (short)best.From;
            }
        }

        (_now, _next) = (_next, _now);
    }

    /// <summary>Writes the states of the cheapest way so far, the oldest first.</summary>
    public void TraceBack(Span<int> states)
    {
        var state = Array.IndexOf(_now, _now.Min());
        for (var t = _length - 1; t >= 0; t--)
        {
            states[t] = state;
            state = _came[(t * 2 * _count) + state];
        }
    }

    private (float Cost, int From) CheapestJump(int k)
    {
        var changes = _costs.ChangesTo(k);
        var cheapest = _cheapest.AsSpan(0, changes.Length);
        var (best, from) = (float.PositiveInfinity, 0);
        for (var j = 0; j < changes.Length; j++)
        {
            var cost = cheapest[j] + changes[j];
            if (cost < best)
            {
                (best, from) = (cost, j);
            }
        }

        return (best + SelectionCosts.Jump, _now[2 * from] <= _now[(2 * from) + 1] ? 2 * from : (2 * from) + 1);
    }

    private (float Cost, int From) CheapestMove(int k, int direction, (float Cost, int From) best)
    {
        var step = direction == 0 ? 1 : -1;
        if (IsNeighbour(k - step, _frames[k] - step))
        {
            Try(k - step, direction, 0);
            Try(k - step, 1 - direction, SelectionCosts.TurnRound);
        }

        if (IsNeighbour(k - (2 * step), _frames[k] - (2 * step)))
        {
            Try(k - (2 * step), direction, SelectionCosts.Skip);
        }

        Try(k, direction, SelectionCosts.Hold);
        return best;

        void Try(int source, int running, float move)
        {
            var cost = _now[(2 * source) + running] + move + _costs.Change(source, k);
            if (cost < best.Cost)
            {
                best = (cost, (2 * source) + running);
            }
        }
    }

    private bool IsNeighbour(int source, int frame) => source >= 0 && source < _count && _frames[source] == frame;
}
