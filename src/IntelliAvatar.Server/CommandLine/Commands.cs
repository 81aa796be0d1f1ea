using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine;

/// <summary>The verbs of the program: a table of contents.</summary>
internal static class Commands
{
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("IntelliAvatar: a video of a head and a speech become a video in which that head speaks.")
        {
            ServeCommand.Create(),
            ModelServerCommand.Create(),
            RenderCommand.Create(),
            EvaluateCommand.Create(),
            DemoCommand.Create(),
            DoctorCommand.Create(),
        };

        // By default a verb that is told to stop is cut off after two seconds, and with it the jobs that the server drains.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = Timeout.InfiniteTimeSpan });
    }
}
