using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tflite;
using IntelliAvatar.LipSync.Tflite.Operators;

namespace IntelliAvatar.LipSync.Tests.Tflite;

public sealed class GraphTests
{
    [Fact]
    public void Only_what_the_wanted_outputs_need_is_run()
    {
        Assert.Equal(151, Weights.Models.Faces.FaceMesh.Graph.Operators.Count);
        Assert.Equal(90, Weights.Models.Faces.FaceDetector.Graph.Operators.Count);
        Assert.Single(Weights.Models.Faces.FaceMesh.Graph.Operators.OfType<LandmarksToTransformMatrix>());
    }

    [Fact]
    public void Half_precision_constants_are_widened_when_the_model_is_read()
    {
        var model = new TinyModel(1, 1, 1, 2);
        var widened = model.Node(OperatorCode.Dequantize, [model.Halves([2], [(Half)1.5f, (Half)(-0.25f)])], [2]);
        model.Node(OperatorCode.Prelu, [0, widened], [1, 1, 1, 2]);
        Assert.Equal([-3, 0.5f], model.Run([-2, -2]));
        Assert.Single(model.Graph().Operators);
    }

    [Fact]
    public void Tensors_that_are_done_with_give_their_memory_to_later_ones()
    {
        var model = new TinyModel(1, 1, 1, 100);
        var last = 0;
        for (var i = 0; i < 20; i++)
        {
            last = model.Node(OperatorCode.Relu, [last], [1, 1, 1, 100]);
        }

        Assert.True(model.Graph().Memory.Sizes.Count <= 4);
    }

    [Fact]
    public void A_tensor_that_is_read_later_keeps_its_memory()
    {
        var model = new TinyModel(1, 1, 1, 2);
        var negated = model.Node(OperatorCode.Mul, [0, model.Floats([1], [-1])], [1, 1, 1, 2]);
        var other = negated;
        for (var i = 0; i < 5; i++)
        {
            other = model.Node(OperatorCode.Relu, [other], [1, 1, 1, 2]);
        }

        model.Node(OperatorCode.Add, [other, negated], [1, 1, 1, 2]);
        Assert.Equal([-1, 4], model.Run([1, -2]));
    }

    [Theory]
    [InlineData(3, 1, 1, 4, "fused activation")]
    [InlineData(4, 2, 1, 4, "dilated")]
    [InlineData(1, 0, 1, 4, "impossible options")]
    [InlineData(1, 3, 1, 4, "wrong size")]
    public void What_the_files_never_use_is_refused(int field, int value, int stride, int outWidth, string reason)
    {
        var model = new TinyModel(1, 4, 4, 1);
        (int Field, object Value)[] options = [(0, (byte)0), (1, stride), (2, stride)];
        options = [.. options.Where(option => option.Field != field), (field, field is 0 or 3 ? (byte)value : value)];
        model.Node(OperatorCode.Conv2D, [0, model.Floats([1, 1, 1, 1], [1]), model.Floats([1], [0])], [1, 4, outWidth, 1], options);
        Assert.Contains(reason, Assert.Throws<InvalidModelException>(model.Graph).Message);
    }

    [Fact]
    public void An_operator_that_is_not_known_is_refused_by_name()
    {
        var model = new TinyModel(1, 4);
        model.Custom("TimeMachine", [0], [1, 4]);
        Assert.Contains("TimeMachine", Assert.Throws<InvalidModelException>(model.Graph).Message);
    }

    [Fact]
    public void A_tensor_that_is_read_before_it_is_written_is_refused()
    {
        var model = new TinyModel(1, 4);
        model.Node(OperatorCode.Add, [0, 1], [1, 4]);
        Assert.Contains("before it is written", Assert.Throws<InvalidModelException>(model.Graph).Message);
    }
}
