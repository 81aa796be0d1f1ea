namespace IntelliAvatar.Server.Speech.Text.Words;

/// <summary>Marathi, Bengali, Tamil, Telugu and Kannada.</summary>
internal static class IndianWords
{
    public static readonly SpokenWords Marathi = Make(
        IndianNumbers.Marathi, "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
        "INR=रुपया|रुपये|पैसा|पैसे; USD,US$=डॉलर|डॉलर|सेंट|सेंट; EUR=युरो|युरो|सेंट|सेंट; GBP=पाउंड|पाउंड|पेन्स|पेन्स; JPY=येन",
        """
        km,kms,किमी,कि.मी.=किलोमीटर; m,मी.=मीटर; cm,सेमी=सेंटीमीटर; mm=मिलिमीटर; kmph=किलोमीटर प्रति तास; kg,किग्रॅ,किलो=किलो; g,gm=ग्रॅम; mg=मिलिग्रॅम; l,L=लिटर; ml=मिलिलिटर
        MB=मेगाबाइट; GB=गिगाबाइट; TB=टेराबाइट; kW=किलोवॅट; V=व्होल्ट; W=वॅट; Ω=ओहम; °=अंश; °C=अंश सेल्सिअस; %=टक्के; h=तास; min=मिनिटे; s=सेकंद; sq ft=चौरस फूट; in.=इंच; ft=फूट; yd=यार्ड; hr,hrs=तास; sec=सेकंद
        """,
        "+ अधिक; & आणि; @ अॅट; = बरोबर; ≈ सुमारे; × गुणिले; ÷ भागिले; → ते; % टक्के; ° अंश; ₹ रुपये; $ डॉलर; € युरो; £ पाउंड; # हॅश; / स्लॅश; dot डॉट; dash डॅश; " +
        "thousand हजार; lakh लाख; crore कोटी; million मिलियन; billion बिलियन; underscore अंडरस्कोर; number क्रमांक; squared वर्ग; square चौरस; cubic घन; per प्रति; about सुमारे; " + IndianSigns.Marathi,
        "पॉइंट", "उणे", first => $"{first} ते", "अर्धा पाव पाऊण",
        (whole, part) => (whole, part) switch { (1, "अर्धा") => "दीड", (2, "अर्धा") => "अडीच", (_, "अर्धा") => $"साडे {IndianNumbers.Marathi.Cardinal(whole)}", _ => $"{IndianNumbers.Marathi.Cardinal(whole)} {part}" },
        "छेद", "रिकामी जागा");

    public static readonly SpokenWords Bengali = Make(
        IndianNumbers.Bengali, "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
        "INR,BDT=টাকা|টাকা|পয়সা|পয়সা; USD,US$=ডলার|ডলার|সেন্ট|সেন্ট; EUR=ইউরো|ইউরো|সেন্ট|সেন্ট; GBP=পাউন্ড|পাউন্ড|পেন্স|পেন্স; JPY=ইয়েন",
        """
        km,kms,কিমি,কি.মি.=কিলোমিটার; m,মি.=মিটার; cm,সেমি=সেন্টিমিটার; mm=মিলিমিটার; kmph=কিলোমিটার প্রতি ঘণ্টা; kg,কেজি=কেজি; g,gm=গ্রাম; mg=মিলিগ্রাম; l,L=লিটার; ml=মিলিলিটার
        MB=মেগাবাইট; GB=গিগাবাইট; TB=টেরাবাইট; kW=কিলোওয়াট; V=ভোল্ট; W=ওয়াট; Ω=ওহম; °=ডিগ্রি; °C=ডিগ্রি সেলসিয়াস; %=শতাংশ; h=ঘণ্টা; min=মিনিট; s=সেকেন্ড; sq ft=বর্গফুট; in.=ইঞ্চি; ft=ফুট; yd=গজ; hr,hrs=ঘণ্টা; sec=সেকেন্ড
        """,
        "+ যোগ; & এবং; @ অ্যাট; = সমান; ≈ প্রায়; × গুণ; ÷ ভাগ; → থেকে; % শতাংশ; ° ডিগ্রি; ₹ টাকা; $ ডলার; € ইউরো; £ পাউন্ড; # হ্যাশ; / স্ল্যাশ; dot ডট; dash ড্যাশ; " +
        "thousand হাজার; lakh লাখ; crore কোটি; million মিলিয়ন; billion বিলিয়ন; underscore আন্ডারস্কোর; number নম্বর; squared বর্গ; square বর্গ; cubic ঘন; per প্রতি; about প্রায়; " + IndianSigns.Bengali,
        "দশমিক", "মাইনাস", first => $"{first} থেকে", "অর্ধেক পোয়া পৌনে",
        (whole, part) => (whole, part) switch { (1, "অর্ধেক") => "দেড়", (2, "অর্ধেক") => "আড়াই", (_, "অর্ধেক") => $"সাড়ে {IndianNumbers.Bengali.Cardinal(whole)}", _ => $"{IndianNumbers.Bengali.Cardinal(whole)} {part}" },
        "ভাগ", "খালি জায়গা");

