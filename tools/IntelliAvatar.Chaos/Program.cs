using System.CommandLine;
using IntelliAvatar.Chaos;

var kills = new Option<int>("--kills") { Description = "How many blows: kill -9 mostly, SIGSTOP for longer than the lease, SIGTERM.", DefaultValueFactory = _ => 60 };
var seed = new Option<int>("--seed") { Description = "Decides who is struck when and how, who submits what, and what the model servers do.", DefaultValueFactory = _ => 1 };
var database = new Option<string>("--database") { Description = "sqlite: an api and a scheduler on one file. postgres: two apis and three schedulers, and PostgreSQL crashes, too.", DefaultValueFactory = _ => "sqlite" };
database.AcceptOnlyFromAmong("sqlite", "postgres");
var minutes = new Option<double>("--minutes") { Description = "Strikes no more after that, however many blows are left.", DefaultValueFactory = _ => 30 };
var root = new RootCommand("Kills servers at work, then looks whether any promise was broken. Exit code 1 if one was.") { kills, seed, database, minutes };
root.SetAction((parsed, cancel) => new Run(
    new ChaosOptions(parsed.GetValue(kills), parsed.GetValue(seed), parsed.GetValue(database) == "postgres", TimeSpan.FromMinutes(parsed.GetValue(minutes)))).RunAsync(cancel));

// Interrupted, it still ends its servers.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });
