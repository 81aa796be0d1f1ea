namespace IntelliAvatar.LipSync.Audio;

/// <summary>When a voice may be heard, and when only music or noise. What is in doubt is a voice.</summary>
/// <remarks>
/// A mouth changes the colour of a sound without pause, from syllable to syllable, and its tones glide. An instrument holds its tones; of a fan,
/// rain or applause the colour stays; a drum, a key or a clap rises at once and fades. The limits lie between what was measured of voices
/// (spoken, whispered, over music) and of everything else: docs/lip-sync.md.
/// </remarks>
internal static class VoiceActivity
{
    private const float Audible = 0.2f, LeastChange = 5, UsuallySteady = 0.3f, SteadyCounts = 6, MostFading = 2.6f;

    // Without harmonics a voice whispers, or it is a drum: that rises at once and fades, twice as long as it rises and more.
    private const float LeastHarmonic = 0.25f, LeastOfWhisper = 5.2f, UsualFading = 1.3f, FadingCounts = 3;
    private const int ChangeLag = 5, Window = 80, WideWindow = 240, FewestAudible = 15, ShortestOther = 50;

    // Decibels in a hundredth of a second.
    private const float Moving = 0.7f;

    // How far the border of a voice may be pushed to its first syllable.
    private const int MostTrim = 150, Syllable = 20, FewestOfSyllable = 10, Before = 3;
    private const float ChangeOfSyllable = 4.5f;

    /// <summary>False where something is heard that is no voice, and in the pauses of it.</summary>
    public static bool[] Of(AudioFeatures audio)
    {
        var sums = new Sums(audio);
        var voice = new bool[audio.Count];
        for (var hop = 0; hop < voice.Length; hop++)
        {
            bool?[] windows =
                [sums.IsVoice(hop - Window, hop), sums.IsVoice(hop, hop + Window), sums.IsVoice(hop - (Window / 2), hop + (Window / 2))];
            voice[hop] = (windows.Contains(true) && !sums.IsBeat(hop - (WideWindow / 2), hop + (WideWindow / 2)))
                || Array.TrueForAll(windows, window => window is null);
        }

        for (var from = 0; from < voice.Length;)
        {
            var to = from;
            while (to < voice.Length && voice[to] == voice[from])
            {
                to++;
            }

            if (!voice[from])
            {
                voice.AsSpan(from, to - from).Fill(sums.AudibleIn(from, to) < ShortestOther);
            }

            from = to;
        }

        Trim(voice, sums);
        return voice;
    }

    /// <summary>A window is longer than a border: what lies between music and the first syllable is still music.</summary>
    private static void Trim(bool[] voice, Sums sums)
    {
        for (var from = 0; from < voice.Length;)
        {
            var to = from;
            while (to < voice.Length && voice[to] == voice[from])
            {
                to++;
            }

            if (voice[from])
            {
                var whispers = !sums.IsHarmonic(from, to);
                var first = from == 0 ? from
                    : Enumerable.Range(from, Math.Min(MostTrim, to - from))
                        .FirstOrDefault(hop => sums.IsSyllable(hop, hop + Syllable, whispers), from);
                var last = to == voice.Length ? to
                    : Enumerable.Range(0, Math.Min(MostTrim, to - first)).Select(i => to - i)
                        .FirstOrDefault(hop => sums.IsSyllable(hop - Syllable, hop, whispers), to);
                first = from == 0 ? from
                    : Enumerable.Range(first, Math.Max(0, last - first)).FirstOrDefault(sums.Moves, first);
                voice.AsSpan(from, Math.Max(0, first - Before - from)).Clear();
                voice.AsSpan(Math.Min(to, last + Before), Math.Max(0, to - last - Before)).Clear();
            }

            from = to;
        }
    }

    /// <summary>Sums over all audible hops before each one.</summary>
    private sealed class Sums
    {
        private readonly int[] _audible, _rising, _falling;
        private readonly double[] _change, _steady, _harmonic;

