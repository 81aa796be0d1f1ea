using System.Diagnostics;
using IntelliAvatar.Chaos.Audits;
using IntelliAvatar.Chaos.Customers;
using IntelliAvatar.Chaos.Faults;
using Spectre.Console;

namespace IntelliAvatar.Chaos;

/// <summary>One run: start everything, strike, let it come to rest, and look.</summary>
internal sealed class Run(ChaosOptions options)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan AskHealth = TimeSpan.FromSeconds(2);

    private readonly Findings _findings = new();

    /// <returns>1 if a promise was broken, else 0.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 160;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        }

        Directory.CreateDirectory(options.Folder);
        var log = new FaultLog(Path.Combine(options.Folder, "faults.log"));
        var watch = new ApiWatch(_findings, log);
        AnsiConsole.WriteLine($"chaos on {options.Title}; logs: {options.Folder}");
        await using var cluster = await Cluster.StartAsync(options, _findings, log);
        if (!cluster.CanFillDisk)
        {
            AnsiConsole.WriteLine("no disk will be full: that needs a file system of its own, and only root can mount one");
        }

        var database = new EventLog(cluster.DatabaseUrl, cluster.SqlitePath);
        await database.OpenAsync();
        var began = TimeProvider.System.GetTimestamp();
        var apis = cluster.Nodes.Where(node => node.IsApi).ToList();
        var customers = Enumerable.Range(1, options.Customers).Select(number => new Customer(number, apis, cluster.Media, _findings, watch, options.Seed)).ToList();
        foreach (var customer in customers)
        {
            await customer.MakeAvatarAsync(cancel);
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var coming = Task.WhenAll(customers.Select(customer => customer.ComeAndGoAsync(enough.Token, over.Token)));
        var asking = Task.WhenAll(apis.Select(api => AskHealthAsync(api, watch, enough.Token)));
        var blows = await StrikeAsync(cluster, log, cancel);
        var struck = TimeProvider.System.GetElapsedTime(began);

        log.Write("calm");
        await enough.CancelAsync();
        cluster.ModelServers.ToList().ForEach(server => server.IsCalm = true);
        over.CancelAfter(options.Calm);
        await coming;
        await asking;
        cancel.ThrowIfCancellationRequested();
        await UntilAsync(database.ActiveAsync, active => active == 0, options.Calm, cancel);
        var content = await database.ReadAsync();
        var files = new FileAudit(cluster, _findings, watch);
        await files.LookAsync(content.Jobs, cancel);
        await CloseAsync(cluster, files);

        content = await database.ReadAsync();
        var (jobs, renders) = (new JobAudit(_findings, cluster.Ledger, content), new RenderAudit(options, _findings, cluster.Ledger, content, log));
        jobs.Run();
        renders.Run();
        new FailureAudit(options, _findings, cluster.Ledger, content).Run();
        new Report(options, _findings, content, cluster.Ledger, log).Write(watch, renders, jobs.PickUps(), await files.CountStraysAsync(content.Jobs), blows, struck);
        return _findings.Broken.IsEmpty ? 0 : 1;
    }

    private static async Task AskHealthAsync(Node api, ApiWatch watch, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await watch.SendAsync(api, ApiWatch.Kind.Ready, () => new(HttpMethod.Get, "/health/ready"), enough);
            await Task.Delay(AskHealth, TimeProvider.System, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How many faults there were.</returns>
    private async Task<int> StrikeAsync(Cluster cluster, FaultLog log, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var striker = new Striker(cluster, log, enough.Token);
        var began = TimeProvider.System.GetTimestamp();
        var blows = 0;
        try
        {
            foreach (var fault in Fault.Plan(options, cluster.CanFillDisk))
            {
                await Task.Delay(fault.After, TimeProvider.System, cancel);
                if (blows == options.Blows || TimeProvider.System.GetElapsedTime(began) > options.Longest)
                {
                    return blows;
                }

                if (striker.Strike(fault) && ++blows % 25 == 0)
                {
                    AnsiConsole.WriteLine($"{blows} faults, {_findings.Acknowledged.Count} jobs, {_findings.Broken.Count} violations");
                }
            }

            return blows;
        }
        finally
        {
            await enough.CancelAsync();
            await striker.IsOverAsync();
        }
    }

    private async Task CloseAsync(Cluster cluster, FileAudit files)
    {
        await Task.WhenAll(cluster.Nodes.Select(node => node.CloseAsync()));
        foreach (var path in files.LeftBehind())
        {
            _findings.Break("I5", $"{path} was left behind");
        }

        var orphans = await UntilAsync(() => Task.FromResult(Orphans(cluster.Folder)), orphans => orphans.Count == 0, TimeSpan.FromSeconds(10), CancellationToken.None);
        orphans.ForEach(what => _findings.Break("I10", $"still runs: {what}"));
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

    private static async Task<T> UntilAsync<T>(Func<Task<T>> get, Func<T, bool> wanted, TimeSpan atMost, CancellationToken cancel)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await get();
            if (wanted(seen) || TimeProvider.System.GetElapsedTime(began) > atMost)
            {
                return seen;
            }

            await Task.Delay(Look, TimeProvider.System, cancel);
        }
    }
}
