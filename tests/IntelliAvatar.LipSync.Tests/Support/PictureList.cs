using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>A video in memory.</summary>
public sealed class PictureList(params IReadOnlyList<YuvFrame> pictures) : IFrameSource
{
    public int Count => pictures.Count;

    public int Width => pictures[0].Width;

    public int Height => pictures[0].Height;

    public void Read(int index, YuvFrame into) => into.CopyFrom(pictures[index]);
}
