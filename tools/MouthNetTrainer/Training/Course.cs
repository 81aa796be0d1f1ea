using MouthNetTrainer.Augmentation;
using MouthNetTrainer.Speech;

namespace MouthNetTrainer.Training;

/// <summary>How long and how fast a net learns.</summary>
/// <param name="Epochs">Times that every recording is heard, in another disguise each time.</param>
/// <param name="Batch">Recordings per step.</param>
/// <param name="Rate">Of Adam after the warm-up; falls along half a cosine to nothing.</param>
/// <param name="Seed">Decides every random choice: the same course gives the same bytes on any number of threads.</param>
internal sealed record Course(int Epochs, int Batch, double Rate, int Seed)
{
    private const double WarmUp = 0.03;

    /// <summary>That of the net we ship.</summary>
    public static Course Standard { get; } = new(Epochs: 30, Batch: 4, Rate: 2e-3, Seed: 1);

    /// <param name="told">Called after every epoch with its number and the mean loss per hop.</param>
    public TrainableNet Teach(NetForm form, IReadOnlyList<Recording> recordings, int threads, Action<int, double> told, CancellationToken cancel)
    {
        var net = new TrainableNet(form, Seed);
        var adam = new Adam(net.Layers);
        Gradient[] gradients = [.. Enumerable.Range(0, Batch).Select(_ => new Gradient(net.Layers))];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        var (hops, losses) = (new int[Batch], new double[Batch]);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            int[] order = [.. Enumerable.Range(0, recordings.Count)];
            new Random(HashOf(epoch, -1)).Shuffle(order);
            var (loss, heard) = (0.0, 0);
            for (var at = 0; at < order.Length; at += Batch)
            {
                var members = order.AsMemory(at, Math.Min(Batch, order.Length - at));
                Parallel.For(0, members.Length, options, i =>
                {
                    var (samples, phones) = Disguise.Of(recordings[members.Span[i]], new Random(HashOf(epoch, members.Span[i])));
                    var lesson = Lesson.Of(samples, phones);
                    gradients[i].Clear();
                    (losses[i], hops[i]) = (net.Learn(lesson, gradients[i]), lesson.Hops);
                });
                for (var i = 1; i < members.Length; i++)
                {
                    gradients[0].Add(gradients[i]);
                }

                var together = hops.AsSpan(0, members.Length).ToArray().Sum();
                adam.Step(gradients[0], RateAt((epoch + ((double)at / order.Length)) / Epochs), 1.0 / together);
                loss += losses.AsSpan(0, members.Length).ToArray().Sum();
                heard += together;
            }

            told(epoch, loss / heard);
        }

        return net;
    }

    /// <param name="progress">0…1.</param>
    private double RateAt(double progress) => Rate * Math.Min(1, (progress + 1e-3) / WarmUp) * (0.5 + (0.5 * Math.Cos(Math.PI * progress)));

    private int HashOf(int epoch, int recording) => unchecked((((Seed * 1_000_003) + epoch) * 1_000_003) + recording);
}
