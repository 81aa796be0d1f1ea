using IntelliAvatar.Server.Speech.Espeak;
using IntelliAvatar.Server.Speech.Text;
using IntelliAvatar.Server.Speech.Text.Words;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>What a person would say for lines of Tamil, Telugu, Kannada, Bengali and Marathi.</summary>
public sealed class EverydayIndianTests
{
    [Theory]
    [InlineData("ta", "எனது எண் 9876543210.", "எனது எண் ஒன்பது எட்டு ஏழு ஆறு ஐந்து நான்கு மூன்று இரண்டு ஒன்று பூஜ்ஜியம்.")]
    [InlineData("ta", "விலை ₹25,00,000 மட்டும்.", "விலை இருபத்தி ஐந்து லட்சம் ரூபாய் மட்டும்.")]
    [InlineData("ta", "கட்டணம் ₹500.", "கட்டணம் ஐந்நூறு ரூபாய்.")]
    [InlineData("ta", "வெப்பநிலை -5 டிகிரி.", "வெப்பநிலை மைனஸ் ஐந்து டிகிரி.")]
    [InlineData("ta", "15/08/2024 அன்று விடுமுறை.", "பதினைந்து ஆகஸ்ட் இரண்டாயிரத்து இருபத்தி நான்கு அன்று விடுமுறை.")]
    [InlineData("ta", "10–15 பேர் வந்தனர்.", "பத்து முதல் பதினைந்து பேர் வந்தனர்.")]
    [InlineData("ta", "50% தள்ளுபடி.", "ஐம்பது சதவீதம் தள்ளுபடி.")]
    [InlineData("ta", "5 km தூரம்.", "ஐந்து கிலோமீட்டர் தூரம்.")]
    [InlineData("ta", "3வது மாடி.", "மூன்றாவது மாடி.")]
    [InlineData("ta", "மொத்தம் 1,234 பேர்.", "மொத்தம் ஆயிரத்து இருநூற்றி முப்பத்தி நான்கு பேர்.")]
    [InlineData("te", "నా నంబర్ 9876543210.", "నా నంబర్ తొమ్మిది ఎనిమిది ఏడు ఆరు ఐదు నాలుగు మూడు రెండు ఒకటి సున్నా.")]
    [InlineData("te", "ధర ₹25,00,000 మాత్రమే.", "ధర ఇరవై ఐదు లక్షల రూపాయలు మాత్రమే.")]
    [InlineData("te", "ఫీజు ₹500.", "ఫీజు ఐదు వందల రూపాయలు.")]
    [InlineData("te", "ఉష్ణోగ్రత -5 డిగ్రీలు.", "ఉష్ణోగ్రత మైనస్ ఐదు డిగ్రీలు.")]
    [InlineData("te", "15/08/2024 న సెలవు.", "పదిహేను ఆగస్టు రెండు వేల ఇరవై నాలుగు న సెలవు.")]
    [InlineData("te", "10–15 మంది వచ్చారు.", "పది నుండి పదిహేను మంది వచ్చారు.")]
    [InlineData("te", "50% తగ్గింపు.", "యాభై శాతం తగ్గింపు.")]
    [InlineData("te", "5 km దూరం.", "ఐదు కిలోమీటర్లు దూరం.")]
    [InlineData("te", "4వ అంతస్తు.", "నాలుగవ అంతస్తు.")]
    [InlineData("te", "మొత్తం 1,234 మంది.", "మొత్తం వెయ్యి రెండు వందల ముప్పై నాలుగు మంది.")]
    [InlineData("kn", "ನನ್ನ ಸಂಖ್ಯೆ 9876543210.", "ನನ್ನ ಸಂಖ್ಯೆ ಒಂಬತ್ತು ಎಂಟು ಏಳು ಆರು ಐದು ನಾಲ್ಕು ಮೂರು ಎರಡು ಒಂದು ಸೊನ್ನೆ.")]
    [InlineData("kn", "ಬೆಲೆ ₹25,00,000 ಮಾತ್ರ.", "ಬೆಲೆ ಇಪ್ಪತ್ತೈದು ಲಕ್ಷ ರೂಪಾಯಿ ಮಾತ್ರ.")]
    [InlineData("kn", "ಶುಲ್ಕ ₹500.", "ಶುಲ್ಕ ಐನೂರು ರೂಪಾಯಿ.")]
    [InlineData("kn", "ತಾಪಮಾನ -5 ಡಿಗ್ರಿ.", "ತಾಪಮಾನ ಮೈನಸ್ ಐದು ಡಿಗ್ರಿ.")]
    [InlineData("kn", "15/08/2024 ರಂದು ರಜೆ.", "ಹದಿನೈದು ಆಗಸ್ಟ್ ಎರಡು ಸಾವಿರದ ಇಪ್ಪತ್ತನಾಲ್ಕರಂದು ರಜೆ.")]
    [InlineData("kn", "10–15 ಜನ ಬಂದರು.", "ಹತ್ತರಿಂದ ಹದಿನೈದು ಜನ ಬಂದರು.")]
    [InlineData("kn", "50% ರಿಯಾಯಿತಿ.", "ಐವತ್ತು ಪ್ರತಿಶತ ರಿಯಾಯಿತಿ.")]
    [InlineData("kn", "5 km ದೂರ.", "ಐದು ಕಿಲೋಮೀಟರ್ ದೂರ.")]
    [InlineData("kn", "5ನೇ ತರಗತಿ.", "ಐದನೇ ತರಗತಿ.")]
    [InlineData("kn", "ಒಟ್ಟು 1,234 ಜನ.", "ಒಟ್ಟು ಒಂದು ಸಾವಿರದ ಇನ್ನೂರ ಮೂವತ್ತನಾಲ್ಕು ಜನ.")]
    [InlineData("bn", "আমার নম্বর 9876543210।", "আমার নম্বর নয় আট সাত ছয় পাঁচ চার তিন দুই এক শূন্য।")]
    [InlineData("bn", "দাম ₹25,00,000 মাত্র।", "দাম পঁচিশ লাখ টাকা মাত্র।")]
    [InlineData("bn", "ফি ৳৫০০।", "ফি পাঁচশো টাকা।")]
    [InlineData("bn", "তাপমাত্রা -5 ডিগ্রি।", "তাপমাত্রা মাইনাস পাঁচ ডিগ্রি।")]
    [InlineData("bn", "15/08/2024 ছুটি।", "পনেরো আগস্ট দুই হাজার চব্বিশ ছুটি।")]
    [InlineData("bn", "১০–১৫ জন এসেছে।", "দশ থেকে পনেরো জন এসেছে।")]
    [InlineData("bn", "৫০% ছাড়।", "পঞ্চাশ শতাংশ ছাড়।")]
    [InlineData("bn", "5 km দূর।", "পাঁচ কিলোমিটার দূর।")]
    [InlineData("bn", "১৯৪৭ সালে স্বাধীনতা।", "উনিশশো সাতচল্লিশ সালে স্বাধীনতা।")]
    [InlineData("bn", "২½ কেজি চাল।", "আড়াই কেজি চাল।")]
    [InlineData("mr", "माझा नंबर 9876543210 आहे.", "माझा नंबर नऊ आठ सात सहा पाच चार तीन दोन एक शून्य आहे.")]
    [InlineData("mr", "किंमत ₹25,00,000 आहे.", "किंमत पंचवीस लाख रुपये आहे.")]
    [InlineData("mr", "फी ₹500 आहे.", "फी पाचशे रुपये आहे.")]
    [InlineData("mr", "तापमान -5 अंश आहे.", "तापमान उणे पाच अंश आहे.")]
    [InlineData("mr", "15/08/2024 रोजी सुट्टी आहे.", "पंधरा ऑगस्ट दोन हजार चोवीस रोजी सुट्टी आहे.")]
    [InlineData("mr", "10–15 लोक आले.", "दहा ते पंधरा लोक आले.")]
    [InlineData("mr", "50% सूट आहे.", "पन्नास टक्के सूट आहे.")]
    [InlineData("mr", "घर 5 किमी दूर आहे.", "घर पाच किलोमीटर दूर आहे.")]
    [InlineData("mr", "तो 5वी मध्ये आहे.", "तो पाचवी मध्ये आहे.")]
    [InlineData("mr", "2½ किलो तांदूळ.", "अडीच किलो तांदूळ.")]
    public void Is_said_as_a_person_says_it(string language, string text, string spoken) => Assert.Equal(spoken, Spoken(text, language));

