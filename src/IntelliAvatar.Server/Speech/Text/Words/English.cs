namespace IntelliAvatar.Server.Speech.Text.Words;

internal static class English
{
    private static readonly EnglishNumbers Numbers = new();

    public static readonly SpokenWords Words = new()
    {
        Numbers = Numbers,
        Months = "January February March April May June July August September October November December".Split(' '),
        Currencies = SpokenWords.Table(
            """
            INR=rupee|rupees|paisa|paise; USD=dollar|dollars|cent|cents; US$=US dollar|US dollars|cent|cents; EUR=euro|euros|cent|cents
            GBP=pound|pounds|penny|pence; JPY=yen|yen; CNY=yuan|yuan; KRW=won|won; RUB=ruble|rubles|kopeck|kopecks; BDT=taka|taka|poisha|poisha
            AUD=Australian dollar|Australian dollars|cent|cents; CAD=Canadian dollar|Canadian dollars|cent|cents
            SGD=Singapore dollar|Singapore dollars|cent|cents; HKD=Hong Kong dollar|Hong Kong dollars|cent|cents
            AED=dirham|dirhams|fils|fils; CHF=Swiss franc|Swiss francs|centime|centimes; TRY=lira|lira; ILS=shekel|shekels; PHP=peso|pesos
            NGN=naira|naira; VND=dong|dong; UAH=hryvnia|hryvnias; BTC=bitcoin|bitcoins; NPR=Nepalese rupee|Nepalese rupees; XXX=cent|cents
            """),
        Units = SpokenWords.Table(
            """
            km,kms,Km,KM,Kms=kilometer|kilometers; m,mtr,mtrs=meter|meters; cm,cms=centimeter|centimeters; mm=millimeter|millimeters
            nm=nanometer|nanometers; µm=micrometer|micrometers; mi=mile|miles; ft=foot|feet; yd=yard|yards; in.=inch|inches; kmph,kph,Kmph=kilometer per hour|kilometers per hour
            mph=mile per hour|miles per hour; kg,kgs,Kg,KG,Kgs=kilogram|kilograms; g,gm,gms=gram|grams; mg=milligram|milligrams; µg,mcg=microgram|micrograms
            t=ton|tons; lb,lbs=pound|pounds; oz=ounce|ounces; l,L,ltr,ltrs,Ltr=liter|liters; ml,mL,ML=milliliter|milliliters
            bps=basis point|basis points; µL,µl=microliter|microliters; KB,kB=kilobyte|kilobytes; MB=megabyte|megabytes; GB,Gb=gigabyte|gigabytes; TB=terabyte|terabytes; PB=petabyte|petabytes
            Kbps,kbps=kilobit per second|kilobits per second; Mbps,mbps=megabit per second|megabits per second; Gbps,gbps=gigabit per second|gigabits per second
            Hz=hertz|hertz; kHz=kilohertz|kilohertz; MHz=megahertz|megahertz; GHz,Ghz=gigahertz|gigahertz; V=volt|volts; mV=millivolt|millivolts; kV=kilovolt|kilovolts
            W=watt|watts; mW=milliwatt|milliwatts; kW,KW=kilowatt|kilowatts; MW=megawatt|megawatts; kWh,KWh=kilowatt hour|kilowatt hours; Wh=watt hour|watt hours
            mA=milliamp|milliamps; mAh=milliamp hour|milliamp hours; Ω=ohm|ohms; kΩ=kilo-ohm|kilo-ohms; MΩ=mega-ohm|mega-ohms; F=farad|farads; µF=microfarad|microfarads
            nF=nanofarad|nanofarads; pF=picofarad|picofarads; J=joule|joules; kJ=kilojoule|kilojoules; cal=calorie|calories; kcal=kilocalorie|kilocalories
            N=newton|newtons; Pa=pascal|pascals; kPa=kilopascal|kilopascals; bar=bar|bar; psi=P S I|P S I; dB=decibel|decibels; rpm=R P M|R P M; bpm=beat per minute|beats per minute
            MP=megapixel|megapixel; kmpl=kilometer per liter|kilometers per liter; dL,dl=deciliter|deciliters; mmHg,mm Hg=millimeter of mercury|millimeters of mercury; tsp=teaspoon|teaspoons
            tbsp=tablespoon|tablespoons; %ile=percentile|percentile; pc,pcs=piece|pieces; bbl=barrel|barrels; doz=dozen|dozen; ov=over|overs; IU=international unit|international units; kVA=K V A|K V A; hp,HP=horsepower|horsepower
            GW=gigawatt|gigawatts; ppm=part per million|parts per million; fps=frame per second|frames per second; px=pixel|pixels; ms=millisecond|milliseconds; µs=microsecond|microseconds
            s,sec,secs=second|seconds; min,mins=minute|minutes; h,hr,hrs=hour|hours; yr,yrs=year|years; mo=month|months; wk,wks=week|weeks
            °=degree|degrees; °C,℃=degree Celsius|degrees Celsius; °F,℉=degree Fahrenheit|degrees Fahrenheit; %=percent|percent; ‰=per thousand|per thousand
            sq ft,sq. ft.,sq.ft.,sqft,sq. ft=square foot|square feet; sq m,sq. m.,sqm,sq. m=square meter|square meters; ha=hectare|hectares; pt,pts=point|points
            """),
        Signs = SpokenWords.List(
            """
            + plus; & and; @ at; = equals; ≈ approximately; ≅ approximately; ≃ approximately; ≠ is not equal to; ≤ is less than or equal to; ≥ is greater than or equal to
            < less than; > greater than; × times; ✕ times; ÷ divided by; ± plus or minus; ∓ minus or plus; → to; ⇒ implies; ⟶ to; ← from; ↔ to and from
            ↑ up; ↓ down; √ square root of; ∞ infinity; ∑ sum; ∂ partial; ∫ integral; ∆ delta; % percent; ‰ per thousand; ° degrees; © copyright; ™ trademark; ® registered
            § section; ¶ paragraph; ₹ rupees; $ dollars; € euros; £ pounds; ¥ yen; ¢ cents; µ micro; ℃ degrees Celsius; № number; # hash; ^ to the power of; / slash; \ backslash
            ∈ is in; ∉ is not in; ∴ therefore; ∵ because; ∠ angle; ∇ nabla; ⊥ is perpendicular to; ∥ is parallel to; ∝ is proportional to; ∪ union; ∩ intersection; ∅ the empty set
            ⊂ is a subset of; ⊆ is a subset of; ∀ for all; ∃ there exists; ¬ not; ∧ and; ∨ or; ∏ product; ≡ is identical to; ∼ about; ⇔ if and only if; ⟺ if and only if; ⟹ implies; star star; prime prime
            α alpha; β beta; γ gamma; δ delta; ε epsilon; ζ zeta; η eta; θ theta; ι iota; κ kappa; λ lambda; μ mu; ν nu; ξ xi; ο omicron; π pi; ρ rho; σ sigma; ς sigma
            τ tau; υ upsilon; φ phi; χ chi; ψ psi; ω omega; Α alpha; Β beta; Γ gamma; Δ delta; Θ theta; Λ lambda; Ξ xi; Π pi; Σ sigma; Φ phi; Ψ psi; Ω omega
            thousand thousand; lakh lakh; crore crore; million million; billion billion; trillion trillion; hashtag hashtag; times times; and and
            ratio to; dot dot; dash dash; underscore underscore; question question mark; hash hash; sharp sharp; number number; by by; version version; squared squared; cubed cubed
            power to the power of; plus plus; carat carat; annum per annum; 24/7 twenty-four seven; doorby by; square square; cubic cubic; per per; outof out of; about about; tilde tilde; or or; colon colon; semicolon semicolon; hundred hundred
            gives gives; ⇌ is in equilibrium with; similar similar to; positive positive; negative negative; nights nights; days days;
            △ triangle
            """),
        Point = "point",
        Minus = "minus",
        Ratio = first => $"{first} to",
        Wickets = (runs, wickets) => $"{runs} for {wickets}",
        From = first => $"{first} to",
        Fractions = new Dictionary<char, string>
        {
            ['½'] = "one half", ['¼'] = "one quarter", ['¾'] = "three quarters", ['⅓'] = "one third", ['⅔'] = "two thirds",
            ['⅕'] = "one fifth", ['⅖'] = "two fifths", ['⅗'] = "three fifths", ['⅘'] = "four fifths", ['⅙'] = "one sixth", ['⅚'] = "five sixths",
            ['⅛'] = "one eighth", ['⅜'] = "three eighths", ['⅝'] = "five eighths", ['⅞'] = "seven eighths",
        },
        Mixed = (whole, part) => $"{Numbers.Cardinal(whole, indian: false)} and {(part is "one half" or "one quarter" or "one third" ? $"a {part[4..]}" : part)}",
        Over = (above, below) => $"{above} over {below}",
        OutOf = (marks, all) => $"{marks} out of {all}",
        Day = day => EnglishNumbers.Ordinal(day),
        Time = Say,
        Blank = "blank",
    };

    private static string Say(ClockTime time)
    {
        var hour = Numbers.Cardinal(time.Hour, indian: false);
        var minute = time switch
        {
            { Minute: 0, Second: null, Half: not null } => "",
            { Minute: 0, Second: null, Hour: > 12 or 0 } => " hundred hours",
            { Minute: 0, Second: null } => " o'clock",
            { Minute: < 10 } => $" oh {Numbers.Cardinal(time.Minute)}",
            _ => $" {Numbers.Cardinal(time.Minute)}",
        };
        var second = time.Second is { } seconds ? $" and {Numbers.Cardinal(seconds)} seconds" : "";
        return $"{hour}{minute}{second}{(time.Half is { } half ? $" {half[0]} M" : "")}";
    }
}
