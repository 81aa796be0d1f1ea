using System.Text;

namespace IntelliAvatar.LipSync.Tests.Support;

/// <summary>Writes a FlexBuffer map for tests: ints, floats and lists of ints, four bytes wide.</summary>
public static class FlexMapWriter
{
    public static byte[] Write(params (string Key, object Value)[] entries)
    {
        var bytes = new List<byte>();
        var sorted = entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        var keys = sorted.Select(entry => Put(Encoding.ASCII.GetBytes(entry.Key + "\0"))).ToArray();
        var lists = sorted.Select(entry => entry.Value is int[] list ? Put([.. new[] { list.Length }.Concat(list).SelectMany(BitConverter.GetBytes)]) + 4 : -1).ToArray();
        Number(sorted.Length);
        var keyVector = bytes.Count;
        Array.ForEach(keys, key => Number(bytes.Count - key));
        Number(bytes.Count - keyVector);
        Number(4);
        Number(sorted.Length);
        var map = bytes.Count;
        foreach (var (entry, list) in sorted.Zip(lists))
        {
            Number(entry.Value switch { int number => number, float number => BitConverter.SingleToInt32Bits(number), _ => bytes.Count - list });
        }

        bytes.AddRange(sorted.Select(entry => (byte)((entry.Value switch { int => 1, float => 3, _ => 11 } << 2) | 2)));
        bytes.AddRange([(byte)(bytes.Count - map), (9 << 2) | 2, 1]);
        return [.. bytes];

        int Put(byte[] added)
        {
            bytes.AddRange(added);
            return bytes.Count - added.Length;
        }

        void Number(int value) => bytes.AddRange(BitConverter.GetBytes(value));
    }
}
