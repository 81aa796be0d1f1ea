using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>What all verbs that talk to a server have in common.</summary>
internal static class ClientVerb
{
    private const int Interrupted = 130;

    /// <summary>Lets the command do this with the server that it is told.</summary>
    public static Command Asks(this Command command, Func<ParseResult, ApiClient, CancellationToken, Task<int>> work)
    {
        var server = ClientOptions.Server();
        command.Add(server);
        command.Validators.Add(result => ClientOptions.NeedServer(result, server));
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new ApiClient(parsed.GetValue(server) ?? ClientOptions.UsualServer()!);
            try
            {
                return await work(parsed, client, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return Interrupted;
            }
            catch (Exception file) when (file is IOException or UnauthorizedAccessException)
            {
                Console.Tell(file.Message);
                return 1;
            }
        });
        return command;
    }
}
