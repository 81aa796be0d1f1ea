using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Library;
using IntelliAvatar.LipSync.Tracking;

namespace IntelliAvatar.LipSync;

/// <summary>A prepared avatar as bytes, to be kept for the next speech: numbers as they lie in memory, pixels raw, a checksum.</summary>
/// <remarks>
/// For a cache on one machine, not for exchange: the bytes of another version, another processor's order of bytes and damaged bytes are
/// alike no avatar. Whether it was made by the same engine with the same models, <see cref="LipSyncModels.Fingerprint"/> tells.
/// </remarks>
public static class AvatarFile
{
    private const ulong Magic = 0x3672_6174_6176_4149; // "IAvatar6"

    private readonly record struct Header(ulong Magic, int Width, int Height, int Frames, float EyeSpan, int Faces, int Lips, int Sources, int Own, int Before);

    private readonly record struct FaceRecord(int Frame, Matrix3x2 ToCanonical, Matrix3x2 ToPicture, MouthMeasures Measures, int Shot, int IsCovered, int IsFading, Light Fade, int LipStart, int LipColumns);

    private readonly record struct SourceRecord(int Face, int Left, int Top, int Width, int Height);

    private readonly record struct BeforeRecord(int First, int Last, int Left, int Top, int Width, int Pixels);

    public static byte[] Write(PreparedAvatar avatar)
    {
        ArgumentNullException.ThrowIfNull(avatar);
        var track = avatar.Library.Track;
        var sources = avatar.Library.Sources;
        var places = track.Faces.Select((face, place) => (face.Frame, place)).ToDictionary(pair => pair.Frame, pair => pair.place);
        FaceRecord[] faces = [.. track.Faces.Select(face => new FaceRecord(
            face.Frame, face.ToCanonical, face.ToPicture, face.Shape.Measures, face.Shot, face.IsCovered ? 1 : 0, face.IsFading ? 1 : 0, face.Fade ?? default, face.Shape.Lips.Start, face.Shape.Lips.Columns.Length))];
        LipColumn[] lips = [.. track.Faces.SelectMany(face => face.Shape.Lips.Columns)];
        SourceRecord[] cuts = [.. sources.Select(source => new SourceRecord(
            places[source.Face.Frame], source.Region.Left, source.Region.Top, source.Region.Pixels.Width, source.Region.Pixels.Height))];
        float[] own = avatar.Own is { } learned ? [learned.Bias, .. learned.Weights] : [];
        var header = new Header(Magic, avatar.Width, avatar.Height, track.FrameCount, track.Mean.EyeSpan, faces.Length, lips.Length, cuts.Length, own.Length, avatar.Library.Before.Count);

        var parts = new List<ReadOnlyMemory<byte>>
        {
            Bytes([header]), Bytes(faces), Bytes(lips), Bytes(avatar.Apertures), Bytes(own), Bytes(cuts),
            Bytes(avatar.Library.Before.Select(before => new BeforeRecord(before.First, before.Last, before.Left, before.Top, before.Width, before.IsThere.Length)).ToArray()),
        };
        parts.AddRange(avatar.Library.Before.Select(before => (ReadOnlyMemory<byte>)before.IsThere));
        parts.AddRange(sources.Select(source => (ReadOnlyMemory<byte>)source.Region.Pixels.Data));

        var file = new byte[parts.Sum(part => (long)part.Length) + SHA256.HashSizeInBytes];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(file.AsMemory(at));
            at += part.Length;
        }

        SHA256.HashData(file.AsSpan(0, at), file.AsSpan(at));
        return file;
    }

    /// <returns>The avatar, equal to the one that was written; null if these bytes are not one that this version wrote.</returns>
    public static PreparedAvatar? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Marshal.SizeOf<Header>() + SHA256.HashSizeInBytes
            || !SHA256.HashData(file[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(file[^SHA256.HashSizeInBytes..]))
        {
            return null;
        }

        // What has our checksum was written by us: no length in it needs to be doubted.
        var rest = file;
        var header = Take<Header>(ref rest, 1)[0];
        if (header.Magic != Magic)
        {
            return null;
        }

        var records = Take<FaceRecord>(ref rest, header.Faces);
        var lips = Take<LipColumn>(ref rest, header.Lips);
        var apertures = Take<float>(ref rest, header.Frames);
        var own = Take<float>(ref rest, header.Own);
        var cuts = Take<SourceRecord>(ref rest, header.Sources);
        var before = new List<StandingObject>();
        foreach (var record in Take<BeforeRecord>(ref rest, header.Before))
        {
            before.Add(new StandingObject(record.First, record.Last, record.Left, record.Top, record.Width, Take<byte>(ref rest, record.Pixels)));
        }

        var faces = new PosedFace?[header.Frames];
        var ordered = new PosedFace[records.Length];
        for (var (i, lip) = (0, 0); i < records.Length; lip += records[i++].LipColumns)
        {
            var record = records[i];
            var columns = lips.AsSpan(lip, record.LipColumns).ToArray();
            ordered[i] = faces[record.Frame] = new PosedFace(
                record.Frame, record.ToCanonical, record.ToPicture, new MouthShape(record.Measures, new LipLines(record.LipStart, columns)), record.Shot, record.IsCovered != 0, record.IsFading == 0 ? null : record.Fade);
        }

        var track = new PosedTrack(faces, header.EyeSpan);
        var sources = new List<MouthSource>(cuts.Length);
        foreach (var cut in cuts)
        {
            var pixels = new YuvFrame(cut.Width, cut.Height);
            rest[..pixels.Data.Length].CopyTo(pixels.Data);
            rest = rest[pixels.Data.Length..];
            sources.Add(MouthSource.Of(ordered[cut.Face], new PictureRegion(cut.Left, cut.Top, pixels), header.EyeSpan));
        }

        return new PreparedAvatar(header.Width, header.Height, new MouthLibrary(track, sources, before), apertures, own is [var bias, .. var weights] ? new OwnOpening(weights, bias) : null);
    }

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static T[] Take<T>(ref ReadOnlySpan<byte> rest, int count)
        where T : unmanaged
    {
        var values = new T[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        rest[..bytes.Length].CopyTo(bytes);
        rest = rest[bytes.Length..];
        return values;
    }
}
