namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>RESHAPE, and a STRIDED_SLICE that takes everything: the same numbers under another shape.</summary>
internal sealed class Copy : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _output;

    public Copy(Node node)
    {
        (_input, _output) = (node.Activation(0), node.Output);
        node.Require(_input.Length == _output.Length, "changes the size");
        if (node.Code == OperatorCode.StridedSlice)
        {
            node.Require(_input.HasShape(_output.Shape) && node.Wholes(1).All(begin => begin == 0) && node.Wholes(3).All(step => step == 1), "takes only a part");
        }
    }

    public override void Run(Workspace workspace) => workspace[_input].CopyTo(workspace[_output]);
}
