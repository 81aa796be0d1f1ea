namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>CONV_2D as a matrix product: every window of the input becomes a row (im2col), except for 1×1, where the input already is that matrix.</summary>
internal sealed class Convolution : Operator
{
    private const int MostScratch = 1 << 23;

    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly SlidingWindow _rows;
    private readonly SlidingWindow _columns;
    private readonly PackedMatrix _filters;
    private readonly bool _isPointwise;

    public Convolution(Node node)
    {
        (_input, _output) = (node.Activation(0), node.Output);
        var from = _input.Picture;
        var to = _output.Picture;
        var options = node.Options ?? throw node.Refuse("lacks options");
        node.RequireNoActivation(3);
        node.Require(options.Int(4, 1) == 1 && options.Int(5, 1) == 1, "is dilated");

        node.Require(node.Input(1).Shape is [var outputs, _, _, var inputs] && outputs == to.Channels && inputs == from.Channels, "has filters of the wrong shape");
        var filter = node.Input(1).Shape;
        _rows = SlidingWindow.Create(node, from.Height, to.Height, filter[1], options.Int(2), options.Byte(0));
        _columns = SlidingWindow.Create(node, from.Width, to.Width, filter[2], options.Int(1), options.Byte(0));

        var bias = node.Floats(2);
        node.Require(bias.Length == to.Channels, "does not have one bias per filter");
        _filters = new PackedMatrix(node.Floats(1), bias);
        _isPointwise = _rows is { Kernel: 1, Stride: 1 } && _columns is { Kernel: 1, Stride: 1 };
        var scratch = _isPointwise ? 0 : (long)to.Height * to.Width * filter[1] * filter[2] * filter[3];
        node.Require(scratch <= MostScratch, "is too large");
        ScratchLength = (int)scratch;
    }

    public override int ScratchLength { get; }

    public override void Run(Workspace workspace)
    {
        ReadOnlySpan<float> input = workspace[_input];
        if (!_isPointwise)
        {
            var windows = workspace.Scratch(ScratchLength);
            Unfold(input, windows);
            input = windows;
        }

        _filters.Multiply(input, workspace[_output]);
    }

    private void Unfold(ReadOnlySpan<float> input, Span<float> windows)
    {
        var channels = _input.Picture.Channels;
        var pitch = _columns.Input * channels;
        for (var y = 0; y < _rows.Output; y++)
        {
            for (var x = 0; x < _columns.Output; x++)
            {
                var (from, to) = _columns.Inside(x);
                for (var ky = 0; ky < _rows.Kernel; ky++)
                {
                    var row = windows[..(_columns.Kernel * channels)];
                    windows = windows[row.Length..];
                    var sourceRow = _rows.Start(y) + ky;
                    if ((uint)sourceRow >= (uint)_rows.Input || from >= to)
                    {
                        row.Clear();
                        continue;
                    }

                    row[..(from * channels)].Clear();
                    row[(to * channels)..].Clear();
                    var source = (sourceRow * pitch) + ((_columns.Start(x) + from) * channels);
                    input.Slice(source, (to - from) * channels).CopyTo(row[(from * channels)..]);
                }
            }
        }
    }
}
