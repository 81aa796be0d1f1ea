namespace IntelliAvatar.LipSync.Tflite.Operators;

internal static class OperatorFactory
{
    public static Operator Build(Node node) => node.Code switch
    {
        OperatorCode.Add => new Add(node),
        OperatorCode.Concatenation => new Concatenation(node),
        OperatorCode.Conv2D => new Convolution(node),
        OperatorCode.DepthwiseConv2D => new DepthwiseConvolution(node),
        OperatorCode.MaxPool2D => new MaxPool(node),
        OperatorCode.Mul => new Multiply(node),
        OperatorCode.Relu => new Relu(node),
        OperatorCode.Reshape => new Copy(node),
        OperatorCode.Pad => new PadChannels(node),
        OperatorCode.StridedSlice => new Copy(node),
        OperatorCode.Prelu => new Prelu(node),
        OperatorCode.Custom => node.CustomName switch
        {
            "Landmarks2TransformMatrix" => new LandmarksToTransformMatrix(node),
            "TransformTensorBilinear" => new TransformTensorBilinear(node),
            "TransformLandmarks" => new TransformLandmarks(node),
            _ => throw node.Refuse("is not known"),
        },
        _ => throw node.Refuse("is not known"),
    };
}
