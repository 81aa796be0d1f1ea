namespace IntelliAvatar.Server.Speech.Text.Words;

/// <summary>Marathi, Bengali, Tamil, Telugu and Kannada.</summary>
internal static class IndianWords
{
    public static readonly SpokenWords Marathi = Make(
        IndianNumbers.Marathi, "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
        "INR=रुपया|रुपये|पैसा|पैसे; USD,US$=डॉलर|डॉलर|सेंट|सेंट; EUR=युरो|युरो|सेंट|सेंट; GBP=पाउंड|पाउंड|पेन्स|पेन्स; JPY=येन",
        """
        km,kms,किमी,कि.मी.=किलोमीटर; m,मी.=मीटर; cm,सेमी=सेंटीमीटर; mm=मिलिमीटर; kmph=किलोमीटर प्रति तास; kg,किग्रॅ,किलो=किलो; g,gm=ग्रॅम; mg=मिलिग्रॅम; l,L=लिटर; ml=मिलिलिटर
        MB=मेगाबाइट; GB=गिगाबाइट; TB=टेराबाइट; kW=किलोवॅट; V=व्होल्ट; W=वॅट; Ω=ओहम; °=अंश; °C=अंश सेल्सिअस; °F=अंश फॅरेनहाइट; %=टक्के; h,hr,hrs=तास; min,mins=मिनिटे; s,sec=सेकंद; sq ft,sq. ft.,sqft=चौरस फूट; kmpl=किलोमीटर प्रति लिटर; MP=मेगापिक्सेल; dL=डेसिलिटर; mAh=मिलीअँपिअर तास; Mbps=मेगाबिट प्रति सेकंद; GHz=गिगाहर्ट्झ; yr,yrs=वर्षे; inch,in.=इंच; ft,फूट=फूट; yd=यार्ड
        """,
        "+ अधिक; & आणि; @ अॅट; = बरोबर; ≈ सुमारे; × गुणिले; ÷ भागिले; → ते; % टक्के; ° अंश; ₹ रुपये; $ डॉलर; € युरो; £ पाउंड; # हॅश; / स्लॅश; dot डॉट; dash डॅश; " +
        "thousand हजार; lakh लाख; crore कोटी; million मिलियन; billion बिलियन; underscore अंडरस्कोर; number क्रमांक; squared वर्ग; square चौरस; cubic घन; per प्रति; about सुमारे; " +
        "plus प्लस; 24/7 चोवीस तास सातही दिवस; doorby बाय; carat कॅरेट; outof पैकी; " + IndianSigns.Marathi,
        "पॉइंट", "उणे", first => $"{first} ते", "अर्धा|पाव|पाऊण|एक तृतीयांश|दोन तृतीयांश",
        (whole, part) => (whole, part) switch
        {
            (1, "अर्धा") => "दीड",
            (2, "अर्धा") => "अडीच",
            (_, "अर्धा") => $"साडे {IndianNumbers.Marathi.Cardinal(whole)}",
            (_, "पाव") => $"सव्वा {IndianNumbers.Marathi.Cardinal(whole)}",
            (_, "पाऊण") => $"पावणे {IndianNumbers.Marathi.Cardinal(whole + 1)}",
            _ => $"{IndianNumbers.Marathi.Cardinal(whole)} {part}",
        },
        "छेद", "रिकामी जागा") with
    {
        Ratio = first => first.EndsWith('ा') ? $"{first}स" : $"{first}ास",
        OutOf = (marks, all) => $"{all} पैकी {marks}",
        Wickets = (runs, wickets) => $"{wickets} बाद {runs}",
        Time = time => SayInParts(IndianNumbers.Marathi, time, "दीड", "अडीच", "साडे", "सव्वा", "पावणे"),
    };

