using System.Numerics;

namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>MediaPipe's TransformTensorBilinear: a crop of a feature map through a matrix, bilinear, zero outside.</summary>
internal sealed class TransformTensorBilinear : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _matrix;
    private readonly Tensor _output;

    public TransformTensorBilinear(Node node)
    {
        (_input, _matrix, _output) = (node.Activation(0), node.Activation(1), node.Output);
        var from = _input.Picture;
        node.Require(from.Channels == _output.Picture.Channels && from is { Width: > 1, Height: > 1 } && _matrix.HasShape(1, 4, 4), "has the wrong shape");
    }

    public override void Run(Workspace workspace)
    {
        ReadOnlySpan<float> input = workspace[_input], m = workspace[_matrix];
        var output = workspace[_output];
        var (height, width, channels) = _input.Picture;
        for (var row = 0; row < _output.Picture.Height; row++)
        {
            for (var column = 0; column < _output.Picture.Width; column++)
            {
                var (cellX, cellY) = (column + 0.5f, row + 0.5f);
                var x = (m[0] * cellX) + (m[1] * cellY) + m[3] - 0.5f;
                var y = (m[4] * cellX) + (m[5] * cellY) + m[7] - 0.5f;
                var cell = output[..channels];
                output = output[channels..];

                // Written so that a NaN counts as outside.
                if (!(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1))
                {
                    cell.Clear();
                    continue;
                }

                var (left, top) = (Math.Min((int)x, width - 2), Math.Min((int)y, height - 2));
                var corner = input[(((top * width) + left) * channels)..];
                Blend(corner, corner[(width * channels)..], x - left, y - top, cell);
            }
        }
    }

    private static void Blend(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float x, float y, Span<float> cell)
    {
        var lowerRight = x * y;
        var (lowerLeft, upperRight) = (y - lowerRight, x - lowerRight);
        var upperLeft = 1 - x - y + lowerRight;
        var channels = cell.Length;
        var c = 0;
        for (; c <= channels - Vector<float>.Count; c += Vector<float>.Count)
        {
            var sum = (upperLeft * new Vector<float>(upper[c..])) + (upperRight * new Vector<float>(upper[(channels + c)..]))
                + (lowerLeft * new Vector<float>(lower[c..])) + (lowerRight * new Vector<float>(lower[(channels + c)..]));
            sum.CopyTo(cell[c..]);
        }

        for (; c < channels; c++)
        {
            cell[c] = (upperLeft * upper[c]) + (upperRight * upper[channels + c]) + (lowerLeft * lower[c]) + (lowerRight * lower[channels + c]);
        }
    }
}
