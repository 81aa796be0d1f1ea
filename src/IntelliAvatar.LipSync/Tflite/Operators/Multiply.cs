namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>A tensor times a constant: one number, or element by element.</summary>
internal sealed class Multiply : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly float[] _factors;

    public Multiply(Node node)
    {
        (_input, _output, _factors) = (node.Activation(0), node.Output, node.Floats(1));
        node.Require(_input.HasShape(_output.Shape) && (_factors.Length == 1 || _factors.Length == _output.Length), "has inputs of different shapes");
        node.RequireNoActivation(0);
    }

    public override void Run(Workspace workspace)
    {
        ReadOnlySpan<float> input = workspace[_input];
        var output = workspace[_output];
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = input[i] * _factors[_factors.Length == 1 ? 0 : i];
        }
    }
}
