namespace IntelliAvatar.LipSync.Tflite.Operators;

/// <summary>One step of a network. Its constructor checks shapes and options and repacks weights, so that <see cref="Run"/> only computes; it holds no state of a run.</summary>
internal abstract class Operator
{
    /// <summary>Floats of scratch space that <see cref="Run"/> uses.</summary>
    public virtual int ScratchLength => 0;

    public abstract void Run(Workspace workspace);
}
