namespace IntelliAvatar.LipSync.Core;

/// <summary>The base video as pictures by index. The caller decides where they lie (memory, a spool file), so that memory does not grow with the video.</summary>
public interface IFrameSource
{
    int Count { get; }

    int Width { get; }

    int Height { get; }

    /// <summary>Fills <paramref name="into"/> (of this source's size) with picture <paramref name="index"/>, 0…Count−1. May be called by several threads at once.</summary>
    void Read(int index, YuvFrame into);
}
