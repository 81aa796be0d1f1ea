namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>PAD that appends zero channels to every pixel; no other padding occurs in the files we run.</summary>
internal sealed class PadChannels : Operator
{
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly int _inputChannels;
    private readonly int _outputChannels;

    public PadChannels(Node node)
    {
        (_input, _output) = (node.Activation(0), node.Output);
        var from = _input.Picture;
        var to = _output.Picture;
        (_inputChannels, _outputChannels) = (from.Channels, to.Channels);
        node.Require(from.Height == to.Height && from.Width == to.Width, "pads more than channels");
        node.Require(node.Wholes(1) is [0, 0, 0, 0, 0, 0, 0, var added] && _inputChannels + (long)added == _outputChannels && added >= 0, "pads more than channels");
    }

    public override void Run(Workspace workspace)
    {
        var input = workspace[_input];
        var output = workspace[_output];
        for (int i = 0, o = 0; i < input.Length; i += _inputChannels, o += _outputChannels)
        {
            input.Slice(i, _inputChannels).CopyTo(output[o..]);
            output.Slice(o + _inputChannels, _outputChannels - _inputChannels).Clear();
        }
    }
}