    public static readonly SpokenWords Tamil = Make(
        IndianNumbers.Tamil, "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
        "INR=ரூபாய்|ரூபாய்|பைசா|பைசா; USD,US$=டாலர்|டாலர்|சென்ட்|சென்ட்; EUR=யூரோ|யூரோ|சென்ட்|சென்ட்; GBP=பவுண்ட்|பவுண்ட்|பென்ஸ்|பென்ஸ்; JPY=யென்",
        """
        km,kms,கிமீ,கி.மீ.,கி.மீ=கிலோமீட்டர்; m,மீ.=மீட்டர்; cm,செமீ=சென்டிமீட்டர்; mm=மில்லிமீட்டர்; kmph=கிலோமீட்டர் வேகம்; kg,கிலோ,கி.கி.=கிலோ; g,gm=கிராம்; mg=மில்லிகிராம்; l,L=லிட்டர்; ml=மில்லிலிட்டர்
        MB=மெகாபைட்; GB=ஜிகாபைட்; TB=டெராபைட்; kW=கிலோவாட்; V=வோல்ட்; W=வாட்; Ω=ஓம்; °=டிகிரி; °C=டிகிரி செல்சியஸ்; %=சதவீதம்; h=மணி நேரம்; min=நிமிடம்; s=விநாடி; sq ft=சதுர அடி; in.=அங்குலம்; ft=அடி; yd=கெஜம்; hr,hrs=மணி நேரம்; sec=விநாடி
        """,
        "+ கூட்டல்; & மற்றும்; @ அட்; = சமம்; ≈ சுமார்; × பெருக்கல்; ÷ வகுத்தல்; → முதல்; % சதவீதம்; ° டிகிரி; ₹ ரூபாய்; $ டாலர்; € யூரோ; £ பவுண்ட்; # ஹாஷ்; / ஸ்லாஷ்; dot டாட்; dash டாஷ்; " +
        "thousand ஆயிரம்; lakh லட்சம்; crore கோடி; million மில்லியன்; billion பில்லியன்; underscore அண்டர்ஸ்கோர்; number எண்; squared வர்க்கம்; square சதுர; cubic கன; per ஒரு; about சுமார்; " + IndianSigns.Tamil,
        "புள்ளி", "மைனஸ்", first => $"{first} முதல்", "அரை கால் முக்கால்",
        (whole, part) => $"{IndianNumbers.Tamil.Cardinal(whole)} {part}", "பை", "வெற்றிடம்");

    public static readonly SpokenWords Telugu = Make(
        IndianNumbers.Telugu, "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
        "INR=రూపాయి|రూపాయలు|పైసా|పైసలు; USD,US$=డాలర్|డాలర్లు|సెంటు|సెంట్లు; EUR=యూరో|యూరోలు|సెంటు|సెంట్లు; GBP=పౌండ్|పౌండ్లు|పెన్నీ|పెన్స్; JPY=యెన్",
        """
        km,kms,కి.మీ.,కి.మీ,కిమీ=కిలోమీటర్|కిలోమీటర్లు; m,మీ.=మీటర్|మీటర్లు; cm=సెంటీమీటర్|సెంటీమీటర్లు; mm=మిల్లీమీటర్|మిల్లీమీటర్లు; kmph=కిలోమీటర్ల వేగం; kg,కిలో,కేజీ=కిలో|కిలోలు; g,gm=గ్రాము|గ్రాములు
        mg=మిల్లీగ్రాములు; l,L=లీటర్|లీటర్లు; ml=మిల్లీలీటర్లు; MB=మెగాబైట్లు; GB=గిగాబైట్లు; TB=టెరాబైట్లు; kW=కిలోవాట్లు; V=వోల్టులు; W=వాట్లు; Ω=ఓమ్‌లు; °=డిగ్రీలు; °C=డిగ్రీల సెల్సియస్
        %=శాతం; h=గంటలు; min=నిమిషాలు; s=సెకన్లు; sq ft=చదరపు అడుగులు; in.=అంగుళం|అంగుళాలు; ft=అడుగు|అడుగులు; yd=గజం|గజాలు; hr,hrs=గంట|గంటలు; sec=సెకన్లు
        """,
        "+ ప్లస్; & మరియు; @ ఎట్; = సమానం; ≈ సుమారు; × గుణించి; ÷ భాగించి; → నుండి; % శాతం; ° డిగ్రీలు; ₹ రూపాయలు; $ డాలర్లు; € యూరోలు; £ పౌండ్లు; # హ్యాష్; / స్లాష్; dot డాట్; dash డాష్; " +
        "thousand వేల; lakh లక్షల; crore కోట్ల; million మిలియన్; billion బిలియన్; underscore అండర్‌స్కోర్; number నంబర్; squared వర్గం; square చదరపు; cubic ఘన; per ప్రతి; about సుమారు; " + IndianSigns.Telugu,
        "పాయింట్", "మైనస్", first => $"{first} నుండి", "అర పావు ముప్పావు",
        (whole, part) => part == "అర" ? $"{IndianNumbers.Telugu.Cardinal(whole)}న్నర" : $"{IndianNumbers.Telugu.Cardinal(whole)} {part}", "బై", "ఖాళీ");

