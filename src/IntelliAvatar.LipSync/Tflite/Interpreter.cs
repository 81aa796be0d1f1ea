namespace IntelliAvatar.LipSync.Tflite;

/// <summary>Runs a <see cref="Graph"/> in buffers of its own. Not for two threads at once.</summary>
internal sealed class Interpreter
{
    private readonly Graph _graph;
    private readonly Workspace _workspace;

    public Interpreter(Graph graph)
    {
        _graph = graph;
        _workspace = new Workspace(graph.Memory, graph.Operators.Max(step => (int?)step.ScratchLength) ?? 0);
    }

    /// <summary>Written by the caller before each <see cref="Run"/>.</summary>
    public Span<float> Input => _workspace[_graph.Input];

    /// <summary>Output <paramref name="index"/> of those that were wanted, in that order; valid until the next <see cref="Run"/>.</summary>
    public ReadOnlySpan<float> Output(int index) => _workspace[_graph.Outputs[index]];

    public void Run()
    {
        foreach (var step in _graph.Operators)
        {
            step.Run(_workspace);
        }
    }
}
