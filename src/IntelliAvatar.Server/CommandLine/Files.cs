using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using IntelliAvatar.Server.Storage;

namespace IntelliAvatar.Server.CommandLine;

/// <summary>Files and folders as verbs are told of them: looked at before anything is done.</summary>
internal static class Files
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file that must be there.</summary>
    public static Option<FileInfo?> Existing(string name, string description, bool required = true)
    {
        var option = new Option<FileInfo?>(name) { Description = description, Required = required };
        option.Validators.Add(result => NeedFile(result, result.Tokens, name));
        return Named(option);
    }

    /// <inheritdoc cref="Existing(string, string, bool)"/>
    public static Argument<FileInfo> Existing(Argument<FileInfo> argument)
    {
        argument.Validators.Add(result =>
        {
            NeedPath(result, result.Tokens, argument.Name);
            NeedFile(result, result.Tokens, argument.Name);
        });
        return argument;
    }

    /// <summary>A file that is written or replaced.</summary>
    public static Option<FileInfo?> Target(string name, string description)
    {
        var option = new Option<FileInfo?>(name) { Description = description, HelpName = "file" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } path }] && (Directory.Exists(path) ? $"'{path}' is a folder; name a file" : WhyUnwritable(FolderOf(path))) is { } why)
            {
                result.AddError($"{name}: {why}.");
            }
        });
        return Named(option);
    }

    /// <summary>A folder that files will be written into.</summary>
    public static Option<DirectoryInfo?> TargetFolder(string name, string description)
    {
        var option = new Option<DirectoryInfo?>(name) { Description = description, HelpName = "folder" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } path }] && (File.Exists(path) ? $"'{path}' is a file; name a folder" : WhyUnwritable(Directory.Exists(path) ? path : FolderOf(path))) is { } why)
            {
                result.AddError($"{name}: {why}.");
            }
        });
        return Named(option);
    }

    /// <summary>Takes no empty path: an unset variable of a shell, most often.</summary>
    public static T Named<T>(T option)
        where T : Option
    {
        option.Validators.Add(result => NeedPath(result, result.Tokens, option.Name));
        return option;
    }

    /// <inheritdoc cref="Named{T}(T)"/>
    public static Argument<string> Named(Argument<string> argument)
    {
        argument.Validators.Add(result => NeedPath(result, result.Tokens, argument.Name));
        return argument;
    }

    /// <summary>Refuses an output that is one of the inputs, also by another spelling or through a link: writing it would destroy the input.</summary>
    public static void KeepsInputs(this Command command, Option output, params Symbol[] inputs) => command.Validators.Add(result =>
    {
        if (PathOf(result, output) is { } target
            && inputs.Select(input => PathOf(result, input)).FirstOrDefault(path => path is not null && RealPath.Of(path) == RealPath.Of(target)) is { } same)
        {
            result.AddError($"{output.Name}: '{target}' is the input '{same}', which would be replaced; name another file.");
        }
    });

    /// <summary>The same where the output is a folder and its files have names of ours.</summary>
    public static void KeepsInputs(this Command command, Option folder, Func<string, bool> isWritten, params Symbol[] inputs) => command.Validators.Add(result =>
    {
        if (PathOf(result, folder) is not { } target || !Directory.Exists(target))
        {
            return;
        }

        var written = Directory.EnumerateFiles(target).Where(path => isWritten(Path.GetFileName(path))).Select(RealPath.Of).ToHashSet(StringComparer.Ordinal);
        if (inputs.Select(input => PathOf(result, input)).FirstOrDefault(path => path is not null && written.Contains(RealPath.Of(path))) is { } same)
        {
            result.AddError($"{folder.Name}: a video in '{target}' could replace the input '{same}'; name another folder.");
        }
    });

    /// <summary>A text of a person, whole and as it was written, or why it is none.</summary>
    public static async Task<(string? Text, Refusal? Refusal)> ReadTextAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            return (await File.ReadAllTextAsync(file.FullName, Strict, cancel), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new("text_not_utf8", $"'{file.FullName}' is not in UTF-8. Save it as UTF-8."));
        }
    }

    /// <summary>As it was written; null where none was, or what was is refused for that.</summary>
    private static string? PathOf(CommandResult command, Symbol symbol) =>
        (symbol is Argument argument ? command.GetResult(argument)?.Tokens : command.GetResult((Option)symbol)?.Tokens) is [{ Value: { Length: > 0 } path }] ? path : null;

    private static void NeedPath(SymbolResult result, IReadOnlyList<Token> tokens, string name)
    {
        if (tokens is [{ Value: "" }])
        {
            result.AddError($"{name}: the path is empty; perhaps a variable is not set.");
        }
    }

    private static void NeedFile(SymbolResult result, IReadOnlyList<Token> tokens, string name)
    {
        if (tokens is [{ Value: { Length: > 0 } path }] && !File.Exists(path))
        {
            result.AddError($"{name}: there is no file '{path}'.");
        }
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) ?? "/";

    /// <summary>Tried, not read from permissions: those do not know of root, of read-only disks and of full ones.</summary>
    private static string? WhyUnwritable(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return $"there is no folder '{folder}'";
        }

        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, $".intelliavatar-{Guid.NewGuid():N}"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return null;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return $"nothing can be written into '{folder}'";
        }
    }
}
