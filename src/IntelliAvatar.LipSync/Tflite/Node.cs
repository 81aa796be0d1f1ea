using System.Buffers.Binary;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tflite;

/// <summary>One operator as the file describes it, with the questions that building it asks.</summary>
internal sealed record Node(
    OperatorCode Code,
    string CustomName,
    Tensor[] Inputs,
    Tensor[] Outputs,
    FlatTable? Options,
    ReadOnlyMemory<byte> CustomOptions)
{
    public Tensor Output => Outputs is [var output] ? output : throw Refuse("does not have one output");

    public Tensor Input(int position) =>
        position < Inputs.Length ? Inputs[position] : throw Refuse($"lacks its input {position}");

    /// <summary>Input <paramref name="position"/>, which is computed (not part of the file).</summary>
    public Tensor Activation(int position) =>
        Input(position) is { IsConstant: false } tensor ? tensor : throw Refuse($"has a constant as input {position}");

    /// <summary>The constant numbers of input <paramref name="position"/>, half precision widened.</summary>
    public float[] Floats(int position)
    {
        var tensor = Input(position);
        var bytes = tensor.Constant.Span;
        var width = tensor.Type switch { ElementType.Float32 => 4, ElementType.Float16 => 2, _ => throw Refuse($"does not have floats as input {position}") };
        Require(bytes.Length == (long)width * tensor.Length, $"lacks constants as input {position}");
        var values = new float[tensor.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = width == 4 ? BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]) : (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
        }

        return values;
    }

    /// <summary>The constant whole numbers of input <paramref name="position"/>.</summary>
    public int[] Wholes(int position)
    {
        var tensor = Input(position);
        Require(tensor.Type == ElementType.Int32 && tensor.Constant.Length == 4L * tensor.Length, $"lacks whole numbers as input {position}");
        var values = new int[tensor.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(tensor.Constant.Span[(4 * i)..]);
        }

        return values;
    }

    /// <summary>The files that we run never fuse an activation into another operator.</summary>
    public void RequireNoActivation(int field) => Require(Options?.Byte(field) is null or 0, "has a fused activation");

    public void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw Refuse(otherwise);
        }
    }

    public InvalidModelException Refuse(string reason) =>
        new($"an operator {(Code == OperatorCode.Custom ? CustomName : Code)} {reason}");
}
