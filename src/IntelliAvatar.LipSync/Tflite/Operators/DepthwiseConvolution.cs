using System.Numerics;
using System.Runtime.CompilerServices;

namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>DEPTHWISE_CONV_2D with one filter per channel. Channels lie side by side, so a vector is a run of channels; at the borders the kernel is cut.</summary>
internal sealed unsafe class DepthwiseConvolution : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly SlidingWindow _rows;
    private readonly SlidingWindow _columns;
    private readonly int _channels;
    private readonly float[] _filter;
    private readonly float[] _bias;

    public DepthwiseConvolution(Node node)
    {
        (_input, _output) = (node.Activation(0), node.Output);
        var from = _input.Picture;
        var to = _output.Picture;
        var options = node.Options ?? throw node.Refuse("lacks options");
        node.RequireNoActivation(4);
        node.Require(options.Int(5, 1) == 1 && options.Int(6, 1) == 1, "is dilated");
        node.Require(options.Int(3) == 1 && from.Channels == to.Channels, "has more than one filter per channel");

        _channels = to.Channels;
        var shape = node.Input(1).Picture;
        node.Require(shape.Channels == _channels, "has filters of the wrong shape");
        _rows = SlidingWindow.Create(node, from.Height, to.Height, shape.Height, options.Int(2), options.Byte(0));
        _columns = SlidingWindow.Create(node, from.Width, to.Width, shape.Width, options.Int(1), options.Byte(0));
        (_filter, _bias) = (node.Floats(1), node.Floats(2));
        node.Require(_bias.Length == _channels, "does not have one bias per channel");
    }

    public override void Run(Workspace workspace)
    {
        fixed (float* input = workspace[_input], output = workspace[_output], filter = _filter, bias = _bias)
        {
            var to = output;
            for (var y = 0; y < _rows.Output; y++)
            {
                var (top, bottom) = _rows.Inside(y);
                for (var x = 0; x < _columns.Output;)
                {
                    var (left, right) = _columns.Inside(x);
                    var isInner = right - left == _columns.Kernel && x + 3 < _columns.Output && _columns.Inside(x + 3) == (left, right);
                    var pixels = isInner ? 4 : 1;
                    var corner = input + ((((_rows.Start(y) + top) * _columns.Input) + _columns.Start(x) + left) * _channels);
                    var weights = filter + (((top * _columns.Kernel) + left) * _channels);
                    var c = isInner
                        ? FourPixels(corner, weights, bias, to, bottom - top)
                        : OnePixel(corner, weights, bias, to, bottom - top, right - left);
                    for (var i = 0; i < pixels && c < _channels; i++)
                    {
                        LastChannels(c, corner + (i * _columns.Stride * _channels), weights, bias, to + (i * _channels), bottom - top, right - left);
                    }

                    x += pixels;
                    to += pixels * _channels;
                }
            }
        }
    }

    /// <summary>Four neighbours share every weight that is loaded. Returns the first channel that no whole vector covers.</summary>
    private int FourPixels(float* input, float* weights, float* bias, float* output, int rows)
    {
        var (inputPitch, weightPitch) = (_columns.Input * _channels, _columns.Kernel * _channels);
        var next = _columns.Stride * _channels;
        var c = 0;
        for (; c <= _channels - Vector<float>.Count; c += Vector<float>.Count)
        {
            Vector<float> sum0 = Load(bias + c), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            for (var row = 0; row < rows; row++)
            {
                float* a = input + (row * inputPitch) + c, w = weights + (row * weightPitch) + c;
                for (var column = 0; column < _columns.Kernel; column++, a += _channels, w += _channels)
                {
                    var weight = Load(w);
                    sum0 = Vector.FusedMultiplyAdd(Load(a), weight, sum0);
                    sum1 = Vector.FusedMultiplyAdd(Load(a + next), weight, sum1);
                    sum2 = Vector.FusedMultiplyAdd(Load(a + (2 * next)), weight, sum2);
                    sum3 = Vector.FusedMultiplyAdd(Load(a + (3 * next)), weight, sum3);
                }
            }

            Unsafe.WriteUnaligned(output + c, sum0);
            Unsafe.WriteUnaligned(output + _channels + c, sum1);
            Unsafe.WriteUnaligned(output + (2 * _channels) + c, sum2);
            Unsafe.WriteUnaligned(output + (3 * _channels) + c, sum3);
        }

        return c;
    }

    private int OnePixel(float* input, float* weights, float* bias, float* output, int rows, int columns)
    {
        var (inputPitch, weightPitch) = (_columns.Input * _channels, _columns.Kernel * _channels);
        var c = 0;
        for (; c <= _channels - Vector<float>.Count; c += Vector<float>.Count)
        {
            var sum = Load(bias + c);
            for (var row = 0; row < rows; row++)
            {
                float* a = input + (row * inputPitch) + c, w = weights + (row * weightPitch) + c;
                for (var column = 0; column < columns; column++, a += _channels, w += _channels)
                {
                    sum = Vector.FusedMultiplyAdd(Load(a), Load(w), sum);
                }
            }

            Unsafe.WriteUnaligned(output + c, sum);
        }

        return c;
    }

    private void LastChannels(int c, float* input, float* weights, float* bias, float* output, int rows, int columns)
    {
        var (inputPitch, weightPitch) = (_columns.Input * _channels, _columns.Kernel * _channels);
        for (; c < _channels; c++)
        {
            var sum = bias[c];
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    sum += input[(row * inputPitch) + (column * _channels) + c] * weights[(row * weightPitch) + (column * _channels) + c];
                }
            }

            output[c] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(float* from) => Unsafe.ReadUnaligned<Vector<float>>(from);
}
