namespace IntelliAvatar.Server.Media.Processes;

/// <summary>A program to start: a list of arguments that no shell ever sees, and what it may use up.</summary>
/// <param name="Program">A name looked up in PATH, or an absolute path.</param>
/// <param name="Arguments">Arrive in the child exactly as they are here.</param>
public sealed record ChildCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>How long the child may run before its whole process tree is killed. Does not bind <see cref="ChildProcess.StartAsync"/>.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(1);

    public ChildLimits? Limits { get; init; }

    /// <summary>0 = as urgent as we are … 19 = only when nothing else wants the processor.</summary>
    public int Niceness { get; init; }

    /// <summary>Exactly the child's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = BareEnvironment;

    /// <summary>The child has no network, where the kernel lets us take it away.</summary>
    public bool WithoutNetwork { get; init; }

    public string? WorkingDirectory { get; init; }

    /// <summary>How much of standard output is kept; the rest is read and thrown away.</summary>
    public int MaxOutputBytes { get; init; } = 1 << 20;

    /// <summary>How much of standard error is kept; the rest is read and thrown away.</summary>
    public int MaxErrorBytes { get; init; } = 64 << 10;

    /// <summary>What a tool needs: our PATH, and none of our secrets.</summary>
    public static IReadOnlyDictionary<string, string> BareEnvironment { get; } = new Dictionary<string, string>
    {
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
        ["LC_ALL"] = "C.UTF-8",
        // Each arena of glibc's allocator would reserve memory of its own.
        ["MALLOC_ARENA_MAX"] = "1",
    };
}

/// <summary>Limits of setrlimit(2). Every process of the child has them for itself.</summary>
/// <param name="AddressSpaceBytes">RLIMIT_AS.</param>
/// <param name="CpuTime">RLIMIT_CPU: processor time of all threads together.</param>
/// <param name="FileBytes">RLIMIT_FSIZE: a longer write ends the child with SIGXFSZ.</param>
/// <param name="OpenFiles">RLIMIT_NOFILE.</param>
/// <param name="DataBytes">RLIMIT_DATA: memory of its own, without the libraries that it maps. Null: no limit but that of the address space.</param>
public sealed record ChildLimits(long AddressSpaceBytes, TimeSpan CpuTime, long FileBytes, int OpenFiles = 64, long? DataBytes = null)
{
    /// <summary>For a program that speaks a sentence or two.</summary>
    public static ChildLimits Speech { get; } = new(AddressSpaceBytes: 1 << 30, CpuTime: TimeSpan.FromSeconds(60), FileBytes: 256 << 20, DataBytes: 512 << 20);
}
