using System.Buffers.Binary;
using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>
/// <c>mouthnet.bin</c>, little-endian: the letters MOUTHNET; as u16 the version (2), the bands, the number of layers and for each its channels out, taps and dilation;
/// then per layer as float its weights [tap][input][output] and its biases.
/// </summary>
internal static class MouthNetFile
{
    private const ushort Version = 2;
    private const int FewestLayers = 2, MostLayers = 16, MostChannels = 256, MostTaps = 15, MostDilation = 64;

    private static ReadOnlySpan<byte> Magic => "MOUTHNET"u8;

    /// <exception cref="InvalidModelException">It is not such a file; the message says what is wrong.</exception>
    public static TemporalConvolution[] Parse(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Magic))
        {
            throw new InvalidModelException("the mouth net does not begin with MOUTHNET; a file of an older program has to be replaced by today's mouthnet.bin");
        }

        var header = new Reader(file[Magic.Length..]);
        if (header.Next() is var version && version != Version)
        {
            throw new InvalidModelException($"the mouth net has version {version}, this program reads version {Version}");
        }

        var channels = header.Next();
        var layers = new TemporalConvolution[header.Next()];
        if (channels != AudioFeatures.Bands || layers.Length is < FewestLayers or > MostLayers)
        {
            throw new InvalidModelException($"the mouth net has {channels} bands and {layers.Length} layers; {AudioFeatures.Bands} bands and {FewestLayers} to {MostLayers} layers are possible");
        }

        for (var i = 0; i < layers.Length; i++)
        {
            var (outputs, taps, dilation) = (header.Next(), header.Next(), header.Next());
            if (outputs is 0 or > MostChannels || taps is 0 or > MostTaps || taps % 2 == 0 || dilation is 0 or > MostDilation)
            {
                throw new InvalidModelException($"layer {i} of the mouth net has {outputs} channels, {taps} taps and a dilation of {dilation}, which cannot be");
            }

            layers[i] = new TemporalConvolution(channels, outputs, taps, dilation);
            channels = outputs;
        }

        Fill(layers, header.Rest, file.Length);
        return layers;
    }

    public static byte[] Format(IReadOnlyList<TemporalConvolution> layers)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(Magic);
        ushort[] header = [Version, AudioFeatures.Bands, (ushort)layers.Count, .. layers.SelectMany(layer => new[] { (ushort)layer.Outputs, (ushort)layer.Taps, (ushort)layer.Dilation })];
        Array.ForEach(header, writer.Write);
        foreach (var value in layers.SelectMany(layer => layer.Weights.Concat(layer.Biases)))
        {
            writer.Write(value);
        }

        writer.Flush();
        return file.ToArray();
    }

    private static void Fill(TemporalConvolution[] layers, ReadOnlySpan<byte> rest, int length)
    {
        var wanted = layers.Sum(layer => layer.Weights.Length + layer.Biases.Length) * sizeof(float);
        if (rest.Length != wanted)
        {
            throw new InvalidModelException($"a mouth net of these layers has {length - rest.Length + wanted} bytes, not {length}");
        }

        foreach (var values in layers.SelectMany(layer => new[] { layer.Weights, layer.Biases }))
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(rest[(i * sizeof(float))..]);
            }

            if (!values.All(float.IsFinite))
            {
                throw new InvalidModelException("the mouth net holds values that are not numbers");
            }

            rest = rest[(values.Length * sizeof(float))..];
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

        public int Next()
        {
            if (Rest.Length < sizeof(ushort))
            {
                throw new InvalidModelException("the mouth net ends in its header");
            }

            var value = BinaryPrimitives.ReadUInt16LittleEndian(Rest);
            Rest = Rest[sizeof(ushort)..];
            return value;
        }
    }
}
