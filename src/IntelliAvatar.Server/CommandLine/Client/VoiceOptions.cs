using System.CommandLine;
using System.Text.Json.Nodes;

namespace IntelliAvatar.Server.CommandLine.Client;

/// <summary>Who speaks a text, as the verbs that send one are told.</summary>
internal sealed class VoiceOptions
{
    private readonly Option<string?> _voice = new("--voice") { Description = "Who speaks it: a voice of GET /v1/voices." };
    private readonly Option<string?> _gender = new Option<string?>("--gender") { Description = "Who speaks it, where no voice is given: the best voice for the language." }.AcceptOnlyFromAmong("female", "male");
    private readonly Option<string?> _language = new("--language") { Description = "Of the text, e.g. en or hi-IN; found from its letters unless given." };

    public void AddTo(Command command)
    {
        command.Add(_voice);
        command.Add(_gender);
        command.Add(_language);
    }

    /// <summary>What was said of it, by the names that the API has for it.</summary>
    public IEnumerable<(string Name, string? Text)> Of(ParseResult parsed) =>
        [("voice", parsed.GetValue(_voice)), ("gender", parsed.GetValue(_gender)), ("language", parsed.GetValue(_language))];

    public void WriteTo(JsonObject body, ParseResult parsed)
    {
        foreach (var (name, text) in Of(parsed).Where(said => said.Text is not null))
        {
            body[name] = text;
        }
    }
}
