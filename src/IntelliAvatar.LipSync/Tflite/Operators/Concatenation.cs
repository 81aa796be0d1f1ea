namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>[1, a, n] and [1, b, n] one after the other: [1, a + b, n].</summary>
internal sealed class Concatenation : Operator
{
    private readonly Tensor[] _inputs;
    private readonly Tensor _output;

    public Concatenation(Node node)
    {
        _inputs = [.. node.Inputs.Select((_, i) => node.Activation(i))];
        _output = node.Output;
        var width = _output.Shape is [1, _, var n] ? n : 0;
        node.Require(node.Options?.Int(0) == 1 && _inputs.All(tensor => tensor.Shape is [1, _, var own] && own == width), "does not join lists along axis 1");
        node.Require(_inputs.Sum(tensor => (long)tensor.Length) == _output.Length, "has an output of the wrong size");
        node.RequireNoActivation(1);
    }

    public override void Run(Workspace workspace)
    {
        var rest = workspace[_output];
        foreach (var input in _inputs)
        {
            workspace[input].CopyTo(rest);
            rest = rest[input.Length..];
        }
    }
}
