using System.Numerics;
using System.Runtime.InteropServices;

namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>x where it is positive, else x times a slope of its channel (He et al. 2015).</summary>
internal sealed class Prelu : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly float[] _slopes;

    public Prelu(Node node)
    {
        (_input, _output, _slopes) = (node.Activation(0), node.Output, node.Floats(1));
        node.Require(_input.HasShape(_output.Shape), "changes the shape");
        node.Require(_slopes.Length == _output.Picture.Channels, "does not have one slope per channel");
    }

    public override void Run(Workspace workspace)
    {
        ReadOnlySpan<float> allInput = workspace[_input];
        var allOutput = workspace[_output];
        var channels = _slopes.Length;
        ref var slopes = ref MemoryMarshal.GetArrayDataReference(_slopes);
        for (var pixel = 0; pixel < allOutput.Length; pixel += channels)
        {
            var input = allInput.Slice(pixel, channels);
            var output = allOutput.Slice(pixel, channels);
            ref var from = ref MemoryMarshal.GetReference(input);
            ref var to = ref MemoryMarshal.GetReference(output);
            var c = 0;
            for (; c <= channels - Vector<float>.Count; c += Vector<float>.Count)
            {
                var x = Vector.LoadUnsafe(ref from, (nuint)c);
                var slope = Vector.LoadUnsafe(ref slopes, (nuint)c);
                (Vector.Max(x, Vector<float>.Zero) + (Vector.Min(x, Vector<float>.Zero) * slope)).StoreUnsafe(ref to, (nuint)c);
            }

            for (; c < channels; c++)
            {
                output[c] = MathF.Max(input[c], 0) + (MathF.Min(input[c], 0) * _slopes[c]);
            }
        }
    }
}
