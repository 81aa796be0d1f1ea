using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tflite;

/// <summary>A TFLite file (schema 3) taken apart: tensors and operators of its one subgraph, nothing interpreted yet.</summary>
internal sealed class TfliteFile
{
    private const int SchemaVersion = 3;

    /// <exception cref="InvalidModelException">These bytes are not a TFLite file with one subgraph.</exception>
    public TfliteFile(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < 8 || !bytes.Span[4..8].SequenceEqual("TFL3"u8))
        {
            throw new InvalidModelException("it is not a TFLite file");
        }

        var model = new FlatBuffer(bytes).Root;
        if (model.Int(0) != SchemaVersion || model.Tables(2) is not [var subgraph])
        {
            throw new InvalidModelException("it is not a TFLite file of schema 3 with one subgraph");
        }

        var codes = model.Tables(1);
        var buffers = model.Tables(4);
        Tensors = [.. subgraph.Tables(0).Select((table, index) => ReadTensor(table, index, buffers))];
        Inputs = Resolve(subgraph.Ints(1));
        Outputs = Resolve(subgraph.Ints(2));
        Nodes = [.. subgraph.Tables(3).Select(table => ReadNode(table, codes))];
    }

    public IReadOnlyList<Tensor> Tensors { get; }

    public IReadOnlyList<Tensor> Inputs { get; }

    public IReadOnlyList<Tensor> Outputs { get; }

    /// <summary>The operators in the order in which they run.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    private static Tensor ReadTensor(FlatTable table, int index, FlatTable[] buffers)
    {
        var buffer = table.Int(2);
        return (uint)buffer < (uint)buffers.Length
            ? new Tensor(index, table.Text(3), table.Ints(0), (ElementType)table.Byte(1), buffers[buffer].Bytes(0))
            : throw new InvalidModelException($"the tensor {index} has no buffer");
    }

    private Node ReadNode(FlatTable table, FlatTable[] codes)
    {
        var index = table.Int(0);
        if ((uint)index >= (uint)codes.Length)
        {
            throw new InvalidModelException("an operator has no code");
        }

        // Field 0 is the old, one-byte code; new writers fill both, old ones only that.
        var code = (OperatorCode)Math.Max((int)codes[index].Byte(0), codes[index].Int(3));
        return new Node(code, codes[index].Text(1), Resolve(table.Ints(1)), Resolve(table.Ints(2)), table.Table(4), table.Bytes(5));
    }

    private Tensor[] Resolve(int[] indices) =>
        [.. indices.Select(index => (uint)index < (uint)Tensors.Count ? Tensors[index] : throw new InvalidModelException($"there is no tensor {index}"))];
}