    public static readonly SpokenWords Bengali = Make(
        IndianNumbers.Bengali, "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
        "INR,BDT=টাকা|টাকা|পয়সা|পয়সা; USD,US$=ডলার|ডলার|সেন্ট|সেন্ট; EUR=ইউরো|ইউরো|সেন্ট|সেন্ট; GBP=পাউন্ড|পাউন্ড|পেন্স|পেন্স; JPY=ইয়েন",
        """
        km,kms,কিমি,কি.মি.=কিলোমিটার; m,মি.=মিটার; cm,সেমি=সেন্টিমিটার; mm=মিলিমিটার; kmph=কিলোমিটার প্রতি ঘণ্টা; kg,কেজি=কেজি; g,gm=গ্রাম; mg=মিলিগ্রাম; l,L=লিটার; ml=মিলিলিটার
        MB=মেগাবাইট; GB=গিগাবাইট; TB=টেরাবাইট; kW=কিলোওয়াট; V=ভোল্ট; W=ওয়াট; Ω=ওহম; °=ডিগ্রি; °C=ডিগ্রি সেলসিয়াস; °F=ডিগ্রি ফারেনহাইট; %=শতাংশ; h,hr,hrs=ঘণ্টা; min,mins=মিনিট; s,sec=সেকেন্ড; sq ft,sq. ft.,sqft=বর্গফুট; kmpl=কিলোমিটার প্রতি লিটার; MP=মেগাপিক্সেল; dL=ডেসিলিটার; mAh=মিলিঅ্যাম্পিয়ার ঘণ্টা; Mbps=মেগাবিট প্রতি সেকেন্ড; GHz=গিগাহার্টজ; yr,yrs=বছর; inch,in.=ইঞ্চি; ft=ফুট; yd=গজ
        """,
        "+ যোগ; & এবং; @ অ্যাট; = সমান; ≈ প্রায়; × গুণ; ÷ ভাগ; → থেকে; % শতাংশ; ° ডিগ্রি; ₹ টাকা; $ ডলার; € ইউরো; £ পাউন্ড; # হ্যাশ; / স্ল্যাশ; dot ডট; dash ড্যাশ; " +
        "thousand হাজার; lakh লাখ; crore কোটি; million মিলিয়ন; billion বিলিয়ন; underscore আন্ডারস্কোর; number নম্বর; squared বর্গ; square বর্গ; cubic ঘন; per প্রতি; about প্রায়; " +
        "plus প্লাস; 24/7 চব্বিশ ঘণ্টা সাত দিন; doorby বাই; carat ক্যারেট; " + IndianSigns.Bengali,
        "দশমিক", "মাইনাস", first => $"{first} থেকে", "আধা|এক চতুর্থাংশ|তিন চতুর্থাংশ|এক তৃতীয়াংশ|দুই তৃতীয়াংশ",
        (whole, part) => (whole, part) switch
        {
            (1, "আধা") => "দেড়",
            (2, "আধা") => "আড়াই",
            (_, "আধা") => $"সাড়ে {IndianNumbers.Bengali.Cardinal(whole)}",
            (_, "এক চতুর্থাংশ") => $"সওয়া {IndianNumbers.Bengali.Cardinal(whole)}",
            (_, "তিন চতুর্থাংশ") => $"পৌনে {IndianNumbers.Bengali.Cardinal(whole + 1)}",
            _ => $"{IndianNumbers.Bengali.Cardinal(whole)} {part}",
        },
        "বাই", "খালি জায়গা") with
    {
        Ratio = first => $"{first} অনুপাত",
        OutOf = (marks, all) => $"{all}{(all[^1] is >= '\u09BE' and <= '\u09CC' ? "র" : "ের")} মধ্যে {marks}",
        Wickets = (runs, wickets) => $"{wickets} উইকেটে {runs}",
        Time = time => SayInParts(IndianNumbers.Bengali, time, "দেড়", "আড়াই", "সাড়ে", "সওয়া", "পৌনে"),
    };

