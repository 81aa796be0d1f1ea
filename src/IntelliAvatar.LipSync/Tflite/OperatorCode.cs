namespace IntelliAvatar.LipSync.Tflite;

/// <summary>BuiltinOperator of the TFLite schema, as far as we run it.</summary>
internal enum OperatorCode
{
    Add = 0,
    Concatenation = 2,
    Conv2D = 3,
    DepthwiseConv2D = 4,
    Dequantize = 6,
    MaxPool2D = 17,
    Mul = 18,
    Relu = 19,
    Reshape = 22,
    Custom = 32,
    Pad = 34,
    StridedSlice = 45,
    Prelu = 54,
}
