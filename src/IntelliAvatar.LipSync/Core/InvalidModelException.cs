namespace IntelliAvatar.LipSync.Core;

/// <summary>The bytes handed in as a model are not a model this engine can run. The message is one sentence that says why.</summary>
public sealed class InvalidModelException : Exception
{
    internal InvalidModelException(string reason)
        : base($"The model cannot be used: {reason}.")
    {
    }
}
