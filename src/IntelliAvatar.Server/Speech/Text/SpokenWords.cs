namespace IntelliAvatar.Server.Speech.Text;

/// <summary>How a language says what people write as signs.</summary>
/// <param name="Rupees">₹ after an amount.</param>
/// <param name="Dollars">$ after an amount.</param>
/// <param name="Euros">€ after an amount.</param>
/// <param name="Months">January to December.</param>
internal sealed record SpokenWords(string Rupees, string Dollars, string Euros, IReadOnlyList<string> Months)
{
    /// <summary>The words of a language; null when we have none and the engine must cope.</summary>
    public static SpokenWords? Of(string language) => ByLanguage.GetValueOrDefault(LanguageTag.Primary(language));

    private static readonly Dictionary<string, SpokenWords> ByLanguage = new()
    {
        ["en"] = New("rupees", "dollars", "euros", "January February March April May June July August September October November December"),
        ["hi"] = New("रुपये", "डॉलर", "यूरो", "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर"),
        ["mr"] = New("रुपये", "डॉलर", "युरो", "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर"),
        ["ne"] = New("रुपैयाँ", "डलर", "युरो", "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर"),
        ["bn"] = New("টাকা", "ডলার", "ইউরো", "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর"),
        ["as"] = New("টকা", "ডলাৰ", "ইউৰো", "জানুৱাৰী ফেব্ৰুৱাৰী মাৰ্চ এপ্ৰিল মে' জুন জুলাই আগষ্ট ছেপ্তেম্বৰ অক্টোবৰ নৱেম্বৰ ডিচেম্বৰ"),
        ["gu"] = New("રૂપિયા", "ડૉલર", "યુરો", "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર ડિસેમ્બર"),
        ["pa"] = New("ਰੁਪਏ", "ਡਾਲਰ", "ਯੂਰੋ", "ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ"),
        ["or"] = New("ଟଙ୍କା", "ଡଲାର", "ୟୁରୋ", "ଜାନୁଆରୀ ଫେବୃଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ ମଇ ଜୁନ ଜୁଲାଇ ଅଗଷ୍ଟ ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର ନଭେମ୍ବର ଡିସେମ୍ବର"),
        ["ta"] = New("ரூபாய்", "டாலர்", "யூரோ", "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்"),
        ["te"] = New("రూపాయలు", "డాలర్లు", "యూరోలు", "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్"),
        ["kn"] = New("ರೂಪಾಯಿ", "ಡಾಲರ್", "ಯೂರೋ", "ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್"),
        ["ml"] = New("രൂപ", "ഡോളർ", "യൂറോ", "ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ"),
        ["ur"] = New("روپے", "ڈالر", "یورو", "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر"),
    };

    private static SpokenWords New(string rupees, string dollars, string euros, string months) => new(rupees, dollars, euros, months.Split(' '));
}
