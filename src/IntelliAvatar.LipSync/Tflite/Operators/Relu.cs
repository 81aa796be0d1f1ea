using System.Numerics;

namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>max(0, x).</summary>
internal sealed class Relu : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _output;

    public Relu(Node node)
    {
        (_input, _output) = (node.Activation(0), node.Output);
        node.Require(_input.HasShape(_output.Shape), "changes the shape");
    }

    public override void Run(Workspace workspace)
    {
        ReadOnlySpan<float> input = workspace[_input];
        var output = workspace[_output];
        var i = 0;
        for (; i <= output.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Max(new Vector<float>(input[i..]), Vector<float>.Zero).CopyTo(output[i..]);
        }

        for (; i < output.Length; i++)
        {
            output[i] = MathF.Max(input[i], 0);
        }
    }
}
