namespace IntelliAvatar.Server.Speech.Text.Words;

internal static class Hindi
{
    private static readonly TableNumbers Numbers = IndianNumbers.Hindi;

    public static readonly SpokenWords Words = new()
    {
        Numbers = Numbers,
        Months = "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर".Split(' '),
        Currencies = SpokenWords.Table(
            """
            INR=रुपया|रुपये|पैसा|पैसे; USD=डॉलर|डॉलर|सेंट|सेंट; US$=अमेरिकी डॉलर|अमेरिकी डॉलर|सेंट|सेंट; EUR=यूरो|यूरो|सेंट|सेंट; GBP=पाउंड|पाउंड|पेंस|पेंस
            JPY=येन|येन; CNY=युआन|युआन; KRW=वॉन|वॉन; RUB=रूबल|रूबल; BDT=टका|टका; AED=दिरहम|दिरहम; AUD=ऑस्ट्रेलियाई डॉलर|ऑस्ट्रेलियाई डॉलर
            CAD=कनाडाई डॉलर|कनाडाई डॉलर; SGD=सिंगापुर डॉलर|सिंगापुर डॉलर; NPR=नेपाली रुपया|नेपाली रुपये; BTC=बिटकॉइन|बिटकॉइन; CHF=स्विस फ़्रैंक|स्विस फ़्रैंक; XXX=सेंट|सेंट
            """),
        Units = SpokenWords.Table(
            """
            km,kms,Km,KM,किमी,कि.मी.,कि.मी=किलोमीटर; m,मी.,मी=मीटर; cm,सेमी,से.मी.=सेंटीमीटर; mm,मिमी=मिलीमीटर; ft,फ़ीट,फीट=फ़ीट; in.=इंच; yd=गज; kmph,kph=किलोमीटर प्रति घंटा; mph=मील प्रति घंटा
            kg,kgs,Kg,KG,किग्रा,कि.ग्रा.=किलोग्राम; किलो=किलो; g,gm,gms,ग्रा.=ग्राम; mg=मिलीग्राम; t=टन; l,L,ltr,ली.=लीटर; ml,mL,मिली=मिलीलीटर; lb,lbs=पाउंड
            KB,kB=किलोबाइट; MB=मेगाबाइट; GB=गीगाबाइट; TB=टेराबाइट; Mbps=मेगाबिट प्रति सेकंड; Gbps=गीगाबिट प्रति सेकंड; Hz=हर्ट्ज़; kHz=किलोहर्ट्ज़; MHz=मेगाहर्ट्ज़; GHz=गीगाहर्ट्ज़
            V=वोल्ट; kV=किलोवोल्ट; W=वाट; kW,KW=किलोवाट; MW=मेगावाट; kWh=किलोवाट घंटा; mA=मिलीएम्पियर; mAh=मिलीएम्पियर घंटा; Ω=ओम; kΩ=किलो ओम; MΩ=मेगा ओम; µF=माइक्रोफैराड
            µm=माइक्रोमीटर; µg,mcg=माइक्रोग्राम; kcal=किलो कैलोरी; dB=डेसिबल; px=पिक्सेल; ms=मिलीसेकंड; s,sec=सेकंड; min,mins=मिनट; h,hr,hrs=घंटा|घंटे
            °=डिग्री; °C,℃,°से=डिग्री सेल्सियस; °F,℉=डिग्री फ़ारेनहाइट; %=प्रतिशत; ‰=प्रति हज़ार; MP=मेगापिक्सेल; kmpl=किलोमीटर प्रति लीटर; dL,dl=डेसीलीटर; mmHg=मिलीमीटर मरकरी; yr,yrs=साल; sq ft,sq. ft.,sqft,वर्ग फुट=वर्ग फुट; वर्ग मी.,वर्ग मी=वर्ग मीटर; ha=हेक्टेयर
            """),
        Signs = SpokenWords.List(
            """
            + प्लस; & और; @ एट; = बराबर; ≈ लगभग; ≠ बराबर नहीं; ≤ से कम या बराबर; ≥ से ज़्यादा या बराबर; < से कम; > से ज़्यादा; × गुणा; ✕ गुणा; ÷ भाग; ± प्लस या माइनस
            → से; ⟶ से; ⇒ यानी; ← से; ↑ ऊपर; ↓ नीचे; √ वर्गमूल; ∞ अनंत; % प्रतिशत; ‰ प्रति हज़ार; ° डिग्री; © कॉपीराइट; ™ ट्रेडमार्क; ® पंजीकृत; § धारा; ¶ अनुच्छेद; ↔ से; ∑ योग; ∆ डेल्टा; star स्टार; prime प्राइम
            ₹ रुपये; $ डॉलर; € यूरो; £ पाउंड; ¥ येन; ¢ सेंट; µ माइक्रो; ℃ डिग्री सेल्सियस; № नंबर; # हैश; ^ की घात; / स्लैश; \ बैकस्लैश
            α अल्फ़ा; β बीटा; γ गामा; δ डेल्टा; θ थीटा; λ लैम्डा; μ म्यू; π पाई; σ सिग्मा; φ फ़ाई; ω ओमेगा; Δ डेल्टा; Σ सिग्मा; Ω ओमेगा
            thousand हज़ार; lakh लाख; crore करोड़; million मिलियन; billion बिलियन; trillion ट्रिलियन; hashtag हैशटैग; times गुणा
            ratio अनुपात; dot डॉट; dash डैश; underscore अंडरस्कोर; question प्रश्न चिह्न; hash हैश; sharp शार्प; number नंबर; by गुणा; version संस्करण; squared का वर्ग; cubed का घन; power की घात; plus प्लस; carat कैरेट; annum सालाना; 24/7 चौबीस घंटे सातों दिन; doorby बटा
            square वर्ग; cubic घन; per प्रति; outof में से; about लगभग; tilde टिल्ड; or या; colon कोलन; hundred सौ
            gives देता है; ⇌ साम्य में; similar समरूप; positive पॉज़िटिव; negative नेगेटिव; nights रात; days दिन; △ त्रिभुज
            """),
        Point = "दशमलव",
        Minus = "माइनस",
        Ratio = first => $"{first} अनुपात",
        Wickets = (runs, wickets) => $"{wickets} विकेट पर {runs}",
        From = first => $"{first} से",
        Fractions = new Dictionary<char, string>
        {
            ['½'] = "आधा", ['¼'] = "एक चौथाई", ['¾'] = "तीन चौथाई", ['⅓'] = "एक तिहाई", ['⅔'] = "दो तिहाई", ['⅛'] = "आठवाँ हिस्सा",
        },
        Mixed = (whole, part) => (whole, part) switch
        {
            (1, "आधा") => "डेढ़",
            (2, "आधा") => "ढाई",
            (_, "आधा") => $"साढ़े {Numbers.Cardinal(whole)}",
            (_, "एक चौथाई") => $"सवा {Numbers.Cardinal(whole)}",
            (_, "तीन चौथाई") => $"पौने {Numbers.Cardinal(whole + 1)}",
            _ => $"{Numbers.Cardinal(whole)} सही {part}",
        },
        Over = (above, below) => $"{above} बटा {below}",
        OutOf = (marks, all) => $"{(all == "एक सौ" ? "सौ" : all)} में से {marks}",
        Day = day => Numbers.Cardinal(day),
        Time = Say,
        Blank = "खाली जगह",
    };

