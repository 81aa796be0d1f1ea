using System.CommandLine;

namespace IntelliAvatar.Server.CommandLine;

/// <summary>Options that name a file.</summary>
internal static class Files
{
    /// <summary>A file that must be there.</summary>
    public static Option<FileInfo?> Existing(string name, string description, bool required = true)
    {
        var option = new Option<FileInfo?>(name) { Description = description, Required = required };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !File.Exists(token.Value))
            {
                result.AddError($"{name}: there is no file '{token.Value}'.");
            }
        });
        return option;
    }
}
