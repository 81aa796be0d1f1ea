// SPDX-License-Identifier: GPL-3.0-or-later

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace IntelliAvatar.EspeakVoice;

/// <summary>The C interface of espeak-ng (speak_lib.h, interface revision 12). It has one global state, so there is one speech a process.</summary>
internal static unsafe partial class Espeak
{
    private const string Library = "libespeak-ng.so.1";
    private const int SynchronousRetrieval = 2, PhonemeEvents = 1, PhonemesInIpa = 2, DoNotExit = 0x8000;
    private const int RateParameter = 1, PitchParameter = 3;
    private const int ByCharacter = 1;
    private const uint Utf8 = 1;
    private const int EndOfList = 0, PhonemeEvent = 7;

    private static Speech _speech = new();

    /// <returns>Samples a second.</returns>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    /// <exception cref="InvalidOperationException">Its data is not.</exception>
    public static int Open()
    {
        var rate = Initialize(SynchronousRetrieval, 0, null, PhonemeEvents | PhonemesInIpa | DoNotExit);
        return rate > 0 ? rate : throw new InvalidOperationException("its data is missing");
    }

    public static bool Choose(string voice, int wordsPerMinute, int pitch) =>
        SetVoiceByName(voice) == 0 && SetParameter(RateParameter, wordsPerMinute, 0) == 0 && SetParameter(PitchParameter, pitch, 0) == 0;

    /// <returns>Null when nothing was said.</returns>
    public static Speech? Speak(string text)
    {
        _speech = new Speech();
        SetSynthCallback(&Listen);
        var bytes = Encoding.UTF8.GetBytes(text + '\0');
        fixed (byte* start = bytes)
        {
            var failed = Synth(start, (nuint)bytes.Length, 0, ByCharacter, 0, Utf8, null, null) != 0;
            return failed || Synchronize() != 0 || _speech.Samples.Count == 0 ? null : _speech;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Listen(short* samples, int count, Event* events)
    {
        if (samples is not null && count > 0)
        {
            _speech.Samples.AddRange(new ReadOnlySpan<short>(samples, count));
        }

        for (; events is not null && events->Type != EndOfList; events++)
        {
            if (events->Type == PhonemeEvent)
            {
                var ipa = new ReadOnlySpan<byte>(events->Ipa, 8);
                var end = ipa.IndexOf((byte)0);
                _speech.Add(events->Sample, Encoding.UTF8.GetString(end < 0 ? ipa : ipa[..end]).Trim('\uFFFD'));
            }
        }

        return 0;
    }

    /// <summary>espeak_EVENT.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Event
    {
        public int Type;
        public uint UniqueIdentifier;
        public int TextPosition;
        public int Length;
        public int AudioPosition;
        public int Sample;
        public void* UserData;
        public fixed byte Ipa[8];
    }

    [LibraryImport(Library, EntryPoint = "espeak_Initialize", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Initialize(int output, int bufferMilliseconds, string? dataPath, int options);

    [LibraryImport(Library, EntryPoint = "espeak_SetVoiceByName", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVoiceByName(string name);

    [LibraryImport(Library, EntryPoint = "espeak_SetParameter")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetParameter(int parameter, int value, int relative);

    [LibraryImport(Library, EntryPoint = "espeak_SetSynthCallback")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void SetSynthCallback(delegate* unmanaged[Cdecl]<short*, int, Event*, int> callback);

    [LibraryImport(Library, EntryPoint = "espeak_Synth")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synth(byte* text, nuint size, uint position, int positionType, uint endPosition, uint flags, uint* identifier, void* userData);

    [LibraryImport(Library, EntryPoint = "espeak_Synchronize")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize();
}
