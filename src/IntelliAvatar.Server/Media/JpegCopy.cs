using System.Buffers.Binary;

namespace IntelliAvatar.Server.Media;

/// <summary>Copies the segments of a jpg that make its picture, up to its end (ITU-T T.81, annex B: markers FFxx with a length, and entropy-coded data).</summary>
internal static class JpegCopy
{
    private const int MostSegments = 10_000;

    /// <summary>A progressive picture has about ten. A decoder goes over the whole picture for each.</summary>
    public const int MostScans = 100;

    private const byte Progressive = 0xC2, NearLossless = 0xF7, StartOfScan = 0xDA, EndOfImage = 0xD9, App0 = 0xE0, App1 = 0xE1, App14 = 0xEE;

    public static StillPicture Make(Stream file, Stream copy, long mostPixels)
    {
        int width = 0, height = 0, orientation = 1, scans = 0;
        var bytesAPixel = 0.0;
        var most = long.MaxValue;
        try
        {
            file.Position = 2;
            copy.Write([0xFF, 0xD8]);
            var marker = NextMarker(file);
            for (var segments = 0; segments < MostSegments && marker > 0; segments++)
            {
                if (marker == EndOfImage)
                {
                    copy.Write([0xFF, EndOfImage]);
                    return width > 0 && scans > 0 ? Whole() : Faulty(new("has no picture in it"));
                }

                var segment = ReadSegment(file);
                if (marker == NearLossless)
                {
                    return Faulty(new("is a JPEG-LS picture, which is not accepted", IsDamage: false));
                }

                if (marker == App1)
                {
                    orientation = StillPicture.ExifOrientation(segment) ?? orientation;
                }
                else if (IsFrameHeader(marker))
                {
                    if (width > 0 || segment.Length < 6)
                    {
                        return Faulty(width > 0 ? new("has two pictures in one", IsDamage: false) : new("does not say its size"));
                    }

                    if (marker is not (0xC0 or 0xC1 or 0xC2))
                    {
                        var kind = marker is 0xC3 or 0xC7 or 0xCB or 0xCF ? "lossless" : marker > 0xC8 ? "arithmetically coded" : "hierarchical";
                        return Faulty(new($"is a {kind} JPEG, which is not accepted", IsDamage: false));
                    }

                    (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(1)), BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(3)));
                    most = StillPicture.MostBytes(width, height);
                    bytesAPixel = marker == Progressive ? CoefficientBytes(segment) : 0;
                    if ((long)width * height > mostPixels)
                    {
                        return new(width, height, orientation, null);
                    }
                }

                if (IsKept(marker, segment))
                {
                    copy.Write([0xFF, (byte)marker, (byte)((segment.Length + 2) >> 8), (byte)(segment.Length + 2)]);
                    copy.Write(segment);
                }

                if (marker != StartOfScan)
                {
                    marker = NextMarker(file);
                    continue;
                }

                if (++scans > MostScans)
                {
                    return Faulty(new($"is a JPEG of more than {MostScans} scans, which takes far longer to read than any picture needs", IsDamage: false));
                }

                marker = CopyScan(file, copy, most);
                if (copy.Position > most)
                {
                    return Faulty(StillPicture.TooMuch);
                }
            }

            return Faulty(marker > 0 ? new($"has more than {MostSegments} parts", IsDamage: false) : StillPicture.Cut);
        }
        catch (EndOfStreamException)
        {
            return Faulty(StillPicture.Cut);
        }

        StillPicture Whole() => new(width, height, orientation, null) { BytesAPixel = bytesAPixel };

        StillPicture Faulty(FileFault fault) => Whole() with { Fault = fault };
    }

    /// <summary>Two for each sample: a decoder holds all coefficients of a progressive picture until its last scan.</summary>
    private static double CoefficientBytes(ReadOnlySpan<byte> frameHeader)
    {
        var (samples, widest) = (0, 1);
        for (var component = frameHeader[6..]; component.Length >= 3; component = component[3..])
        {
            var area = (component[1] >> 4) * (component[1] & 15);
            (samples, widest) = (samples + area, Math.Max(widest, area));
        }

        return 2.0 * samples / widest;
    }

    /// <summary>SOFn; the numbers between them are DHT, JPG and DAC.</summary>
    private static bool IsFrameHeader(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Tables, frame and scan headers, and the two application segments that say what the colours mean.</summary>
    private static bool IsKept(int marker, ReadOnlySpan<byte> segment) =>
        marker is >= 0xC0 and <= 0xCF or 0xDB or 0xDC or 0xDD or StartOfScan
        || (marker == App0 && segment.StartsWith("JFIF\0"u8)) || (marker == App14 && segment.StartsWith("Adobe"u8));

    /// <summary>The marker's second byte; 0 when there is none here.</summary>
    private static int NextMarker(Stream file)
    {
        if (Read(file) != 0xFF)
        {
            return 0;
        }

        int marker;
        do
        {
            marker = Read(file);
        }
        while (marker == 0xFF);
        return marker;
    }

    private static byte[] ReadSegment(Stream file)
    {
        var length = (Read(file) << 8) | Read(file);
        var segment = new byte[Math.Max(0, length - 2)];
        file.ReadExactly(segment);
        return segment;
    }

    /// <summary>Copies entropy-coded data up to the next marker that is no restart, and returns that.</summary>
    private static int CopyScan(Stream file, Stream copy, long most)
    {
        while (copy.Position <= most)
        {
            var value = Read(file);
            if (value != 0xFF)
            {
                copy.WriteByte((byte)value);
                continue;
            }

            int next;
            do
            {
                next = Read(file);
            }
            while (next == 0xFF);
            if (next is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return next;
            }

            copy.WriteByte(0xFF);
            copy.WriteByte((byte)next);
        }

        return EndOfImage;
    }

    private static int Read(Stream file) => file.ReadByte() is >= 0 and var value ? value : throw new EndOfStreamException();
}
