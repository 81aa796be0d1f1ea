using System.Buffers.Binary;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tests.Support;

namespace IntelliAvatar.LipSync.Tests.Articulation;

public sealed class MouthNetTests
{
    [Fact]
    public void Its_answers_are_those_of_its_formula_also_where_two_pieces_of_a_long_speech_meet()
    {
        var random = new Random(2);
        var audio = new AudioFeatures([.. Enumerable.Range(0, 2100 * 160).Select(i => (random.NextSingle() - 0.5f) * (i % 8000 / 8000f))]);

        var (open, closed) = new MouthNet(Weights.MouthNet).Run(audio);

        Assert.Equal(audio.Count, open.Length);
        foreach (var hop in (int[])[0, 3, 50, 2040, 2047, 2048, 2060, audio.Count - 1])
        {
            var expected = Formula(audio, hop);
            Assert.Equal(expected[0], open[hop], 1e-4);
            Assert.Equal(expected[1], closed[hop], 1e-4);
        }
    }

    [Fact]
    public void The_committed_net_answers_what_it_answered_when_it_was_measured()
    {
        // A rising tone over noise: no speech, but every weight has a say.
        var random = new Random(3);
        var audio = new AudioFeatures([.. Enumerable.Range(0, 9600).Select(i => (float)((0.2 * Math.Sin(i * (0.05 + (i * 2e-5)))) + (0.02 * (random.NextDouble() - 0.5))))]);

        var (open, closed) = new MouthNet(Weights.MouthNet).Run(audio);

        foreach (var (hop, wantedOpen, wantedClosed) in (ReadOnlySpan<(int, float, float)>)[(5, 0.018f, 0.872f), (20, 0.442f, 0), (40, 0.308f, 0.002f), (55, 0.181f, 0.123f)])
        {
            Assert.Equal(wantedOpen, open[hop], 0.002);
            Assert.Equal(wantedClosed, closed[hop], 0.002);
        }
    }

    [Fact]
    public void A_file_that_is_no_mouth_net_is_refused() => Assert.Contains("does not begin with MOUTHNET", Refusal(new byte[55_692]), StringComparison.Ordinal);

    [Fact]
    public void A_file_of_another_version_is_refused() => Assert.Contains("has version 3, this program reads version 2", Refusal(With(8, 3)), StringComparison.Ordinal);

    [Fact]
    public void A_file_for_other_bands_is_refused() => Assert.Contains("has 40 bands", Refusal(With(10, 40)), StringComparison.Ordinal);

    [Fact]
    public void A_file_of_impossible_layers_is_refused()
    {
        Assert.Contains("and 60000 layers", Refusal(With(12, 60_000)), StringComparison.Ordinal);
        Assert.Contains("layer 0 of the mouth net has 60000 channels", Refusal(With(14, 60_000)), StringComparison.Ordinal);
        Assert.Contains("4 taps", Refusal(With(16, 4)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        Assert.Contains("ends in its header", Refusal(Weights.MouthNet[..20]), StringComparison.Ordinal);
        Assert.Contains($"has {Weights.MouthNet.Length} bytes, not {Weights.MouthNet.Length - 1}", Refusal(Weights.MouthNet[..^1]), StringComparison.Ordinal);
        Assert.Contains($"has {Weights.MouthNet.Length} bytes, not {Weights.MouthNet.Length + 1}", Refusal([.. Weights.MouthNet, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_not_numbers_are_refused()
    {
        var broken = (byte[])Weights.MouthNet.Clone();
        BitConverter.TryWriteBytes(broken.AsSpan(broken.Length - 4), float.NaN);
        Assert.Contains("not numbers", Refusal(broken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 4)]
    [InlineData(5, 2)]
    public void A_convolution_is_the_sum_of_its_definition(int taps, int dilation)
    {
        var random = new Random(taps + dilation);
        var layer = new TemporalConvolution(5, 19, taps, dilation);
        Span<float> Noise(Span<float> values)
        {
            foreach (ref var value in values)
            {
                value = random.NextSingle() - 0.5f;
            }

            return values;
        }

        Noise(layer.Weights);
        Noise(layer.Biases);
        foreach (var hops in (int[])[1, 3, 4, 23])
        {
            var (input, output) = (new float[hops * 5], new float[hops * 19]);
            Noise(input);
            layer.Apply(input, output);
            for (var place = 0; place < output.Length; place++)
            {
                Assert.Equal(Sum(layer, input, place / 19, place % 19), output[place], 1e-5);
            }
        }
    }

    private static double Sum(TemporalConvolution layer, float[] input, int hop, int output)
    {
        double sum = layer.Biases[output];
        for (var tap = 0; tap < layer.Taps; tap++)
        {
            var seen = hop + ((tap - (layer.Taps / 2)) * layer.Dilation);
            for (var i = 0; i < layer.Inputs && seen >= 0 && seen * layer.Inputs < input.Length; i++)
            {
                sum += layer.Weights[(((tap * layer.Inputs) + i) * layer.Outputs) + output] * input[(seen * layer.Inputs) + i];
            }
        }

        return sum;
    }

    /// <summary>The net as models/mouth-net/README.md describes it, for one hop, straight from the file.</summary>
    private static double[] Formula(AudioFeatures audio, int hop)
    {
        var loud = Signal.Quantile(audio.Total, 0.95);
        var layers = MouthNetFile.Parse(Weights.MouthNet);
        var speaking = audio.Mel.Where((_, at) => audio.Total[at] > loud - 20).ToList();
        double[] usual = [.. Enumerable.Range(0, 26).Select(band => ((40 * (-13 - (0.7 * band))) + speaking.Sum(bands => Above(bands[band]))) / (40 + speaking.Count))];
        var known = new Dictionary<(int Layer, int Hop), double[]>();
        return [.. Enumerable.Range(0, 2).Select(answer => 1 / (1 + Math.Exp(-Value(layers.Length - 1, hop)[answer])))];

        double Above(float level) => Math.Max(-60, level - loud);

        double[] Signals(int layer, int at)
        {
            if (layer == 0)
            {
                return [.. audio.Mel[at].Select((level, band) => Math.Clamp((Above(level) - usual[band]) / 25, -1, 2))];
            }

            double[] rectified = [.. Value(layer - 1, at).Select(value => value > 0 ? value : 0.1 * value)];
            return layer == 1 ? rectified : [.. rectified.Zip(Cached(layer - 1, at), (change, around) => change + around)];
        }

        double[] Value(int layer, int at)
        {
            var convolution = layers[layer];
            double[] sums = [.. convolution.Biases.Select(bias => (double)bias)];
            for (var tap = 0; tap < convolution.Taps; tap++)
            {
                var seen = at + convolution.OffsetOf(tap);
                if (seen >= 0 && seen < audio.Count)
                {
                    var input = Cached(layer, seen);
                    for (var i = 0; i < input.Length; i++)
                    {
                        for (var o = 0; o < sums.Length; o++)
                        {
                            sums[o] += input[i] * convolution.Weights[(((tap * input.Length) + i) * sums.Length) + o];
                        }
                    }
                }
            }

            return sums;
        }

        double[] Cached(int layer, int at)
        {
            if (!known.TryGetValue((layer, at), out var values))
            {
                known[(layer, at)] = values = Signals(layer, at);
            }

            return values;
        }
    }

    private static string Refusal(byte[] file) => Assert.Throws<InvalidModelException>(() => new MouthNet(file)).Message;

    private static byte[] With(int place, ushort value)
    {
        var file = (byte[])Weights.MouthNet.Clone();
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(place), value);
        return file;
    }
}
