using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tests.Tflite;

public sealed class ConvolutionTests
{
    private const int Same = 0;
    private const int Valid = 1;

    private readonly Random _random = new(1);

    [Theory]
    [InlineData(1, 1, Same, 6, 16, 16)]
    [InlineData(1, 1, Same, 5, 3, 7)]
    [InlineData(1, 1, Valid, 1, 40, 2)]
    [InlineData(1, 2, Same, 7, 4, 9)]
    [InlineData(2, 2, Valid, 8, 16, 32)]
    [InlineData(3, 1, Same, 5, 4, 21)]
    [InlineData(3, 2, Same, 8, 3, 16)]
    [InlineData(3, 2, Same, 7, 3, 16)]
    [InlineData(3, 3, Valid, 3, 32, 35)]
    [InlineData(5, 2, Same, 12, 3, 24)]
    [InlineData(5, 1, Same, 2, 3, 8)]
    public void A_convolution_is_what_its_definition_says(int kernel, int stride, int padding, int side, int inputs, int outputs)
    {
        var (height, width) = (side, side + 3);
        var (outHeight, outWidth) = (Outputs(height), Outputs(width));
        var input = Noise(height * width * inputs);
        var filter = Noise(outputs * kernel * kernel * inputs);
        var bias = Noise(outputs);

        var model = new TinyModel(1, height, width, inputs);
        var (f, b) = (model.Floats([outputs, kernel, kernel, inputs], filter), model.Floats([outputs], bias));
        model.Node(OperatorCode.Conv2D, [0, f, b], [1, outHeight, outWidth, outputs], (0, (byte)padding), (1, stride), (2, stride));

        AssertNear(Expected(), model.Run(input));

        int Outputs(int length) => padding == Same ? (length + stride - 1) / stride : ((length - kernel) / stride) + 1;

        float[] Expected() => Each(outHeight, outWidth, outputs, (y, x, o) => bias[o] + Windowed(kernel, (ky, kx) =>
        {
            var (row, column) = ((y * stride) - Before(height, outHeight) + ky, (x * stride) - Before(width, outWidth) + kx);
            return row < 0 || column < 0 || row >= height || column >= width
                ? 0
                : Enumerable.Range(0, inputs).Sum(c => (double)input[(((row * width) + column) * inputs) + c] * filter[(((((o * kernel) + ky) * kernel) + kx) * inputs) + c]);
        }));

        int Before(int length, int outLength) => padding == Same ? Math.Max(0, ((outLength - 1) * stride) + kernel - length) / 2 : 0;
    }

    [Theory]
    [InlineData(3, 1, 6, 16)]
    [InlineData(3, 2, 6, 32)]
    [InlineData(3, 2, 7, 20)]
    [InlineData(3, 1, 1, 5)]
    [InlineData(5, 2, 9, 8)]
    public void A_depthwise_convolution_is_what_its_definition_says(int kernel, int stride, int side, int channels)
    {
        var (height, width) = (side, side + 2);
        var (outHeight, outWidth) = ((height + stride - 1) / stride, (width + stride - 1) / stride);
        var input = Noise(height * width * channels);
        var filter = Noise(kernel * kernel * channels);
        var bias = Noise(channels);

        var model = new TinyModel(1, height, width, channels);
        var (f, b) = (model.Floats([1, kernel, kernel, channels], filter), model.Floats([channels], bias));
        model.Node(OperatorCode.DepthwiseConv2D, [0, f, b], [1, outHeight, outWidth, channels], (0, (byte)Same), (1, stride), (2, stride), (3, 1));

        var expected = Each(outHeight, outWidth, channels, (y, x, c) => bias[c] + Windowed(kernel, (ky, kx) =>
        {
            var (row, column) = ((y * stride) - Before(height, outHeight) + ky, (x * stride) - Before(width, outWidth) + kx);
            return row < 0 || column < 0 || row >= height || column >= width ? 0 : (double)input[(((row * width) + column) * channels) + c] * filter[(((ky * kernel) + kx) * channels) + c];
        }));
        AssertNear(expected, model.Run(input));

        int Before(int length, int outLength) => Math.Max(0, ((outLength - 1) * stride) + kernel - length) / 2;
    }

    [Theory]
    [InlineData(6, 16)]
    [InlineData(8, 5)]
    public void A_max_pool_is_what_its_definition_says(int side, int channels)
    {
        var half = side / 2;
        var input = Noise(side * side * channels);
        var model = new TinyModel(1, side, side, channels);
        model.Node(OperatorCode.MaxPool2D, [0], [1, half, half, channels], (0, (byte)Valid), (1, 2), (2, 2), (3, 2), (4, 2));

        var expected = Each(half, half, channels, (y, x, c) =>
            new[] { (0, 0), (0, 1), (1, 0), (1, 1) }.Max(at => input[(((((2 * y) + at.Item1) * side) + (2 * x) + at.Item2) * channels) + c]));
        Assert.Equal(expected, model.Run(input));
    }

    private static double Windowed(int kernel, Func<int, int, double> term) =>
        Enumerable.Range(0, kernel * kernel).Sum(i => term(i / kernel, i % kernel));

    private static float[] Each(int height, int width, int channels, Func<int, int, int, double> value) =>
        [.. from y in Enumerable.Range(0, height) from x in Enumerable.Range(0, width) from c in Enumerable.Range(0, channels) select (float)value(y, x, c)];

    private static void AssertNear(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    private float[] Noise(int length) => [.. Enumerable.Range(0, length).Select(_ => (_random.NextSingle() * 2) - 1)];
}
