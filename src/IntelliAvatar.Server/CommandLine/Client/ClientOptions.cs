using System.CommandLine;
using System.CommandLine.Parsing;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>What every verb that talks to a server can be told.</summary>
internal static class ClientOptions
{
    private const string Variable = "INTELLIAVATAR_SERVER", Usual = "http://127.0.0.1:8000";

    /// <summary>Which server. The variable is no default of the option: help would show it, and there may be a password in it.</summary>
    public static Option<Uri?> Server()
    {
        var option = new Option<Uri?>("--server")
        {
            Description = $"The server's address; {Variable} unless given, else {Usual}.",
            HelpName = "url",
            CustomParser = result => Parse(result, result.Tokens is [var token] ? token.Value : ""),
        };
        return option;
    }

    /// <summary>The server where none is named; null: the variable has no address.</summary>
    public static Uri? UsualServer() => Address(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Usual);

    /// <summary>Says so when neither the option nor the variable names a server.</summary>
    public static void NeedServer(CommandResult result, Option<Uri?> server)
    {
        if (result.GetResult(server) is null && UsualServer() is null)
        {
            result.AddError($"{Variable} is no address such as {Usual}.");
        }
    }

    public static Option<bool> Json(string description) => new("--json") { Description = description };

    public static Argument<string> JobId() => Checked(new Argument<string>("job_id") { Description = "The job's id." });

    public static Argument<string[]> JobIds() => Checked(new Argument<string[]>("job_id") { Description = "The jobs' ids.", Arity = ArgumentArity.OneOrMore });

    public static Option<bool> Wait() => new("--wait") { Description = "Stay until the job has ended; the exit code says how." };

    public static Option<FileInfo?> Out(string description) => Files.Target("--out", description);

    public static Option<string> User() =>
        new("--user") { Description = "Whose job it is; you unless given.", DefaultValueFactory = _ => Environment.UserName };

    private static T Checked<T>(T argument)
        where T : Argument
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !ApiClient.IsId(token.Value)) is { } odd)
            {
                result.AddError($"'{odd.Value}' is no id of a job.");
            }
        });
        return argument;
    }

    private static Uri? Parse(SymbolResult result, string text)
    {
        var url = Address(text);
        if (url is null)
        {
            result.AddError($"--server: '{ShownText.OfUrl(text)}' is no address such as {Usual}.");
        }

        return url;
    }

    private static Uri? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}