    [Theory]
    [InlineData("hi", "₹25,00,000", "पच्चीस लाख रुपये")]
    [InlineData("hi", "-5°C", "माइनस पाँच डिग्री सेल्सियस")]
    [InlineData("mr", "9876543210", "नऊ आठ सात सहा पाच चार तीन दोन एक शून्य")]
    [InlineData("bn", "৳৫০০", "পাঁচশো টাকা")]
    [InlineData("ta", "3வது", "மூன்றாவது")]
    [InlineData("te", "₹500", "ఐదు వందల రూపాయలు")]
    [InlineData("kn", "10–15", "ಹತ್ತರಿಂದ ಹದಿನೈದು")]
    [InlineData("en-us", "$5M", "five million dollars")]
    [InlineData("en-us", "9876543210", "nine eight seven six five four three two one zero")]
    public async Task The_engine_pronounces_what_is_written_in_words(string language, string text, string words)
    {
        var espeak = EspeakProgram.Bundled();
        var (said, _) = await espeak.PronounceAsync(Spoken(text, language), language, CancellationToken.None);
        var (meant, _) = await espeak.PronounceAsync(words, language, CancellationToken.None);

        Assert.Equal(meant, said);
        Assert.DoesNotContain("(en)", said!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bn", "বিয়াল্লিশ")]
    [InlineData("bn", "কুড়ি")]
    [InlineData("mr", "चौऱ्याहत्तर")]
    public async Task Letters_with_a_dot_keep_their_vowels_and_are_not_spelled(string language, string word)
    {
        var (ipa, _) = await EspeakProgram.Bundled().PronounceAsync(word, language, CancellationToken.None);

        Assert.DoesNotContain(' ', ipa!.Trim());
        Assert.Matches("ia|i$|aː", ipa.Trim());
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("mr")]
    [InlineData("bn")]
    [InlineData("ta")]
    [InlineData("te")]
    [InlineData("kn")]
    [InlineData("en")]
    public void Each_number_below_ten_thousand_has_words_of_its_own(string language)
    {
        var numbers = SpokenWords.Of(language)!.Numbers;
        var said = Enumerable.Range(0, 10_000).Select(number => numbers.Cardinal(number)).ToList();

        Assert.Equal(10_000, said.Distinct().Count());
        Assert.All(said, words => Assert.DoesNotContain("  ", words, StringComparison.Ordinal));
    }

    private static string Spoken(string text, string language) =>
        string.Join(' ', TextNormalizer.Of(PlainText.Of(text), language).Sentences.Select(sentence => sentence.Spoken));
}
