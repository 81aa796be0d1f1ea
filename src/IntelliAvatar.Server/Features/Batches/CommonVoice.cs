using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Speech;

namespace IntelliAvatar.Server.Features.Batches;

/// <summary>One voice for all rows of a batch, where their letters allow it.</summary>
internal static class CommonVoice
{
    /// <summary>Gives rows that seem to be in another language than most of the batch's text the language of the batch.</summary>
    /// <param name="orders">Rows for which neither a voice nor a language was asked.</param>
    /// <returns>The same rows. One that the common voice cannot read keeps its own language.</returns>
    public static async Task<IReadOnlyList<Order>> ApplyAsync(
        SpeechSynthesizer speech, IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var languages = new List<string?>();
        foreach (var order in orders)
        {
            languages.Add((await speech.ChooseAsync(order.Says!, cancel)).Plan?.Language);
        }

        var common = orders.Zip(languages).GroupBy(row => row.Second).MaxBy(rows => rows.Sum(row => row.First.Says!.Text.Length))?.Key;
        var result = new List<Order>();
        foreach (var (order, language) in orders.Zip(languages))
        {
            var same = order with { Says = order.Says! with { Language = common } };
            result.Add(language != common && (await speech.ChooseAsync(same.Says, cancel)).Plan is not null ? same : order);
        }

        return result;
    }
}
