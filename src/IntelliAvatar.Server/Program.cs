using System.CommandLine;
using IntelliAvatar.Server.CommandLine;
using IntelliAvatar.Server.CommandLine.Client;

const int Usage = 2;

var root = new RootCommand("IntelliAvatar: a video of a head and a speech become a video in which that head speaks.")
{
    ServeCommand.Create(),
    ModelServerCommand.Create(),
    RenderCommand.Create(),
    EvaluateCommand.Create(),
    DemoCommand.Create(),
    DoctorCommand.Create(),
    HealthCommand.Create(),
    BackupCommand.CreateBackup(),
    BackupCommand.CreateRestore(),
    SyncCommand.Create(),
    SayCommand.Create(),
    BatchCommand.Create(),
    JobsCommand.Create(),
};

// A text that begins with @ is a text, not a file of arguments.
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

// By default a verb that is told to stop is cut off after two seconds, and with it the jobs that the server drains.
var exit = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });
return parsed.Errors.Count > 0 ? Usage : exit;
