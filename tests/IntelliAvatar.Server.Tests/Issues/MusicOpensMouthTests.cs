using IntelliAvatar.LipSync.Articulation;
using IntelliAvatar.LipSync.Core;
using IntelliAvatar.Server.Media;
using IntelliAvatar.Server.Media.Processes;
using IntelliAvatar.Server.ModelServers.Cpu;
using IntelliAvatar.Server.Tests.Media;

namespace IntelliAvatar.Server.Tests.Issues;

/// <summary>The mouth followed whatever was loud: it stood open through music before the speech.</summary>
[Collection(nameof(MediaCorpus))]
public sealed class MusicOpensMouthTests(MediaCorpus corpus)
{
    private const string Said = "My baby bought a puppy. Please open the window, and shut the door.";
    private const double Fps = 25, Before = 3;
    private const string Piano = "aevalsrc='0.12*exp(-2*mod(t,0.6))*(sin(2*PI*262*t)+sin(2*PI*330*t)+sin(2*PI*392*t))'";

    private const string Pluck = "aevalsrc='0.2*sin(2*PI*t*(300+200*floor(mod(t*6,5))))*exp(-4*mod(t,0.1667))+0.1*(random(0)*2-1)*exp(-30*mod(t,0.1667))'";
    private const string Band = "aevalsrc='0.1*(sin(2*PI*196*t)+sin(2*PI*294*t)+0.6*sin(2*PI*392*t)+0.5*sin(2*PI*588*t))*(0.5+0.5*sin(2*PI*2*t))"
        + "+0.2*exp(-20*mod(t,0.5))*(random(0)*2-1)'";

    private static readonly Lazy<MouthNet> s_net = new(() => EngineModels.Load().MouthNet);

    [Theory]
    [InlineData(Piano)]
    [InlineData("aevalsrc='0.02*exp(-2*mod(t,0.6))*(sin(2*PI*262*t)+sin(2*PI*330*t)+sin(2*PI*392*t))'")] // quiet
    [InlineData("aevalsrc='0.25*exp(-4*mod(t,0.25))*(sin(2*PI*t*(262+33*floor(mod(t*4,8))))+0.5*sin(4*PI*t*(262+33*floor(mod(t*4,8)))))'")] // a tune
    [InlineData("aevalsrc='0.1*(sin(2*PI*t*220*pow(2,floor(mod(t*2,6))/12))+sin(2*PI*t*277*pow(2,floor(mod(t*2,6))/12)))'")] // an organ
    [InlineData("aevalsrc='0.08*(sin(2*PI*196*t+2*sin(2*PI*5*t))+0.7*sin(2*PI*392*t+4*sin(2*PI*5*t))+0.5*sin(2*PI*588*t+6*sin(2*PI*5*t)))'")] // strings
    [InlineData("aevalsrc='0.5*exp(-15*mod(t,0.25))*(random(0)*2-1)'")] // a drum
    [InlineData("anoisesrc=c=pink:a=0.3:s=1")] // a fan
    [InlineData("anoisesrc=c=brown:a=0.6:s=2,tremolo=f=0.3:d=0.7")] // traffic
    [InlineData("anoisesrc=c=violet:a=0.3:s=3")] // rain
    [InlineData("aevalsrc='0.2*lt(mod(t,3),2)*(sin(2*PI*440*t)+sin(2*PI*480*t))'")] // a telephone
    [InlineData("aevalsrc='0.3*lt(mod(t,1.5),1)*sin(2*PI*t*(1000+300*gt(mod(t*20,1),0.5)))'")] // another
    [InlineData("aevalsrc='0.6*(random(0)*2-1)*exp(-60*mod(t+0.013*sin(t*7),0.11))+0.4*(random(1)*2-1)*exp(-50*mod(t+0.05,0.17))'")] // applause
    [InlineData("aevalsrc='0.2*sin(2*PI*50*t)+0.15*sin(2*PI*100*t)+0.1*sin(2*PI*150*t)+0.05*sin(2*PI*250*t)+0.02*sin(2*PI*550*t)'")] // a hum
    [InlineData("aevalsrc='0.4*(random(0)*2-1)*exp(-120*mod(t,0.19))+0.2*(random(1)*2-1)*exp(-150*mod(t,0.31))'")] // typing
    [InlineData(Pluck)]
    public async Task What_is_heard_before_the_speech_does_not_open_the_mouth(string sound)
    {
        var speech = await SpeakAsync("slt", Said);
        float[] other = await MakeAsync(sound);
        var (alone, after) = (Drive(speech), Drive([.. other, .. speech]));

        Assert.InRange(after[..(int)((Before - 0.12) * Fps)].Max(), 0, 0.02f);
        Assert.InRange(Signal.Correlation(alone, after.AsSpan((int)(Before * Fps), alone.Length)), 0.9, 1);
        Assert.InRange(after[(int)(Before * Fps)..].Max(), 0.7f * alone.Max(), 1.3f * alone.Max());
        Assert.InRange(Drive(other).Max(), 0, 0.02f);
    }

