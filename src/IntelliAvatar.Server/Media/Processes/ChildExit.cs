using System.Text;

namespace IntelliAvatar.Server.Media.Processes;

/// <summary>How a child ended.</summary>
/// <param name="Code">Its exit code; 128 + n when signal n ended it, 127 when there is no such program.</param>
/// <param name="PastDeadline">It was killed because its time was up.</param>
/// <param name="Output">The beginning of standard output, unless another reader took it.</param>
/// <param name="Errors">The beginning of standard error.</param>
/// <param name="OutputCut">Standard output was longer than what is here.</param>
public sealed record ChildExit(int Code, bool PastDeadline, byte[] Output, string Errors, bool OutputCut)
{
    /// <summary>A fault of its own ended it (SIGSEGV and its like), neither a limit nor a kill from outside.</summary>
    public bool Crashed => !PastDeadline && Code is 132 or 134 or 135 or 136 or 139;

    public bool Succeeded => Code == 0 && !PastDeadline;

    public string OutputText => Encoding.UTF8.GetString(Output);
}
