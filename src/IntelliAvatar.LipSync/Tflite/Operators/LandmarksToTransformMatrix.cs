namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>MediaPipe's Landmarks2TransformMatrix: the box around some points, turned with the line between two of them, as a 4×4 matrix from output cells to the plane of the points.</summary>
internal sealed class LandmarksToTransformMatrix : Operator
{
    private readonly Tensor _landmarks;
    private readonly Tensor _matrix;
    private readonly int _left;
    private readonly int _right;
    private readonly float _scaleX;
    private readonly float _scaleY;
    private readonly int _width;
    private readonly int _height;

    public LandmarksToTransformMatrix(Node node)
    {
        (_landmarks, _matrix) = (node.Activation(0), node.Output);
        node.Require(_landmarks.Shape is [1, _, 3] && _matrix.HasShape(1, 4, 4), "has the wrong shape");
        var options = new FlexMap(node.CustomOptions);
        var last = _landmarks.Shape[1] - 1;
        (_left, _right) = (options.Whole("left_rotation_idx", last), options.Whole("right_rotation_idx", last));
        (_width, _height) = (options.Whole("output_width", 4096), options.Whole("output_height", 4096));
        (_scaleX, _scaleY) = ((float)options.Number("scale_x"), (float)options.Number("scale_y"));
        Subset = options.Wholes("subset_idxs");
        node.Require(_width > 0 && _height > 0, "has an empty output");
        node.Require(options.Number("target_rotation_radians") == 0, "turns its box");
        node.Require(Subset.Length > 0 && Subset.All(index => (uint)index <= (uint)last), "has points outside the list");
    }

    /// <summary>The points that the box holds, in the order in which the network refines them.</summary>
    public int[] Subset { get; }

    public override void Run(Workspace workspace)
    {
        ReadOnlySpan<float> points = workspace[_landmarks];
        var (alongX, alongY) = Direction(points);
        var (acrossX, acrossY) = (-alongY, alongX);

        float alongLow = float.MaxValue, alongHigh = float.MinValue, acrossLow = float.MaxValue, acrossHigh = float.MinValue;
        foreach (var index in Subset)
        {
            var (x, y) = (points[3 * index], points[(3 * index) + 1]);
            var along = (x * alongX) + (y * alongY);
            var across = (x * acrossX) + (y * acrossY);
            (alongLow, alongHigh) = (MathF.Min(alongLow, along), MathF.Max(alongHigh, along));
            (acrossLow, acrossHigh) = (MathF.Min(acrossLow, across), MathF.Max(acrossHigh, across));
        }

        var middleAlong = (alongLow + alongHigh) / 2;
        var middleAcross = (acrossLow + acrossHigh) / 2;
        var cellAlong = _scaleX * (alongHigh - alongLow) / _width;
        var cellAcross = _scaleY * (acrossHigh - acrossLow) / _height;

        var m = workspace[_matrix];
        m.Clear();
        (m[0], m[1]) = (alongX * cellAlong, acrossX * cellAcross);
        (m[4], m[5]) = (alongY * cellAlong, acrossY * cellAcross);
        m[3] = (middleAlong * alongX) + (middleAcross * acrossX) - (((m[0] * _width) + (m[1] * _height)) / 2);
        m[7] = (middleAlong * alongY) + (middleAcross * acrossY) - (((m[4] * _width) + (m[5] * _height)) / 2);
        (m[10], m[15]) = (1, 1);
    }

    private (float X, float Y) Direction(ReadOnlySpan<float> points)
    {
        var x = points[3 * _right] - points[3 * _left];
        var y = points[(3 * _right) + 1] - points[(3 * _left) + 1];
        var length = MathF.Max(1e-9f, MathF.Sqrt((x * x) + (y * y)));
        return (x / length, y / length);
    }
}
