using System.CommandLine;
using IntelliAvatar.Chaos;

var blows = new Option<int>("--blows", "--kills") { Description = "How many faults.", DefaultValueFactory = _ => 60 };
var seed = new Option<int>("--seed") { Description = "Decides who is struck when and how, who submits what, and what the model servers do.", DefaultValueFactory = _ => 1 };
var database = new Option<string>("--database") { Description = "sqlite: all processes use one file. postgres: a throw-away server, over a proxy for each node.", DefaultValueFactory = _ => "sqlite" };
database.AcceptOnlyFromAmong("sqlite", "postgres");
var storage = new Option<string>("--storage") { Description = "disk: one folder for all. s3: a throw-away Swift, over a proxy for each node.", DefaultValueFactory = _ => "disk" };
storage.AcceptOnlyFromAmong("disk", "s3");
var timings = new Option<string>("--timings") { Description = "default: the product's own lease (60 s) and deadlines. fast: a lease of 4 s, for many faults in few minutes.", DefaultValueFactory = _ => "default" };
timings.AcceptOnlyFromAmong("default", "fast");
var minutes = new Option<double>("--minutes") { Description = "No fault after that, however many are left.", DefaultValueFactory = _ => 30 };
var apis = new Option<int>("--apis") { Description = "How many API processes.", DefaultValueFactory = _ => 2 };
var schedulers = new Option<int>("--schedulers") { Description = "How many schedulers; 2 with sqlite and 3 with postgres unless given." };
var logs = new Option<string?>("--logs") { Description = "The folder for the faults, the report and the servers' logs; one below the temporary folder unless given." };
foreach (var count in new[] { blows, apis, schedulers })
{
    count.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
        {
            result.AddError($"{result.IdentifierToken?.Value ?? count.Name} must be at least 1.");
        }
    });
}

var root = new RootCommand("Strikes servers at work, their databases, stores, disks and networks, then looks whether any promise was broken. Exit code 1 if one was.")
{
    blows, seed, database, storage, timings, minutes, apis, schedulers, logs,
};
root.SetAction((parsed, cancel) =>
{
    var isPostgres = parsed.GetValue(database) == "postgres";
    return new Run(new ChaosOptions
    {
        Blows = parsed.GetValue(blows),
        Seed = parsed.GetValue(seed),
        IsPostgres = isPostgres,
        IsS3 = parsed.GetValue(storage) == "s3",
        IsFast = parsed.GetValue(timings) == "fast",
        Longest = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
        Apis = parsed.GetValue(apis),
        Schedulers = parsed.GetValue(schedulers) is > 0 and var given ? given : isPostgres ? 3 : 2,
        Folder = Path.GetFullPath(parsed.GetValue(logs) ?? Directory.CreateTempSubdirectory("intelliavatar-chaos-").FullName),
    }).RunAsync(cancel);
});

// Interrupted, it still ends its servers.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });
