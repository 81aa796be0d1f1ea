using System.Numerics;

namespace IntelliAvatar.LipSync.Articulation;

/// <summary>The fast Fourier transform of one length (Cooley and Tukey 1965, radix 2, in place), tables made once.</summary>
internal sealed class FourierTransform
{
    private readonly int[] _reversed;
    private readonly Complex[] _roots;

    /// <param name="length">A power of two.</param>
    public FourierTransform(int length)
    {
        if (length < 2 || !BitOperations.IsPow2(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length must be a power of two.");
        }

        _reversed = new int[length];
        for (var i = 1; i < length; i++)
        {
            _reversed[i] = (_reversed[i / 2] / 2) + ((i & 1) * length / 2);
        }

        _roots = [.. Enumerable.Range(0, length / 2).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / length))];
    }

    /// <summary>X[k] = Σ x[n]·exp(−2πi·kn/N).</summary>
    public void Transform(Span<Complex> values)
    {
        if (values.Length != _reversed.Length)
        {
            throw new ArgumentException($"{values.Length} values in a transform of {_reversed.Length}.", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (i < _reversed[i])
            {
                (values[i], values[_reversed[i]]) = (values[_reversed[i]], values[i]);
            }
        }

        for (var half = 1; half < values.Length; half *= 2)
        {
            var step = values.Length / (2 * half);
            for (var block = 0; block < values.Length; block += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var odd = values[block + half + k] * _roots[k * step];
                    var even = values[block + k];
                    values[block + k] = even + odd;
                    values[block + half + k] = even - odd;
                }
            }
        }
    }
}