    /// <summary>"5:30 बजे" is half past: साढ़े पाँच बजे.</summary>
    private static string Say(ClockTime time)
    {
        var hour = Numbers.Cardinal(time.Hour);
        var said = time switch
        {
            { Second: { } second } => $"{hour} बजकर {Numbers.Cardinal(time.Minute)} मिनट {Numbers.Cardinal(second)} सेकंड",
            { Half: not null, Minute: 0 } => hour,
            { Half: not null } => $"{hour} {(time.Minute < 10 ? "शून्य " : "")}{Numbers.Cardinal(time.Minute)}",
            { Minute: 0 } => $"{hour} बजे",
            { Minute: 30, Hour: 1, OClock: not null } => "डेढ़ बजे",
            { Minute: 30, Hour: 2, OClock: not null } => "ढाई बजे",
            { Minute: 30, Hour: >= 3 and <= 12, OClock: not null } => $"साढ़े {hour} बजे",
            { Minute: 15, Hour: >= 1 and <= 12, OClock: not null } => $"सवा {hour} बजे",
            { Minute: 45, Hour: >= 1 and < 12, OClock: not null } => $"पौने {Numbers.Cardinal(time.Hour + 1)} बजे",
            _ => $"{hour} बजकर {Numbers.Cardinal(time.Minute)} मिनट",
        };
        return time.Half switch { "AM" => $"{said} ए एम", "PM" => $"{said} पी एम", _ => said };
    }

    /// <summary>The digit of 4G, as it is said.</summary>
    public static string Generation(char digit) => "टू थ्री फ़ोर फ़ाइव सिक्स सेवन एट".Split(' ')[digit - '2'];

    /// <summary>"1ला", "5वीं": what each ending is with the number's word.</summary>
    public static string? Ordinal(long number, string ending) => (number, ending) switch
    {
        (1, "ला" or "ली" or "ले") => $"पह{ending}",
        (2 or 3, "रा" or "री" or "रे") => (number == 2 ? "दूस" : "तीस") + ending,
        (4, "था" or "थी" or "थे") => $"चौ{ending}",
        (6, "ठा" or "ठी" or "ठे") => $"छ{ending}",
        (_, "वा" or "वी" or "वे") => Ordinal(number, ending + (ending[^1] == 'ा' ? 'ँ' : 'ं')),
        (6, "वाँ" or "वां" or "वीं" or "वें") => $"छठ{ending[1]}",
        (100 or 1000, "वाँ" or "वां" or "वीं" or "वें") => Numbers.Cardinal(number)["एक ".Length..] + ending,
        (_, "वाँ" or "वां" or "वीं" or "वें") => Numbers.Cardinal(number) + ending,
        _ => null,
    };
}
