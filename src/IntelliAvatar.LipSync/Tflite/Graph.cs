using IntelliAvatar.LipSync.Core;
using IntelliAvatar.LipSync.Tflite.Operators;

namespace IntelliAvatar.LipSync.Tflite;

/// <summary>A network ready to run: only the operators that the wanted outputs need, constants unpacked, memory planned. Immutable; each thread runs it with its own <see cref="Interpreter"/>.</summary>
internal sealed class Graph
{
    /// <param name="file">The file, with one input.</param>
    /// <param name="wanted">Names of the outputs to compute; what only serves others is left out.</param>
    /// <exception cref="InvalidModelException">The network uses something we do not run, or contradicts itself.</exception>
    public Graph(TfliteFile file, params IReadOnlyList<string> wanted)
    {
        Input = file.Inputs is [{ IsConstant: false } input] ? input : throw new InvalidModelException("it does not have one input");
        Outputs = [.. wanted.Select(name => file.Outputs.FirstOrDefault(tensor => tensor.Name == name) ?? throw new InvalidModelException($"it has no output {name}"))];
        var nodes = Prune(FoldDequantize(file.Nodes), Outputs);
        RequireOrder(nodes);
        Operators = [.. nodes.Select(OperatorFactory.Build)];
        Memory = new MemoryPlan(Input, Outputs, nodes);
    }

    public Tensor Input { get; }

    public IReadOnlyList<Tensor> Outputs { get; }

    public IReadOnlyList<Operator> Operators { get; }

    public MemoryPlan Memory { get; }

    /// <summary>Half-precision constants are widened when an operator asks for them, so the operators that would do it go.</summary>
    private static List<Node> FoldDequantize(IReadOnlyList<Node> nodes)
    {
        var folded = new Dictionary<int, Tensor>();
        var rest = new List<Node>(nodes.Count);
        foreach (var node in nodes)
        {
            if (node is { Code: OperatorCode.Dequantize, Inputs: [{ IsConstant: true } source], Outputs: [var target] })
            {
                node.Require(source.Length == target.Length, "changes the size of a constant");
                folded[target.Index] = target with { Type = source.Type, Constant = source.Constant };
            }
            else
            {
                rest.Add(node with { Inputs = [.. node.Inputs.Select(tensor => folded.GetValueOrDefault(tensor.Index, tensor))] });
            }
        }

        return rest;
    }

    private static List<Node> Prune(List<Node> nodes, IReadOnlyList<Tensor> wanted)
    {
        var needed = wanted.Select(tensor => tensor.Index).ToHashSet();
        var kept = new List<Node>();
        foreach (var node in Enumerable.Reverse(nodes).Where(node => node.Outputs.Any(tensor => needed.Contains(tensor.Index))))
        {
            kept.Add(node);
            needed.UnionWith(node.Inputs.Select(tensor => tensor.Index));
        }

        kept.Reverse();
        return kept;
    }

    /// <summary>Every tensor is written once, and before it is read: the memory plan and the kernels rely on it.</summary>
    private void RequireOrder(List<Node> nodes)
    {
        var written = new HashSet<int> { Input.Index };
        foreach (var node in nodes)
        {
            node.Require(node.Inputs.All(tensor => tensor.IsConstant || written.Contains(tensor.Index)), "reads a tensor before it is written");
            node.Require(!node.Output.IsConstant && written.Add(node.Output.Index), "overwrites a tensor");
        }

        if (!Outputs.All(tensor => written.Contains(tensor.Index)))
        {
            throw new InvalidModelException("one of its outputs is never computed");
        }
    }
}
