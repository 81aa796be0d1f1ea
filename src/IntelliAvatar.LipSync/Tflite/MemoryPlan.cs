using IntelliAvatar.LipSync.Core;

namespace IntelliAvatar.LipSync.Tflite;

/// <summary>Which tensors share a buffer: one is free again after its last reader. Less memory per thread, and what was just written is still in the cache.</summary>
internal sealed class MemoryPlan
{
    private const long MostFloats = 1 << 24;

    private readonly Dictionary<int, int> _slots = [];
    private readonly List<int> _sizes = [];

    public MemoryPlan(Tensor input, IReadOnlyList<Tensor> outputs, List<Node> nodes)
    {
        var lastReader = new Dictionary<int, int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var tensor in nodes[i].Inputs)
            {
                lastReader[tensor.Index] = i;
            }
        }

        // The caller's side of the network keeps its place.
        foreach (var tensor in outputs.Append(input))
        {
            lastReader[tensor.Index] = nodes.Count;
        }

        var free = new List<int>();
        Place(input, free);
        for (var i = 0; i < nodes.Count; i++)
        {
            Place(nodes[i].Output, free);
            free.AddRange(nodes[i].Inputs
                .Append(nodes[i].Output)
                .Where(tensor => !tensor.IsConstant && lastReader.GetValueOrDefault(tensor.Index, i) == i)
                .Select(tensor => _slots[tensor.Index])
                .Distinct());
        }

        if (_sizes.Sum(size => (long)size) > MostFloats)
        {
            throw new InvalidModelException("it needs too much memory");
        }
    }

    /// <summary>Floats in each buffer.</summary>
    public IReadOnlyList<int> Sizes => _sizes;

    /// <summary>The buffer of a tensor.</summary>
    public int SlotOf(Tensor tensor) => _slots[tensor.Index];

    private void Place(Tensor tensor, List<int> free)
    {
        if (free.Count == 0)
        {
            free.Add(_sizes.Count);
            _sizes.Add(0);
        }

        var slot = free.MinBy(candidate => Math.Abs((long)_sizes[candidate] - tensor.Length));
        free.Remove(slot);
        _slots[tensor.Index] = slot;
        _sizes[slot] = Math.Max(_sizes[slot], tensor.Length);
    }
}
