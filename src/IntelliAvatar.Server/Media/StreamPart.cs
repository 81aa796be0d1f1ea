namespace IntelliAvatar.Server.Media;

/// <summary>A stretch of a file.</summary>
internal static class StreamPart
{
    /// <exception cref="EndOfStreamException">There are fewer bytes.</exception>
    public static void Copy(Stream from, Stream to, long bytes)
    {
        Span<byte> buffer = stackalloc byte[16 << 10];
        while (bytes > 0)
        {
            var part = buffer[..(int)Math.Min(bytes, buffer.Length)];
            from.ReadExactly(part);
            to.Write(part);
            bytes -= part.Length;
        }
    }
}