    public static readonly SpokenWords Tamil = Make(
        IndianNumbers.Tamil, "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
        "INR=ரூபாய்|ரூபாய்|பைசா|பைசா; USD,US$=டாலர்|டாலர்|சென்ட்|சென்ட்; EUR=யூரோ|யூரோ|சென்ட்|சென்ட்; GBP=பவுண்ட்|பவுண்ட்|பென்ஸ்|பென்ஸ்; JPY=யென்",
        """
        km,kms,கிமீ,கி.மீ.,கி.மீ=கிலோமீட்டர்; m,மீ.=மீட்டர்; cm,செமீ=சென்டிமீட்டர்; mm=மில்லிமீட்டர்; kmph=கிலோமீட்டர் வேகம்; kg,கிலோ,கி.கி.=கிலோ; g,gm=கிராம்; mg=மில்லிகிராம்; l,L=லிட்டர்; ml=மில்லிலிட்டர்
        MB=மெகாபைட்; GB=ஜிகாபைட்; TB=டெராபைட்; kW=கிலோவாட்; V=வோல்ட்; W=வாட்; Ω=ஓம்; °=டிகிரி; °C=டிகிரி செல்சியஸ்; °F=டிகிரி ஃபாரன்ஹீட்; %=சதவீதம்; h,hr,hrs=மணி நேரம்; min,mins=நிமிடம்; s,sec=விநாடி; sq ft,sq. ft.,sqft=சதுர அடி; kmpl=கிலோமீட்டர் ஒரு லிட்டர்; MP=மெகாபிக்சல்; dL=டெசிலிட்டர்; mAh=மில்லியாம்பியர் மணி; Mbps=மெகாபிட்; GHz=ஜிகாஹெர்ட்ஸ்; yr,yrs=ஆண்டு; inch,in.=அங்குலம்; ft=அடி; yd=கெஜம்
        """,
        "+ கூட்டல்; & மற்றும்; @ அட்; = சமம்; ≈ சுமார்; × பெருக்கல்; ÷ வகுத்தல்; → முதல்; % சதவீதம்; ° டிகிரி; ₹ ரூபாய்; $ டாலர்; € யூரோ; £ பவுண்ட்; # ஹாஷ்; / ஸ்லாஷ்; dot டாட்; dash டாஷ்; " +
        "thousand ஆயிரம்; lakh லட்சம்; crore கோடி; million மில்லியன்; billion பில்லியன்; underscore அண்டர்ஸ்கோர்; number எண்; squared வர்க்கம்; square சதுர; cubic கன; per ஒரு; about சுமார்; " +
        "plus பிளஸ்; 24/7 இருபத்தி நான்கு மணி நேரமும் ஏழு நாட்களும்; doorby பை; carat காரட்; trillion டிரில்லியன்; " + IndianSigns.Tamil,
        "புள்ளி", "மைனஸ்", first => $"{first} முதல்", "அரை|கால்|முக்கால்|மூன்றில் ஒன்று|மூன்றில் இரண்டு",
        (whole, part) => (IndianNumbers.Tamil.Cardinal(whole), part) switch
        {
            ([.., 'ு'] said, "அரை") => $"{said[..^1]}ரை",
            ([.., 'ு'] said, "கால்" or "முக்கால்") => $"{said[..^1]}ே{part}",
            var (said, _) => $"{said} {part}",
        },
        "பை", "வெற்றிடம்") with
    {
        One = "ஒரு",
        Ratio = first => first.EndsWith('ு') ? $"{first}க்கு" : $"{first} க்கு",
        OutOf = (marks, all) => $"{(all.EndsWith("நூறு", StringComparison.Ordinal) ? $"{all[..^2]}ற்று" : all)}க்கு {marks}",
        Wickets = (runs, wickets) => $"{wickets} விக்கெட்டுக்கு {runs}",
    };

    public static readonly SpokenWords Telugu = Make(
        IndianNumbers.Telugu, "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
        "INR=రూపాయి|రూపాయలు|పైసా|పైసలు; USD,US$=డాలర్|డాలర్లు|సెంటు|సెంట్లు; EUR=యూరో|యూరోలు|సెంటు|సెంట్లు; GBP=పౌండ్|పౌండ్లు|పెన్నీ|పెన్స్; JPY=యెన్",
        """
        km,kms,కి.మీ.,కి.మీ,కిమీ=కిలోమీటర్|కిలోమీటర్లు; m,మీ.=మీటర్|మీటర్లు; cm=సెంటీమీటర్|సెంటీమీటర్లు; mm=మిల్లీమీటర్|మిల్లీమీటర్లు; kmph=కిలోమీటర్ల వేగం; kg,కిలో,కేజీ=కిలో|కిలోలు; g,gm=గ్రాము|గ్రాములు
        mg=మిల్లీగ్రాము|మిల్లీగ్రాములు; l,L=లీటర్|లీటర్లు; ml=మిల్లీలీటర్లు; MB=మెగాబైట్లు; GB=గిగాబైట్లు; TB=టెరాబైట్లు; kW=కిలోవాట్లు; V=వోల్టులు; W=వాట్లు; Ω=ఓమ్‌లు; °=డిగ్రీలు; °C=డిగ్రీల సెల్సియస్; °F=డిగ్రీల ఫారెన్‌హీట్
        %=శాతం; h,hr,hrs=గంట|గంటలు; min,mins=నిమిషం|నిమిషాలు; s,sec=సెకను|సెకన్లు; sq ft,sq. ft.,sqft=చదరపు అడుగు|చదరపు అడుగులు; kmpl=కిలోమీటర్లు ప్రతి లీటర్; MP=మెగాపిక్సెల్; dL=డెసిలీటర్; mAh=మిల్లీఆంపియర్ గంటలు
        Mbps=మెగాబిట్లు; GHz=గిగాహెర్ట్జ్; yr,yrs=సంవత్సరం|సంవత్సరాలు; inch,in.=అంగుళం|అంగుళాలు; ft=అడుగు|అడుగులు; yd=గజం|గజాలు
        """,
        "+ ప్లస్; & మరియు; @ ఎట్; = సమానం; ≈ సుమారు; × గుణించి; ÷ భాగించి; → నుండి; % శాతం; ° డిగ్రీలు; ₹ రూపాయలు; $ డాలర్లు; € యూరోలు; £ పౌండ్లు; # హ్యాష్; / స్లాష్; dot డాట్; dash డాష్; " +
        "thousand వేల; lakh లక్షల; crore కోట్ల; million మిలియన్; billion బిలియన్; underscore అండర్‌స్కోర్; number నంబర్; squared వర్గం; square చదరపు; cubic ఘన; per ప్రతి; about సుమారు; " +
        "plus ప్లస్; 24/7 ఇరవై నాలుగు గంటలు ఏడు రోజులు; doorby బై; carat క్యారెట్; trillion ట్రిలియన్; " + IndianSigns.Telugu,
        "పాయింట్", "మైనస్", first => $"{first} నుండి", "అర|పావు|ముప్పావు|మూడింట ఒక వంతు|మూడింట రెండు వంతులు",
        (whole, part) => part == "అర" ? $"{IndianNumbers.Telugu.Cardinal(whole)}న్నర"
            : $"{IndianNumbers.Telugu.Cardinal(whole)} {part}", "బై", "ఖాళీ") with
    {
        One = "ఒక",
        Ratio = first => $"{first}{(first.EndsWith('ి') ? "కి" : "కు")}",
        OutOf = (marks, all) => $"{all}కు {marks}",
        Wickets = (runs, wickets) => $"{wickets} వికెట్లకు {runs}",
    };

