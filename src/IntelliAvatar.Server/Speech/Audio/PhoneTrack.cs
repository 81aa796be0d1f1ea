using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.Server.Speech.Audio;

/// <summary>The phones of a whole speech, each strictly later than the one before.</summary>
internal sealed class PhoneTrack
{
    private readonly List<Phone> _phones = [new(0, "")];

    public IReadOnlyList<Phone> Phones => _phones;

    public void Add(Phone phone)
    {
        var last = _phones[^1];
        if (phone.Symbol.Length == 0 && last.Symbol.Length == 0)
        {
            return;
        }

        if (phone.Start <= last.Start)
        {
            // The one before has no length: a sound takes its place, a pause does not.
            if (phone.Symbol.Length > 0)
            {
                _phones[^1] = phone with { Start = last.Start };
            }

            return;
        }

        _phones.Add(phone);
    }

    /// <summary>Are these timings of a sound that is so long? (An engine's word is checked like a stranger's.)</summary>
    public static bool Fits(IReadOnlyList<Phone> phones, double seconds)
    {
        for (var i = 0; i < phones.Count; i++)
        {
            if (!double.IsFinite(phones[i].Start) || phones[i].Start < (i == 0 ? 0 : phones[i - 1].Start) || phones[i].Start > seconds + 0.05)
            {
                return false;
            }
        }

        return phones is [.., { Symbol: "" }];
    }
}
