// SPDX-License-Identifier: GPL-3.0-or-later

using System.Globalization;
using System.Text;

namespace IntelliAvatar.EspeakVoice;

/// <summary>What libespeak-ng said.</summary>
internal sealed class Speech
{
    private readonly List<(int Sample, string Ipa)> _phones = [];

    public List<short> Samples { get; } = [];

    /// <summary>Sounds can come after the next one's event; the list is kept in the order of time.</summary>
    public void Add(int sample, string ipa) => _phones.Add((sample, ipa));

    /// <summary>A line a phone: <c>start-seconds IPA</c>; a line without IPA is a pause. The last line is a pause, where the last phone ends.</summary>
    public string Timings(int rate)
    {
        var text = new StringBuilder();
        var inTime = _phones.OrderBy(phone => phone.Sample).ToList();
        foreach (var (sample, ipa) in inTime)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(double)sample / rate:0.000000} {ipa}\n");
        }

        if (inTime.Count > 0 && inTime[^1].Ipa.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(double)Samples.Count / rate:0.000000} \n");
        }

        return text.ToString();
    }
}
