using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tracking;

/// <summary>The whole picture as a few grey values, by which fades and dissolves are known.</summary>
public sealed class Thumbnail
{
    private const int Side = 20, Taps = 3;

    private readonly byte[] _values = new byte[Side * Side];

    /// <param name="picture">Of any size.</param>
    public Thumbnail(YuvFrame picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var luma = picture.Y;
        for (var cell = 0; cell < _values.Length; cell++)
        {
            var sum = 0;
            for (var tap = 0; tap < Taps * Taps; tap++)
            {
                var x = (((cell % Side) * Taps) + (tap % Taps)) * picture.Width / (Side * Taps);
                var y = (((cell / Side) * Taps) + (tap / Taps)) * picture.Height / (Side * Taps);
                sum += luma[(y * picture.Width) + x];
            }

            _values[cell] = (byte)(sum / (Taps * Taps));
        }
    }

    public ReadOnlySpan<byte> Values => _values;
}
