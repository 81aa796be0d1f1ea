using System.Numerics;

namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>MAX_POOL_2D: per channel the largest number under the window; padding does not count.</summary>
internal sealed class MaxPool : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly SlidingWindow _rows;
    private readonly SlidingWindow _columns;
    private readonly int _channels;

    public MaxPool(Node node)
    {
        (_input, _output) = (node.Activation(0), node.Output);
        var from = _input.Picture;
        var to = _output.Picture;
        var options = node.Options ?? throw node.Refuse("lacks options");
        node.RequireNoActivation(5);
        node.Require(from.Channels == to.Channels, "changes the channels");
        _channels = to.Channels;
        _rows = SlidingWindow.Create(node, from.Height, to.Height, options.Int(4), options.Int(2), options.Byte(0));
        _columns = SlidingWindow.Create(node, from.Width, to.Width, options.Int(3), options.Int(1), options.Byte(0));
    }

    public override void Run(Workspace workspace)
    {
        ReadOnlySpan<float> input = workspace[_input];
        var rest = workspace[_output];
        for (var y = 0; y < _rows.Output; y++)
        {
            var (top, bottom) = _rows.Inside(y);
            for (var x = 0; x < _columns.Output; x++)
            {
                var (left, right) = _columns.Inside(x);
                var pixel = rest[.._channels];
                rest = rest[_channels..];
                pixel.Fill(float.NegativeInfinity);
                for (var row = _rows.Start(y) + top; row < _rows.Start(y) + bottom; row++)
                {
                    for (var column = _columns.Start(x) + left; column < _columns.Start(x) + right; column++)
                    {
                        Raise(pixel, input.Slice(((row * _columns.Input) + column) * _channels, _channels));
                    }
                }
            }
        }
    }

    private static void Raise(Span<float> pixel, ReadOnlySpan<float> other)
    {
        var c = 0;
        for (; c <= pixel.Length - Vector<float>.Count; c += Vector<float>.Count)
        {
            Vector.Max(new Vector<float>(pixel[c..]), new Vector<float>(other[c..])).CopyTo(pixel[c..]);
        }

        for (; c < pixel.Length; c++)
        {
            pixel[c] = MathF.Max(pixel[c], other[c]);
        }
    }
}
