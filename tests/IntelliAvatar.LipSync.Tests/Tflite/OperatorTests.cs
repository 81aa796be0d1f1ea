using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tests.Tflite;

public sealed class OperatorTests
{
    private static readonly float[] s_values = [.. Enumerable.Range(0, 2 * 11).Select(i => i - 10.5f)];

    [Fact]
    public void Two_tensors_add()
    {
        var model = new TinyModel(1, 1, 2, 11);
        model.Node(OperatorCode.Add, [0, 0], [1, 1, 2, 11]);
        Assert.Equal(s_values.Select(x => 2 * x), model.Run(s_values));
    }

    [Fact]
    public void A_tensor_is_multiplied_by_one_number()
    {
        var model = new TinyModel(1, 1, 2, 11);
        model.Node(OperatorCode.Mul, [0, model.Floats([1], [0.25f])], [1, 1, 2, 11]);
        Assert.Equal(s_values.Select(x => x / 4), model.Run(s_values));
    }

    [Fact]
    public void A_tensor_is_multiplied_element_by_element()
    {
        var model = new TinyModel(1, 1, 2, 11);
        model.Node(OperatorCode.Mul, [0, model.Floats([1, 1, 2, 11], s_values)], [1, 1, 2, 11]);
        Assert.Equal(s_values.Select(x => x * x), model.Run(s_values));
    }

    [Fact]
    public void Relu_keeps_what_is_positive()
    {
        var model = new TinyModel(1, 1, 2, 11);
        model.Node(OperatorCode.Relu, [0], [1, 1, 2, 11]);
        Assert.Equal(s_values.Select(x => Math.Max(x, 0)), model.Run(s_values));
    }

    [Fact]
    public void Prelu_has_a_slope_for_every_channel()
    {
        float[] slopes = [.. Enumerable.Range(0, 11).Select(i => i / 10f)];
        var model = new TinyModel(1, 1, 2, 11);
        model.Node(OperatorCode.Prelu, [0, model.Floats([1, 1, 11], slopes)], [1, 1, 2, 11]);
        Assert.Equal(s_values.Select((x, i) => x > 0 ? x : x * slopes[i % 11]), model.Run(s_values));
    }

    [Fact]
    public void Padding_appends_zero_channels()
    {
        var model = new TinyModel(1, 1, 2, 2);
        model.Node(OperatorCode.Pad, [0, model.Wholes([4, 2], [0, 0, 0, 0, 0, 0, 0, 3])], [1, 1, 2, 5]);
        Assert.Equal([1, 2, 0, 0, 0, 3, 4, 0, 0, 0], model.Run([1, 2, 3, 4]));
    }

    [Fact]
    public void A_reshape_and_a_full_slice_change_no_number()
    {
        var model = new TinyModel(1, 1, 2, 3);
        var flat = model.Node(OperatorCode.Reshape, [0], [1, 1, 1, 6]);
        model.Node(OperatorCode.StridedSlice, [flat, model.Wholes([4], [0, 0, 0, 0]), model.Wholes([4], [1, 1, 1, 6]), model.Wholes([4], [1, 1, 1, 1])], [1, 1, 1, 6]);
        Assert.Equal([1, 2, 3, 4, 5, 6], model.Run([1, 2, 3, 4, 5, 6]));
    }

    [Fact]
    public void Lists_are_joined_one_after_the_other()
    {
        var model = new TinyModel(1, 2, 2);
        var doubled = model.Node(OperatorCode.Mul, [0, model.Floats([1], [2])], [1, 2, 2]);
        model.Node(OperatorCode.Concatenation, [0, doubled], [1, 4, 2], (0, 1));
        Assert.Equal([1, 2, 3, 4, 2, 4, 6, 8], model.Run([1, 2, 3, 4]));
    }

    [Fact]
    public void The_box_of_points_becomes_a_matrix_from_cells_to_their_plane()
    {
        // Points 0 and 1 set the direction (straight down), the box is 4 along it and 2 across.
        var model = new TinyModel(1, 4, 3);
        model.Custom("Landmarks2TransformMatrix", [0], [1, 4, 4], BoxOptions([0, 1, 2, 3]));
        var m = model.Run([10, 5, 0, 10, 9, 0, 11, 7, 0, 9, 7, 0]);
        Assert.Equal((10, 7), Map(m, 8, 8));
        Assert.Equal((11, 5), Map(m, 0, 0));
        Assert.Equal((9, 9), Map(m, 16, 16));
    }

    [Fact]
    public void A_crop_takes_cells_through_the_matrix_and_zero_outside()
    {
        // The points make the crop 4 cells wide around (2, 2): two samples a side, at 1 and 3, lie between the cells' middles.
        var model = new TinyModel(1, 4, 4, 3);
        var points = model.Node(OperatorCode.Reshape, [0], [1, 16, 3]);
        var matrix = model.Custom("Landmarks2TransformMatrix", [points], [1, 4, 4], BoxOptions([0, 1, 2, 3], output: 2));
        model.Custom("TransformTensorBilinear", [0, matrix], [1, 3, 3, 3]);
        var input = new float[48];
        float[] corners = [0, 2, 0, 4, 2, 0, 2, 0, 0, 2, 4, 0];
        corners.CopyTo(input, 0);

        var crop = model.Run(input);

        Assert.Equal((input[0] + input[3] + input[12] + input[15]) / 4, crop[0], 1e-6);
        Assert.Equal((input[1] + input[4] + input[13] + input[16]) / 4, crop[1], 1e-6);
        Assert.Equal(0, crop[8 * 3]);
    }

    [Fact]
    public void Points_go_through_a_matrix()
    {
        var model = new TinyModel(1, 4, 3);
        var matrix = model.Custom("Landmarks2TransformMatrix", [0], [1, 4, 4], BoxOptions([0, 1, 2, 3]));
        var points = model.Node(OperatorCode.Reshape, [0], [1, 6, 2]);
        model.Custom("TransformLandmarks", [points, matrix], [1, 6, 2]);
        var moved = model.Run([8, 8, 0, 12, 8, 0, 10, 9, 0, 10, 7, 0]);

        // Cell (8, 8) is the middle of the box.
        Assert.Equal(10, moved[0], 1e-5);
        Assert.Equal(8, moved[1], 1e-5);
    }

    internal static (string Key, object Value)[] BoxOptions(int[] subset, int output = 16) =>
    [
        ("left_rotation_idx", 0), ("right_rotation_idx", 1), ("subset_idxs", subset), ("scale_x", 1f), ("scale_y", 1f),
        ("output_width", output), ("output_height", output), ("target_rotation_radians", 0f),
    ];

    private static (float X, float Y) Map(float[] m, float x, float y) => ((m[0] * x) + (m[1] * y) + m[3], (m[4] * x) + (m[5] * y) + m[7]);
}