        public Sums(AudioFeatures audio)
        {
            var count = audio.Count;
            (_audible, _rising, _falling) = (new int[count + 1], new int[count + 1], new int[count + 1]);
            (_change, _steady, _harmonic) = (new double[count + 1], new double[count + 1], new double[count + 1]);
            Change = ChangeOf(audio);
            var envelope = Signal.GaussianSmooth(audio.Envelope, 2.5);
            var level = Signal.GaussianSmooth(audio.Level, 1);
            for (var hop = 0; hop < count; hop++)
            {
                var isAudible = envelope[hop] > Audible;
                var slope = level[Math.Min(count - 1, hop + 1)] - level[hop];
                _audible[hop + 1] = _audible[hop] + (isAudible ? 1 : 0);
                _rising[hop + 1] = _rising[hop] + (isAudible && slope > Moving ? 1 : 0);
                _falling[hop + 1] = _falling[hop] + (isAudible && slope < -Moving ? 1 : 0);
                _change[hop + 1] = _change[hop] + (isAudible ? Change[hop] : 0);
                _harmonic[hop + 1] = _harmonic[hop] + (isAudible ? audio.Harmonic[hop] : 0);
                _steady[hop + 1] = _steady[hop] + (isAudible ? audio.Steady[hop] : 0);
            }
        }

        /// <summary>How much the colour changes within a tenth of a second, in decibels.</summary>
        private float[] Change { get; }

        public int AudibleIn(int from, int to) => _audible[Math.Clamp(to, 0, Change.Length)] - _audible[Math.Clamp(from, 0, Change.Length)];

        /// <summary>Null when too little is heard.</summary>
        public bool? IsVoice(int from, int to)
        {
            (from, to) = (Math.Max(0, from), Math.Min(Change.Length, to));
            var audible = AudibleIn(from, to);
            return audible < FewestAudible ? null
                : ((_change[to] - _change[from]) / audible) - (SteadyCounts * Math.Max(0, ((_steady[to] - _steady[from]) / audible) - UsuallySteady)) > LeastChange
                    && Fading(from, to) < MostFading;
        }

        /// <summary>With a voice's harmonics.</summary>
        public bool IsHarmonic(int from, int to) => (_harmonic[to] - _harmonic[from]) / Math.Max(1, AudibleIn(from, to)) >= LeastHarmonic;

        /// <summary>A piece that short changes its colour as speech does.</summary>
        public bool IsSyllable(int from, int to, bool whispers)
        {
            (from, to) = (Math.Max(0, from), Math.Min(Change.Length, to));
            var audible = AudibleIn(from, to);
            return audible >= FewestOfSyllable && (_change[to] - _change[from]) / audible > ChangeOfSyllable && (whispers || IsHarmonic(from, to));
        }

        /// <summary>The colour changes at this moment, to something that is heard.</summary>
        public bool Moves(int hop) => Change[hop] > ChangeOfSyllable && AudibleIn(hop + ChangeLag, hop + (2 * ChangeLag)) == ChangeLag;

        /// <summary>Without a voice's harmonics, and more like beats than like whispering.</summary>
        public bool IsBeat(int from, int to)
        {
            (from, to) = (Math.Max(0, from), Math.Min(Change.Length, to));
            var audible = Math.Max(1, AudibleIn(from, to));
            return !IsHarmonic(from, to)
                && ((_change[to] - _change[from]) / audible) - (FadingCounts * Math.Max(0, Fading(from, to) - UsualFading)) < LeastOfWhisper;
        }

        /// <summary>How much longer the sound falls than it rises.</summary>
        private double Fading(int from, int to) => (_falling[to] - _falling[from]) / (1.0 + _rising[to] - _rising[from]);

        private static float[] ChangeOf(AudioFeatures audio)
        {
            var floor = Signal.Quantile(audio.Total, 0.95) - 50;
            float[][] bands =
            [
                .. Enumerable.Range(0, AudioFeatures.Bands).Select(band => Signal.GaussianSmooth([.. audio.Mel.Select(mel => Math.Max(floor, mel[band]))], 1.5)),
            ];
            var change = new float[audio.Count];
            for (var hop = 0; hop < change.Length; hop++)
            {
                var (before, after) = (Math.Max(0, hop - ChangeLag), Math.Min(change.Length - 1, hop + ChangeLag));
                var (sum, squares) = (0f, 0f);
                foreach (var band in bands)
                {
                    var moved = band[after] - band[before];
                    sum += moved;
                    squares += moved * moved;
                }

                var mean = sum / bands.Length;
                change[hop] = MathF.Sqrt(Math.Max(0, (squares / bands.Length) - (mean * mean)));
            }

            return change;
        }
    }
}
