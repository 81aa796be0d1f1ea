namespace IntelliAvatar.LipSync.Tflite;

/// <summary>The changing numbers of one run: a buffer per slot of the memory plan, and scratch space that every operator may use.</summary>
internal sealed class Workspace(MemoryPlan plan, int scratch)
{
    private readonly float[][] _buffers = [.. plan.Sizes.Select(size => new float[size])];
    private readonly float[] _scratch = new float[scratch];

    public Span<float> this[Tensor tensor] => _buffers[plan.SlotOf(tensor)].AsSpan(0, tensor.Length);

    public Span<float> Scratch(int length) => _scratch.AsSpan(0, length);
}
