using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;
using IntelliAvatar.LipSync.Tflite;

namespace IntelliAvatar.LipSync.Tests.Tflite;

public sealed class DamagedModelTests
{
    [Fact]
    public void Whatever_byte_of_a_small_model_is_damaged_it_runs_or_is_refused()
    {
        var bytes = OneOfEach().Build();
        for (var place = 0; place < bytes.Length; place++)
        {
            var original = bytes[place];
            foreach (var damage in (byte[])[0x01, 0x40, 0x80, 0xFF])
            {
                bytes[place] = (byte)(original ^ damage);
                RunsOrIsRefused(bytes);
            }

            bytes[place] = original;
        }
    }

    [Fact]
    public void A_small_model_cut_anywhere_runs_or_is_refused()
    {
        var bytes = OneOfEach().Build();
        for (var length = 0; length < bytes.Length; length++)
        {
            RunsOrIsRefused(bytes[..length]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_face_detector_with_random_damage_runs_or_is_refused(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 150; round++)
        {
            var bytes = (byte[])Weights.FaceDetector.Clone();
            for (var flips = random.Next(1, 40); flips > 0; flips--)
            {
                // Structure lies at the ends, weights between them.
                var place = random.Next(2) == 0 ? random.Next(bytes.Length) : (random.Next(40_000) + bytes.Length - 20_000) % bytes.Length;
                bytes[place] = (byte)random.Next(256);
            }

            RunsOrIsRefused(random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes, "classificators", "regressors");
        }
    }

    [Fact]
    public void A_face_mesh_that_was_cut_short_is_refused_in_one_sentence()
    {
        var refusal = Assert.Throws<InvalidModelException>(() => new LipSyncModels(Weights.FaceDetector, Weights.FaceMesh.AsMemory(0, 1_000_000), Weights.MouthNet));
        Assert.StartsWith("The model cannot be used: ", refusal.Message);
        Assert.EndsWith(").", refusal.Message);
    }

    [Fact]
    public void Models_in_each_others_place_are_refused()
    {
        Assert.Throws<InvalidModelException>(() => new LipSyncModels(Weights.FaceMesh, Weights.FaceMesh, Weights.MouthNet));
        Assert.Throws<InvalidModelException>(() => new LipSyncModels(Weights.FaceDetector, Weights.FaceDetector, Weights.MouthNet));
        Assert.Throws<InvalidModelException>(() => new LipSyncModels(Weights.FaceDetector, Weights.FaceMesh, Weights.FaceMesh));
        Assert.Throws<InvalidModelException>(() => new LipSyncModels(Array.Empty<byte>(), Weights.FaceMesh, Weights.MouthNet));
    }

    private static TinyModel OneOfEach()
    {
        var model = new TinyModel(1, 4, 4, 3);
        var halves = model.Node(OperatorCode.Dequantize, [model.Halves([3], [Half.One, Half.One, Half.One])], [3]);
        var prelu = model.Node(OperatorCode.Prelu, [0, halves], [1, 4, 4, 3]);
        var conv = model.Node(OperatorCode.Conv2D, [prelu, model.Floats([2, 2, 2, 3], new float[24]), model.Floats([2], [1, 2])], [1, 2, 2, 2], (0, (byte)1), (1, 2), (2, 2));
        var depthwise = model.Node(OperatorCode.DepthwiseConv2D, [conv, model.Floats([1, 3, 3, 2], new float[18]), model.Floats([2], [1, 2])], [1, 2, 2, 2], (1, 1), (2, 1), (3, 1));
        var pool = model.Node(OperatorCode.MaxPool2D, [depthwise], [1, 1, 1, 2], (0, (byte)1), (1, 2), (2, 2), (3, 2), (4, 2));
        var pad = model.Node(OperatorCode.Pad, [pool, model.Wholes([4, 2], [0, 0, 0, 0, 0, 0, 0, 1])], [1, 1, 1, 3]);
        var list = model.Node(OperatorCode.Reshape, [pad], [1, 1, 3]);
        var points = model.Node(OperatorCode.Concatenation, [list, list], [1, 2, 3], (0, 1));
        var matrix = model.Custom("Landmarks2TransformMatrix", [points], [1, 4, 4], OperatorTests.BoxOptions([0, 1]));
        model.Custom("TransformTensorBilinear", [prelu, matrix], [1, 5, 5, 3]);
        return model;
    }

    private static void RunsOrIsRefused(byte[] bytes, params string[] outputs)
    {
        try
        {
            var file = new TfliteFile(bytes);
            var interpreter = new Interpreter(new Graph(file, outputs.Length == 0 ? [.. file.Outputs.Take(1).Select(output => output.Name)] : outputs));
            interpreter.Input.Fill(0.5f);
            interpreter.Run();
        }
        catch (InvalidModelException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }
}