    public static readonly SpokenWords Kannada = Make(
        IndianNumbers.Kannada, "ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್",
        "INR=ರೂಪಾಯಿ|ರೂಪಾಯಿ|ಪೈಸೆ|ಪೈಸೆ; USD,US$=ಡಾಲರ್|ಡಾಲರ್|ಸೆಂಟ್|ಸೆಂಟ್; EUR=ಯೂರೋ|ಯೂರೋ|ಸೆಂಟ್|ಸೆಂಟ್; GBP=ಪೌಂಡ್|ಪೌಂಡ್|ಪೆನ್ಸ್|ಪೆನ್ಸ್; JPY=ಯೆನ್",
        """
        km,kms,ಕಿ.ಮೀ.,ಕಿ.ಮೀ,ಕಿಮೀ=ಕಿಲೋಮೀಟರ್; m,ಮೀ.=ಮೀಟರ್; cm=ಸೆಂಟಿಮೀಟರ್; mm=ಮಿಲಿಮೀಟರ್; kmph=ಕಿಲೋಮೀಟರ್ ವೇಗ; kg,ಕೆಜಿ,ಕೆ.ಜಿ.,ಕಿಲೋ=ಕಿಲೋ; g,gm=ಗ್ರಾಂ; mg=ಮಿಲಿಗ್ರಾಂ; l,L=ಲೀಟರ್; ml=ಮಿಲಿಲೀಟರ್
        MB=ಮೆಗಾಬೈಟ್; GB=ಗಿಗಾಬೈಟ್; TB=ಟೆರಾಬೈಟ್; kW=ಕಿಲೋವ್ಯಾಟ್; V=ವೋಲ್ಟ್; W=ವ್ಯಾಟ್; Ω=ಓಮ್; °=ಡಿಗ್ರಿ; °C=ಡಿಗ್ರಿ ಸೆಲ್ಸಿಯಸ್; °F=ಡಿಗ್ರಿ ಫ್ಯಾರನ್‌ಹೀಟ್; %=ಪ್ರತಿಶತ; h,hr,hrs=ಗಂಟೆ; min,mins=ನಿಮಿಷ; s,sec=ಸೆಕೆಂಡು; sq ft,sq. ft.,sqft=ಚದರ ಅಡಿ; kmpl=ಕಿಲೋಮೀಟರ್ ಪ್ರತಿ ಲೀಟರ್; MP=ಮೆಗಾಪಿಕ್ಸೆಲ್; dL=ಡೆಸಿಲೀಟರ್; mAh=ಮಿಲಿಆಂಪಿಯರ್ ಗಂಟೆ; Mbps=ಮೆಗಾಬಿಟ್; GHz=ಗಿಗಾಹರ್ಟ್ಸ್; yr,yrs=ವರ್ಷ; inch,in.=ಇಂಚು; ft=ಅಡಿ; yd=ಗಜ
        """,
        "+ ಕೂಡಿಸು; & ಮತ್ತು; @ ಅಟ್; = ಸಮ; ≈ ಸುಮಾರು; × ಗುಣಿಸು; ÷ ಭಾಗಿಸು; → ಇಂದ; % ಪ್ರತಿಶತ; ° ಡಿಗ್ರಿ; ₹ ರೂಪಾಯಿ; $ ಡಾಲರ್; € ಯೂರೋ; £ ಪೌಂಡ್; # ಹ್ಯಾಶ್; / ಸ್ಲ್ಯಾಶ್; dot ಡಾಟ್; dash ಡ್ಯಾಶ್; " +
        "thousand ಸಾವಿರ; lakh ಲಕ್ಷ; crore ಕೋಟಿ; million ಮಿಲಿಯನ್; billion ಬಿಲಿಯನ್; underscore ಅಂಡರ್‌ಸ್ಕೋರ್; number ಸಂಖ್ಯೆ; squared ವರ್ಗ; square ಚದರ; cubic ಘನ; per ಪ್ರತಿ; about ಸುಮಾರು; " +
        "plus ಪ್ಲಸ್; 24/7 ಇಪ್ಪತ್ತನಾಲ್ಕು ಗಂಟೆ ಏಳು ದಿನ; doorby ಬೈ; carat ಕ್ಯಾರೆಟ್; trillion ಟ್ರಿಲಿಯನ್; " + IndianSigns.Kannada,
        "ಪಾಯಿಂಟ್", "ಮೈನಸ್", first => first[^1] switch { 'ು' => $"{first[..^1]}ರಿಂದ", '್' => $"{first}\u200Cನಿಂದ",
            'ಿ' or 'ೀ' or 'ೆ' or 'ೇ' or 'ೈ' => $"{first}ಯಿಂದ", _ => $"{first}ದಿಂದ" }, "ಅರ್ಧ|ಕಾಲು|ಮುಕ್ಕಾಲು|ಮೂರನೇ ಒಂದು|ಮೂರನೇ ಎರಡು",
        (whole, part) => part == "ಅರ್ಧ" && IndianNumbers.Kannada.Cardinal(whole) is [.., 'ು'] said ? $"{said[..^1]}ೂವರೆ"
            : $"{IndianNumbers.Kannada.Cardinal(whole)} {part}", "ಬೈ", "ಖಾಲಿ ಜಾಗ") with
    {
        Ratio = first => first.EndsWith('ು') ? $"{first[..^1]}ಕ್ಕೆ" : $"{first}ಕ್ಕೆ",
        OutOf = (marks, all) => $"{(all.EndsWith('ು') ? all[..^1] : all)}ಕ್ಕೆ {marks}",
        Wickets = (runs, wickets) => $"{wickets} ವಿಕೆಟ್‌ಗೆ {runs}",
    };

