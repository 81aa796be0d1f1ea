namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>How a kernel moves along one axis of a picture.</summary>
/// <param name="Input">Length of the input.</param>
/// <param name="Output">Length of the output.</param>
/// <param name="Kernel">Length of the kernel.</param>
/// <param name="Stride">Step between outputs.</param>
/// <param name="Before">Cells of padding before the input.</param>
internal readonly record struct SlidingWindow(int Input, int Output, int Kernel, int Stride, int Before)
{
    private const int Same = 0;
    private const int Valid = 1;

    /// <summary>SAME or VALID padding as TensorFlow defines them; checks that the file's output length is the one they give.</summary>
    public static SlidingWindow Create(Node node, int input, int output, int kernel, int stride, int padding)
    {
        node.Require(stride is > 0 and < 16 && kernel is > 0 and < 16 && padding is Same or Valid, "has impossible options");
        var expected = padding == Same ? (input + stride - 1) / stride : (input - kernel + stride) / stride;
        node.Require(output == expected && (padding == Same || kernel <= input), "has an output of the wrong size");
        var before = padding == Same ? Math.Max(0, ((output - 1) * stride) + kernel - input) / 2 : 0;
        return new SlidingWindow(input, output, kernel, stride, before);
    }

    /// <summary>The input cell under the first kernel cell; may lie outside.</summary>
    public int Start(int output) => (output * Stride) - Before;

    /// <summary>The kernel cells from…to (exclusive) that lie on the input.</summary>
    public (int From, int To) Inside(int output)
    {
        var start = Start(output);
        return (Math.Max(0, -start), Math.Min(Kernel, Input - start));
    }
}