    public static readonly SpokenWords Kannada = Make(
        IndianNumbers.Kannada, "ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್",
        "INR=ರೂಪಾಯಿ|ರೂಪಾಯಿ|ಪೈಸೆ|ಪೈಸೆ; USD,US$=ಡಾಲರ್|ಡಾಲರ್|ಸೆಂಟ್|ಸೆಂಟ್; EUR=ಯೂರೋ|ಯೂರೋ|ಸೆಂಟ್|ಸೆಂಟ್; GBP=ಪೌಂಡ್|ಪೌಂಡ್|ಪೆನ್ಸ್|ಪೆನ್ಸ್; JPY=ಯೆನ್",
        """
        km,kms,ಕಿ.ಮೀ.,ಕಿ.ಮೀ,ಕಿಮೀ=ಕಿಲೋಮೀಟರ್; m,ಮೀ.=ಮೀಟರ್; cm=ಸೆಂಟಿಮೀಟರ್; mm=ಮಿಲಿಮೀಟರ್; kmph=ಕಿಲೋಮೀಟರ್ ವೇಗ; kg,ಕೆಜಿ,ಕೆ.ಜಿ.,ಕಿಲೋ=ಕಿಲೋ; g,gm=ಗ್ರಾಂ; mg=ಮಿಲಿಗ್ರಾಂ; l,L=ಲೀಟರ್; ml=ಮಿಲಿಲೀಟರ್
        MB=ಮೆಗಾಬೈಟ್; GB=ಗಿಗಾಬೈಟ್; TB=ಟೆರಾಬೈಟ್; kW=ಕಿಲೋವ್ಯಾಟ್; V=ವೋಲ್ಟ್; W=ವ್ಯಾಟ್; Ω=ಓಮ್; °=ಡಿಗ್ರಿ; °C=ಡಿಗ್ರಿ ಸೆಲ್ಸಿಯಸ್; %=ಪ್ರತಿಶತ; h=ಗಂಟೆ; min=ನಿಮಿಷ; s=ಸೆಕೆಂಡು; sq ft=ಚದರ ಅಡಿ; in.=ಇಂಚು; ft=ಅಡಿ; yd=ಗಜ; hr,hrs=ಗಂಟೆ; sec=ಸೆಕೆಂಡು
        """,
        "+ ಕೂಡಿಸು; & ಮತ್ತು; @ ಅಟ್; = ಸಮ; ≈ ಸುಮಾರು; × ಗುಣಿಸು; ÷ ಭಾಗಿಸು; → ಇಂದ; % ಪ್ರತಿಶತ; ° ಡಿಗ್ರಿ; ₹ ರೂಪಾಯಿ; $ ಡಾಲರ್; € ಯೂರೋ; £ ಪೌಂಡ್; # ಹ್ಯಾಶ್; / ಸ್ಲ್ಯಾಶ್; dot ಡಾಟ್; dash ಡ್ಯಾಶ್; " +
        "thousand ಸಾವಿರ; lakh ಲಕ್ಷ; crore ಕೋಟಿ; million ಮಿಲಿಯನ್; billion ಬಿಲಿಯನ್; underscore ಅಂಡರ್‌ಸ್ಕೋರ್; number ಸಂಖ್ಯೆ; squared ವರ್ಗ; square ಚದರ; cubic ಘನ; per ಪ್ರತಿ; about ಸುಮಾರು; " + IndianSigns.Kannada,
        "ಪಾಯಿಂಟ್", "ಮೈನಸ್", first => first.EndsWith('ು') ? $"{first[..^1]}ರಿಂದ" : $"{first}ದಿಂದ", "ಅರ್ಧ ಕಾಲು ಮುಕ್ಕಾಲು",
        (whole, part) => part == "ಅರ್ಧ" && IndianNumbers.Kannada.Cardinal(whole) is [.., 'ು'] said ? $"{said[..^1]}ೂವರೆ" : $"{IndianNumbers.Kannada.Cardinal(whole)} {part}", "ಬೈ", "ಖಾಲಿ ಜಾಗ");

    private static SpokenWords Make(
        NumberWords numbers, string months, string currencies, string units, string signs, string point, string minus, Func<string, string> from,
        string parts, Func<long, string, string> mixed, string over, string blank)
    {
        var names = parts.Split(' ');
        return new()
        {
            Numbers = numbers,
            Months = months.Split(' '),
            Currencies = SpokenWords.Table(currencies),
            Units = SpokenWords.Table(units),
            Signs = SpokenWords.List(signs),
            Point = point,
            Minus = minus,
            From = from,
            Fractions = new Dictionary<char, string> { ['½'] = names[0], ['¼'] = names[1], ['¾'] = names[2] },
            Mixed = mixed,
            Over = (above, below) => $"{above} {over} {below}",
            Day = day => numbers.Cardinal(day),
            Time = time => string.Join(' ', new[] { numbers.Cardinal(time.Hour), time.Minute == 0 ? "" : numbers.Cardinal(time.Minute), time.Half ?? "" }.Where(part => part.Length > 0)),
            Blank = blank,
        };
    }
}