    public static SpokenWords Make(
        NumberWords numbers, string months, string currencies, string units, string signs, string point, string minus, Func<string, string> from,
        string parts, Func<long, string, string> mixed, string over, string blank)
    {
        var names = parts.Split('|');
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
            Fractions = new Dictionary<char, string> { ['½'] = names[0],
                ['¼'] = names[1], ['¾'] = names[2], ['⅓'] = names[3], ['⅔'] = names[4] },
            Mixed = mixed,
            Over = (above, below) => $"{above} {over} {below}",
            Day = day => numbers.Cardinal(day),
            Time = time => Say(numbers, time),
            Blank = blank,
        };
    }

    /// <summary>Half past is "half more than", where the hour is called out: साडे पाच वाजता, সাড়ে পাঁচ টায়.</summary>
    public static string SayInParts(NumberWords numbers, ClockTime time,
        string oneAndHalf, string twoAndHalf, string half, string quarter, string toNext)
    {
        var hour = numbers.Cardinal(time.Hour);
        return time switch
        {
            { OClock: not null, Second: null, Minute: 30, Hour: 1 } => oneAndHalf,
            { OClock: not null, Second: null, Minute: 30, Hour: 2 } => twoAndHalf,
            { OClock: not null, Second: null, Minute: 30, Hour: >= 3 and <= 12 } => $"{half} {hour}",
            { OClock: not null, Second: null, Minute: 15, Hour: >= 1 and <= 12 } => $"{quarter} {hour}",
            { OClock: not null, Second: null, Minute: 45, Hour: >= 1 and < 12 } => $"{toNext} {numbers.Cardinal(time.Hour + 1)}",
            _ => Say(numbers, time),
        };
    }

    private static string Say(NumberWords numbers, ClockTime time) =>
        string.Join(' ', new[] { numbers.Cardinal(time.Hour), time.Minute == 0 ? ""
            : numbers.Cardinal(time.Minute), time.Half ?? "" }.Where(part => part.Length > 0));
}
