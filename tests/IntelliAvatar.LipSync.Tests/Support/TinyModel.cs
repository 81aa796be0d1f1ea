using System.Runtime.InteropServices;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>A TFLite file made by hand: tensor 0 is the input, the last node's output is called "y".</summary>
internal sealed class TinyModel
{
    private readonly List<FlatTableSource> _tensors = [];
    private readonly List<FlatTableSource> _buffers = [new()];
    private readonly List<FlatTableSource> _codes = [];
    private readonly List<FlatTableSource> _nodes = [];
    private int _last;

    public TinyModel(params int[] inputShape) => Tensor("x", inputShape, ElementType.Float32, 0);

    public int Floats(int[] shape, float[] values) =>
        Tensor("c", shape, ElementType.Float32, Buffer(MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));

    public int Halves(int[] shape, Half[] values) =>
        Tensor("h", shape, ElementType.Float16, Buffer(MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));

    public int Wholes(int[] shape, int[] values) =>
        Tensor("i", shape, ElementType.Int32, Buffer(MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));

    public int Node(OperatorCode code, int[] inputs, int[] outputShape, params (int Field, object Value)[] options) =>
        Add(code, inputs, outputShape, "", (4, new FlatTableSource(options)));

    public int Custom(string name, int[] inputs, int[] outputShape, params (string Key, object Value)[] options) =>
        Add(OperatorCode.Custom, inputs, outputShape, name, (5, FlexMapWriter.Write(options)));

    public byte[] Build() => FlatBufferWriter.Write(
        new FlatTableSource(
            (0, 3),
            (1, _codes.ToArray()),
            (2, new[] { new FlatTableSource((0, _tensors.ToArray()), (1, new[] { 0 }), (2, new[] { _last }), (3, _nodes.ToArray())) }),
            (4, _buffers.ToArray())),
        "TFL3");

    public Graph Graph() => new(new TfliteFile(Build()), $"t{_last}");

    /// <summary>Runs it on <paramref name="input"/>.</summary>
    public float[] Run(float[] input)
    {
        var interpreter = new Interpreter(Graph());
        input.CopyTo(interpreter.Input);
        interpreter.Run();
        return interpreter.Output(0).ToArray();
    }

    private int Add(OperatorCode code, int[] inputs, int[] outputShape, string customName, (int Field, object Value) options)
    {
        _codes.Add(new FlatTableSource((0, (byte)code), (1, customName), (3, (int)code)));
        _last = Tensor($"t{_tensors.Count}", outputShape, ElementType.Float32, 0);
        _nodes.Add(new FlatTableSource((0, _codes.Count - 1), (1, inputs), (2, new[] { _last }), options));
        return _last;
    }

    private int Tensor(string name, int[] shape, ElementType type, int buffer)
    {
        _tensors.Add(new FlatTableSource((0, shape), (1, (byte)type), (2, buffer), (3, name)));
        return _tensors.Count - 1;
    }

    private int Buffer(byte[] data)
    {
        _buffers.Add(new FlatTableSource((0, data)));
        return _buffers.Count - 1;
    }
}
