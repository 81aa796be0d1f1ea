namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>MediaPipe's TransformLandmarks: points [1, n, 2] through a 4×4 matrix.</summary>
internal sealed class TransformLandmarks : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _matrix;
    private readonly Tensor _output;

    public TransformLandmarks(Node node)
    {
        (_input, _matrix, _output) = (node.Activation(0), node.Activation(1), node.Output);
        node.Require(_input.Shape is [1, _, 2] && _input.HasShape(_output.Shape) && _matrix.HasShape(1, 4, 4), "has the wrong shape");
    }

    public override void Run(Workspace workspace)
    {
        ReadOnlySpan<float> input = workspace[_input], m = workspace[_matrix];
        var output = workspace[_output];
        for (var i = 0; i < output.Length; i += 2)
        {
            var (x, y) = (input[i], input[i + 1]);
            output[i] = (m[0] * x) + (m[1] * y) + m[3];
            output[i + 1] = (m[4] * x) + (m[5] * y) + m[7];
        }
    }
}
