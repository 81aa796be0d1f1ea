using System.Numerics;

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
        ReadOnlySpan<float> left = workspace[_left], right = workspace[_right];
        var output = workspace[_output];
        var i = 0;
        for (; i <= output.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(left[i..]) + new Vector<float>(right[i..])).CopyTo(output[i..]);
        }

        for (; i < output.Length; i++)
        {
            output[i] = left[i] + right[i];
        }
    }
}
