using System.CommandLine;
using System.Diagnostics;
using System.Security.Cryptography;
using IntelliAvatar.LipSync.Articulation;
using MouthNetTrainer.Examination;
using MouthNetTrainer.Speech;
using MouthNetTrainer.Training;

var speech = new Option<DirectoryInfo>("--speech") { Description = "A folder for the recordings; what is there is not spoken again.", Required = true };
var net = new Option<FileInfo>("--net") { Description = "The file of the net.", Required = true };
var without = Names("--without", "Voices (slt) and languages (hi) to keep out of training and to examine instead.");
var only = Names("--only", "Voices and languages to examine, all sentences of theirs; the held-out sentences of all unless given.");
var seed = new Option<int>("--seed") { Description = "Decides every random choice.", DefaultValueFactory = _ => 1 };
var epochs = new Option<int>("--epochs") { Description = "How often every recording is heard.", DefaultValueFactory = _ => Course.Standard.Epochs };

var train = new Command("train", "Has the texts spoken, trains a net on them and examines it on what it has not heard.") { speech, net, without, seed, epochs };
train.SetAction(async (parsed, cancel) =>
{
    var recordings = await RecordAsync(parsed.GetValue(speech)!, cancel);
    var left = parsed.GetValue(without)!;
    var lessons = recordings.Where(recording => !recording.Take.IsHeldOut && !recording.Take.Concerns(left)).ToList();
    Console.WriteLine($"{lessons.Count} recordings, {lessons.Sum(recording => recording.Seconds):0} s");

    var watch = Stopwatch.StartNew();
    var course = Course.Standard with { Epochs = parsed.GetValue(epochs), Seed = parsed.GetValue(seed) };
    var learned = course.Teach(NetForm.Standard, lessons, threads: 2, (epoch, loss) => Console.WriteLine($"epoch {epoch + 1}: loss {loss:0.0000}, {watch.Elapsed.TotalSeconds:0} s"), cancel);
    var file = learned.ToFile();
    await File.WriteAllBytesAsync(parsed.GetValue(net)!.FullName, file, cancel);
    Console.WriteLine($"{file.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file))}");
    Say(Report.Of(new MouthNet(file), recordings, left));
});

var examine = new Command("examine", "Examines a net.") { speech, net, only };
examine.SetAction(async (parsed, cancel) =>
{
    var file = await File.ReadAllBytesAsync(parsed.GetValue(net)!.FullName, cancel);
    Say(Report.Of(new MouthNet(file), await RecordAsync(parsed.GetValue(speech)!, cancel), parsed.GetValue(only)!));
});

return await new RootCommand("Trains models/mouth-net/mouthnet.bin.") { train, examine }.Parse(args).InvokeAsync();

static Option<string[]> Names(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

static Task<IReadOnlyList<Recording>> RecordAsync(DirectoryInfo folder, CancellationToken cancel)
{
    var speakers = new Speakers(Path.Combine(AppContext.BaseDirectory, "espeak-voice", "espeak-voice.dll"));
    return new Studio(folder.FullName, speakers).RecordAsync(Screenplay.Read(Path.Combine(AppContext.BaseDirectory, "texts")), cancel);
}

static void Say(IEnumerable<string> lines)
{
    foreach (var line in lines)
    {
        Console.WriteLine(line);
    }
}
