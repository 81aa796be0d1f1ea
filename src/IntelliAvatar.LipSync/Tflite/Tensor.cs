using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tflite;

/// <summary>What a model file says about one tensor: its number, name, shape, and its constant value if it has one.</summary>
internal sealed record Tensor(int Index, string Name, int[] Shape, ElementType Type, ReadOnlyMemory<byte> Constant)
{
    private const int MostElements = 1 << 22;

    /// <summary>How many numbers it holds.</summary>
    public int Length { get; } = LengthOf(Name, Shape);

    public bool IsConstant => !Constant.IsEmpty;

    /// <summary>Its shape as one picture, [1, height, width, channels].</summary>
    public (int Height, int Width, int Channels) Picture =>
        Shape is [1, var height, var width, var channels] ? (height, width, channels) : throw new InvalidModelException($"the tensor {Name} is not one picture");

    public bool HasShape(params ReadOnlySpan<int> shape) => shape.SequenceEqual(Shape);

    private static int LengthOf(string name, int[] shape)
    {
        var length = 1L;
        foreach (var side in shape)
        {
            length = side is > 0 and <= MostElements ? length * side : MostElements + 1L;
            if (length > MostElements)
            {
                throw new InvalidModelException($"the tensor {name} has the impossible shape [{string.Join(", ", shape.Take(8))}]");
            }
        }

        return (int)length;
    }
}

/// <summary>TensorType of the TFLite schema, as far as we read it.</summary>
internal enum ElementType
{
    Float32 = 0,
    Float16 = 1,
    Int32 = 2,
}
