using System.Diagnostics;
using IntelliAvatar.Server.Tests.Support;
using Spectre.Console;

namespace IntelliAvatar.Chaos;

/// <summary>One run: start everything, strike, let it come to rest, and look.</summary>
internal sealed class Run(ChaosOptions options)
{
    private const int ModelServers = 4, Customers = 3;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    private readonly Findings _findings = new();
    private readonly List<Node> _nodes = [];
    private readonly List<MoodyModelServer> _gpus = [];
    private int _crashesOfTheDatabase;

    /// <returns>1 if a promise was broken, else 0.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 160;
        }

        var began = TimeProvider.System.GetTimestamp();
        using var sandbox = new Sandbox();
        using var media = new SampleMedia();
        await using var postgres = options.Postgres ? await PostgresCluster.StartAsync(fsync: true) : null;
        var url = postgres is null ? null : await postgres.NewDatabaseAsync();
        var log = new EventLog(url, sandbox.Path("storage", "jobs.db"));
        try
        {
            await StartAsync(sandbox, media, url);
            await log.OpenAsync();
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var apis = _nodes.Where(node => node.IsApi).ToList();
            var coming = Task.WhenAll(Enumerable.Range(0, Customers).Select(customer => new Customer(apis, media, _findings, options.Seed + customer).ComeAndGoAsync(enough.Token)));
            await StrikeAsync(postgres, cancel);
            await enough.CancelAsync();
            await coming;

            var jobs = await ComeToRestAsync(log, sandbox, url);
            Report.Write(options, _findings, jobs, _nodes.Sum(node => node.Blows), _crashesOfTheDatabase, TimeProvider.System.GetElapsedTime(began));
            return _findings.Broken.IsEmpty ? 0 : 1;
        }
        finally
        {
            foreach (var node in _nodes)
            {
                await node.DisposeAsync();
            }

            foreach (var gpu in _gpus)
            {
                await gpu.DisposeAsync();
            }
        }
    }

    private async Task StartAsync(Sandbox sandbox, SampleMedia media, string? url)
    {
        var video = await File.ReadAllBytesAsync(media.Result);
        for (var gpu = 0; gpu < ModelServers; gpu++)
        {
            _gpus.Add(await MoodyModelServer.StartAsync(video, options.Seed + gpu, _findings));
        }

        string[] settings =
        [
            .. ChaosOptions.Settings, .. url is null ? Array.Empty<string>() : [$"--Database:Url={url}"], .. _gpus.Select((gpu, number) => $"--ModelServers:{number}:Url={gpu.Url}"),
        ];
        foreach (var role in options.Roles)
        {
            var node = new Node(role, as_ => ServerProcess.StartAsync(sandbox.Folder, as_, settings), _findings);
            await node.StartAsync();
            _nodes.Add(node);
        }
    }

    private async Task StrikeAsync(PostgresCluster? postgres, CancellationToken cancel)
    {
        var began = TimeProvider.System.GetTimestamp();
        var back = Task.CompletedTask;
        foreach (var (blow, number) in Blow.Plan(options).Select((blow, number) => (blow, number + 1)))
        {
            await Task.Delay(blow.After, TimeProvider.System, cancel);
            if (TimeProvider.System.GetElapsedTime(began) > options.Longest)
            {
                break;
            }

            if (blow.DatabaseToo && postgres is not null)
            {
                await back;
                _crashesOfTheDatabase++;
                back = CrashAsync(postgres);
            }

            await _nodes[blow.Node].StrikeAsync(blow.Kind);
            if (number % 50 == 0)
            {
                AnsiConsole.WriteLine($"{number} blows, {_findings.Acknowledged.Count} jobs, {_findings.Broken.Count} violations");
            }
        }

        await back;
    }

    private static async Task CrashAsync(PostgresCluster postgres)
    {
        await postgres.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        await postgres.StartAgainAsync();
    }

    /// <summary>Nobody is struck any more: every job ends, then a last sweep, then nothing is left but what the rows name.</summary>
    private async Task<IReadOnlyList<EventLog.Row>> ComeToRestAsync(EventLog log, Sandbox sandbox, string? url)
    {
        _gpus.ForEach(gpu => gpu.IsCalm = true);
        foreach (var node in _nodes)
        {
            await node.IsUpAsync();
        }

        var audit = new Audit(_findings, sandbox.Path("storage"));
        var (jobs, events) = await UntilAsync(log.ReadAsync, seen => seen.Jobs.All(job => job.Status is not ("QUEUED" or "IN_PROGRESS")), ChaosOptions.Calm);
        foreach (var node in _nodes)
        {
            await node.StopAsync();
        }

        await using (await ServerProcess.StartAsync(sandbox.Folder, "scheduler", url is null ? [] : [$"--Database:Url={url}"]))
        {
            var wrong = await UntilAsync(() => Task.FromResult(audit.Files(jobs)), wrong => wrong.Count == 0, TimeSpan.FromSeconds(30));
            wrong.ToList().ForEach(what => _findings.Break("I5", what));
        }

        audit.Rows(jobs);
        audit.Events(events);
        audit.Results(jobs);
        var orphans = await UntilAsync(() => Task.FromResult(Orphans(sandbox.Folder)), orphans => orphans.Count == 0, TimeSpan.FromSeconds(10));
        orphans.ForEach(what => _findings.Break("I10", $"still runs: {what}"));
        return jobs;
    }

    /// <summary>Processes that work in or on the run's folder although every server has ended.</summary>
    private static List<string> Orphans(string folder) =>
    [
        .. Process.GetProcesses()
            .Where(process => process.Id != Environment.ProcessId)
            .Select(process => CommandLine(process.Id))
            .Where(line => line.Contains(folder, StringComparison.Ordinal)),
    ];

    private static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> get, Func<T, bool> wanted, TimeSpan atMost)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await get();
            if (wanted(seen) || TimeProvider.System.GetElapsedTime(began) > atMost)
            {
                return seen;
            }

            await Task.Delay(Look, TimeProvider.System);
        }
    }
}