    [Theory]
    [InlineData(Piano, "slt")]
    [InlineData("aevalsrc='0.5*exp(-15*mod(t,0.25))*(random(0)*2-1)'", "awb")]
    [InlineData("aevalsrc='0.2*lt(mod(t,3),2)*(sin(2*PI*440*t)+sin(2*PI*480*t))'", "kal16")]
    [InlineData(Pluck, "rms")]
    [InlineData(Band, "awb")]
    [InlineData(Band, "rms")]
    public async Task What_is_heard_right_after_the_speech_does_not_open_the_mouth(string sound, string voice)
    {
        var speech = await SpeakAsync(voice, Said);
        float[] other = await MakeAsync(sound);
        var voiced = new AudioFeatures([.. speech, .. other]).Voice;
        var end = Array.FindLastIndex(new AudioFeatures(speech).Envelope, level => level > 0.2f);

        Assert.DoesNotContain(true, voiced[(end + 60)..^10]);
    }

    [Theory]
    [InlineData("Fish and soup.")]
    [InlineData("Pop goes the weasel.")]
    [InlineData("Tomorrow we start.")]
    [InlineData("She sells shells.")]
    [InlineData("Have a good day.")]
    public async Task The_first_sound_after_music_is_not_cut(string says)
    {
        var speech = await SpeakAsync("rms", says);
        var (alone, after) = (Drive(speech), Drive([.. await MakeAsync(Piano), .. speech]));
        var (first, late) = (Array.FindIndex(alone, open => open > 0.15f), Array.FindIndex(after, (int)(Before * Fps), open => open > 0.15f) - (int)(Before * Fps));
        Assert.InRange(late, first - 3, first + 1);
    }

    [Theory]
    [InlineData("flite", "slt")]
    [InlineData("flite", "awb")]
    [InlineData("flite", "kal16")]
    [InlineData("espeak-ng", "en-us")]
    [InlineData("espeak-ng", "hi")]
    [InlineData("espeak-ng", "en-us+whisper")]
    [InlineData("espeak-ng", "en-us+whisperf")]
    [InlineData("espeak-ng", "en-us+croak")]
    public async Task A_voice_is_a_voice_all_the_time(string engine, string voice)
    {
        var speech = await SpeakAsync(voice, voice == "hi" ? "नमस्ते दोस्तों, आज हम सीखेंगे कि खाना कैसे बनता है।" : Said + " Six thick thistle sticks.", engine);
        Assert.DoesNotContain(false, new AudioFeatures(speech).Voice);
    }

    [Theory]
    [InlineData("anoisesrc=c=pink:a=0.03:s=4:d=8", 0.9)]
    [InlineData("aevalsrc='0.03*exp(-4*mod(t,0.25))*(sin(2*PI*t*(262+33*floor(mod(t*4,8)))))':d=8", 0.9)]
    [InlineData("aevalsrc='0.015*(sin(2*PI*196*t)+sin(2*PI*247*t)+sin(2*PI*294*t))':d=8", 0.9)]
    public async Task Speech_over_quiet_music_still_drives_the_mouth(string sound, double least)
    {
        var speech = await SpeakAsync("slt", Said);
        var under = await MakeAsync(sound, 8);
        var both = speech.Select((sample, i) => sample + (i < under.Length ? under[i] : 0)).ToArray();
        Assert.InRange(Signal.Correlation(Drive(speech), Drive(both)), least, 1);
    }

    private static float[] Drive(float[] samples) => MouthDrive.FromAudio(new AudioFeatures(samples), s_net.Value, Fps, (int)(samples.Length * Fps / AudioFeatures.SampleRate));

    private async Task<float[]> SpeakAsync(string voice, string text, string engine = "flite")
    {
        var path = corpus.New(".wav");
        var exit = await ChildProcess.RunAsync(new ChildCommand(engine, engine == "flite" ? ["-voice", voice, "-t", text, path] : ["-v", voice, "-w", path, text]), default);
        Assert.True(exit.Succeeded, exit.Errors);
        return await ReadAsync(path);
    }

    private async Task<float[]> MakeAsync(string sound, double seconds = Before)
    {
        var path = corpus.New(".wav");
        await corpus.FfmpegAsync("-f", "lavfi", "-i", sound, "-t", $"{seconds}", "-ar", "16000", "-ac", "1", path);
        return await ReadAsync(path);
    }

    private static async Task<float[]> ReadAsync(string path) => Assert.IsType<MediaResult<float[]>.Ready>(await SpeechSamples.ReadAsync(path, MediaCorpus.Limits, default)).Value;
}
