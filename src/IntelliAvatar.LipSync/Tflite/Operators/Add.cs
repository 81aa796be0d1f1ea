using System.Numerics;
using System.Runtime.InteropServices;

namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>The sum of two tensors of one shape.</summary>
internal sealed class Add : Operator
{
    private readonly Tensor _left;
    private readonly Tensor _right;
    private readonly Tensor _output;

    public Add(Node node)
    {
        (_left, _right, _output) = (node.Activation(0), node.Activation(1), node.Output);
        node.Require(_left.HasShape(_output.Shape) && _right.HasShape(_output.Shape), "has inputs of different shapes");
        node.RequireNoActivation(0);
    }

    public override void Run(Workspace workspace)
    {
        var output = workspace[_output];
        ReadOnlySpan<float> left = workspace[_left][..output.Length], right = workspace[_right][..output.Length];
        ref var one = ref MemoryMarshal.GetReference(left);
        ref var other = ref MemoryMarshal.GetReference(right);
        ref var sum = ref MemoryMarshal.GetReference(output);
        var i = 0;
        for (; i <= output.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref one, (nuint)i) + Vector.LoadUnsafe(ref other, (nuint)i)).StoreUnsafe(ref sum, (nuint)i);
        }

        for (; i < output.Length; i++)
        {
            output[i] = left[i] + right[i];
        }
    }
}
