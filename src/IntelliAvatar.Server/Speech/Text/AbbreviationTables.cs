namespace IntelliAvatar.Server.Speech.Text;

/// <summary>
/// Abbreviations with a point, and what is said for them. One that begins with a small letter is known in capitals, too; "mr:" holds in
/// Marathi alone.
/// </summary>
internal static class AbbreviationTables
{
    /// <summary>What never ends a sentence: a name or a number follows.</summary>
    public static readonly IReadOnlyDictionary<string, string> Leading = Table(
        """
        Dr=Doctor; Mr=Mister; Mrs=Missis; Ms=Miz; Prof=Professor; Smt=Shrimati; Shri=Shri; Sri=Sri; Sh=Shri; Kum=Kumari; Km=Kumari;
        Gen=General; Col=Colonel; Capt=Captain; Lt=Lieutenant
        Sgt=Sergeant; Maj=Major; Cmdr=Commander; Cdr=Commander; Brig=Brigadier; Sqn=Squadron; Wg=Wing; Flt=Flight; Insp=Inspector;
        Supt=Superintendent; Rev=Reverend; Hon=Honorable
        Gov=Governor; Sen=Senator; Rep=Representative; Pres=President; Adv=Advocate; Er=Engineer; Ar=Architect; CA=C A; CS=C S; Pt=Pandit;
        Mt=Mount; Ft=Fort; Asst=Assistant; Asstt=Assistant
        Dy=Deputy; Addl=Additional; Jt=Joint; Mohd=Mohammed; Md=Mohammed; M/s=Messrs; M/S=Messrs; Messrs=Messrs; Blk=block; blk=block;
        Opp=opposite; opp=opposite; Nr=near; nr=near; Dt=dated
        dt=dated; ver=version; attn=attention; vs=versus; Vs=versus; VS=versus; e.g=for example; E.g=for example; eg=for example;
        i.e=that is; I.e=that is; cf=compare; viz=namely; Rs=rupees; Re=rupee
        Tq=Taluk; ca=circa; a.k.a=also known as; w.r.t=with respect to; c/o=care of; C/o=care of; A/c=account; a/c=account; S/o=son of;
        s/o=son of; D/o=daughter of; d/o=daughter of; W/o=wife of; R/o=resident of; r/o=resident of
        रु=रुपये; रू=रुपये; ரூ=ரூபாய்; రూ=రూపాయలు; ರೂ=ರೂಪಾಯಿ; টা=টাকা; રૂ=રૂપિયા; ਰੁ=ਰੁਪਏ; രൂ=രൂപ
        डॉ=डॉक्टर; डा=डाक्टर; श्री=श्री; श्रीमती=श्रीमती; सुश्री=सुश्री; सौ=सौभाग्यवती; प्रो=प्रोफ़ेसर; mr:प्रो=प्रोफेसर; प्रा=प्राध्यापक;
        कै=कैलासवासी; कां=कांक्षिणी; पं=पंडित; कु=कुमारी; चि=चिरंजीव; ले=लेफ़्टिनेंट; स्व=स्वर्गीय; मा=माननीय
        मो=मोहम्मद; इं=इंजीनियर; mr:इं=इंजिनिअर; इंजी=इंजीनियर; एड=एडवोकेट; अ‍ॅड=अ‍ॅडव्होकेट; ॲड=ॲडव्होकेट; जि=ज़िला; mr:जि=जिल्हा;
        ता=तालुका; मु=मुक्काम; पो=पोस्ट; रजि=रजिस्ट्रेशन; दूर=दूरभाष
        ডা=ডাক্তার; ডাঃ=ডাক্তার; ড=ডক্টর; মো=মোহাম্মদ; শ্রী=শ্রী; ডঃ=ডক্টর; শ্রীমতী=শ্রীমতী; অধ্যা=অধ্যাপক; প্রফ=প্রফেসর; জি.পি.ও=জি পি ও
        ડૉ=ડૉક્ટર; ડો=ડોક્ટર; ડૉક=ડૉક્ટર; શ્રી=શ્રી; ਡਾ=ਡਾਕਟਰ; ਸ਼੍ਰੀ=ਸ਼੍ਰੀ; ଡା=ଡାକ୍ତର; ଡଃ=ଡକ୍ଟର; ଶ୍ରୀ=ଶ୍ରୀ; ഡോ=ഡോക്ടർ; ശ്രീ=ശ്രീ
        డా=డాక్టర్; డాక్ట=డాక్టర్; శ్రీ=శ్రీ; శ్రీమతి=శ్రీమతి; ప్రొ=ప్రొఫెసర్; திரு=திரு; திருமதி=திருமதி; செல்வி=செல்வி; டாக்=டாக்டர்;
        பேரா=பேராசிரியர்
        ಡಾ=ಡಾಕ್ಟರ್; ಶ್ರೀ=ಶ್ರೀ; ಶ್ರೀಮತಿ=ಶ್ರೀಮತಿ; ಪ್ರೊ=ಪ್ರೊಫೆಸರ್; ಕು=ಕುಮಾರಿ
        """);

    /// <summary>What is one only before a number.</summary>
    public static readonly IReadOnlyDictionary<string, string> Counting = Table(
        """
        No=number; no=number; NO=number; Nos=numbers; nos=numbers; Fig=figure; fig=figure; figs=figures; eq=equation; eqs=equations;
        vol=volume;
        vols=volumes; p=page; pp=pages; pg=page; pgs=pages
        ch=chapter; chap=chapter; Sec=section; sec=section; secs=sections; Art=article; art=article; cl=clause; para=paragraph;
        paras=paragraphs; Ex=exercise; ex=exercise; Q=question; Apt=apartment
        Rm=room; Ph=phone; ph=phone; tel=telephone; mob=mobile; ext=extension; Std=standard; std=standard; Pt=part; pt=part; ed=edition;
        Yr=year; ward=ward; reg=regulation; sch=schedule; Gr=grade; Grs=grades; mr:इ=इयत्ता; शु=शुक्ल; कृ=कृष्ण
        नं=नंबर; न=नंबर; प्र=प्रश्न; क्र=क्रमांक; सं=संख्या; पृ=पृष्ठ; पृ.सं=पृष्ठ संख्या; ता=तारीख; दि=दिनांक; मो=मोबाइल; mr:मो=मोबाईल; फ़ो=फ़ोन;
        फो=फ़ोन; दू=दूरभाष; अ=अध्याय; ई=ईस्वी; mr:स=सकाळी; mr:दु=दुपारी
        mr:सायं=सायंकाळी; mr:रा=रात्री; নং=নম্বর; পৃ=পৃষ্ঠা; তাং=তারিখ; মোবা=মোবাইল; எண்=எண்; பக்=பக்கம்; தே=தேதி; నం=నంబర్; నెం=నంబర్;
        పే=పేజీ; తే=తేదీ; ఉ=ఉదయం; సా=సాయంత్రం; మ=మధ్యాహ్నం
        તા=તારીખ; નં=નંબર; ਨੰ=ਨੰਬਰ; ਮਿ=ਮਿਤੀ; നം=നമ്പർ; പേ=പേജ്
        ನಂ=ನಂಬರ್; ಪು=ಪುಟ; ದಿ=ದಿನಾಂಕ; ದೂ=ದೂರವಾಣಿ; ಬೆ=ಬೆಳಿಗ್ಗೆ
        """);

    /// <summary>What may stand at the end of a sentence, too.</summary>
    public static readonly IReadOnlyDictionary<string, string> Anywhere = Table(
        """
        etc=et cetera; Jr=Junior; jr=junior; Sr=Senior; sr=senior; ltd=Limited; pvt=Private; Inc=Incorporated; Corp=Corporation; Co=Company;
        Bros=Brothers; govt=government; dept=department
        Ltd=Limited; Pvt=Private; Govt=Government; Dept=Department; univ=university; Univ=University; Ave=Avenue; Blvd=Boulevard; Rd=Road;
        rd=road; Hwy=Highway; Ln=Lane; Regd=registered; Retd=retired
        regd=registered; retd=retired; estd=established; est=established; recd=received; contd=continued; bldg=building; flr=floor;
        twr=tower; apts=apartments; soc=society; mkt=market; stn=station
        rly=railway; jn=junction; jct=junction; hosp=hospital; inst=institute; engg=engineering; mfg=manufacturing; mgr=manager;
        mgmt=management; secy=secretary; dist=district; distt=district
        vill=village; Tal=taluk; teh=tehsil; rt=right; lt=left; max=maximum; Max=Maximum; min=minimum; avg=average; temp=temperature;
        approx=approximately; Approx=Approximately; incl=including
        excl=excluding; misc=miscellaneous; al=and others; qty=quantity; amt=amount; acct=account; addl=additional; ht=height; wt=weight;
        dia=diameter; wef=with effect from; w.e.f=with effect from
        p.a=per annum; reg=registration; roll=roll; ref=reference; Ref=reference; admn=administration; advt=advertisement; asst=assistant;
        sq=square; cu=cubic; ft=foot; yds=yards; yd=yard; doz=dozen
        dz=dozen; pkt=packet; pkts=packets; pc=piece; pcs=pieces; kg=kilogram; kgs=kilograms; gm=gram; gms=grams; km=kilometer;
        kms=kilometers; ltr=liter; ltrs=liters; hr=hour; hrs=hours; mins=minutes
        secs=seconds; yr=year; yrs=years; mth=month; mths=months; mos=months; wk=week; wks=weeks; deg=degrees; lb=pound; lbs=pounds;
        oz=ounces; mtr=meter; mtrs=meters; tbsp=tablespoon; tsp=teaspoon
        Ph.D=P H D; M.Sc=M S C; B.Sc=B S C; B.Tech=B Tech; M.Tech=M Tech; B.Com=B Com; M.Com=M Com; B.Ed=B Ed; M.Ed=M Ed; B.Pharm=B Pharm;
        M.Phil=M Phil
        nos=numbers; disc=discount; mtg=meeting; mtgs=meetings; appt=appointment; appts=appointments; inns=innings; brkfst=breakfast;
        chq=cheque;
        Edn=education; edn=edition; Bal=balance; intl=international; natl=national; asscn=association; assn=association;
        Mon=Monday; Tue=Tuesday; Tues=Tuesday; Wed=Wednesday; Thu=Thursday; Thur=Thursday; Thurs=Thursday; Fri=Friday; Sat=Saturday;
        Sun=Sunday
        Jan=January; Feb=February; Mar=March; Apr=April; Aug=August; Sept=September; Sep=September; Oct=October; Nov=November; Dec=December;
        St=Street; dep=departure; arr=arrival
        लि=लिमिटेड; प्रा.लि=प्राइवेट लिमिटेड; उ.प्र=उत्तर प्रदेश; म.प्र=मध्य प्रदेश; हि.प्र=हिमाचल प्रदेश; आं.प्र=आंध्र प्रदेश;
        ई.पू=ईसा पूर्व; इ.स=इसवी सन; इ.स.पू=इसवी सन पूर्व; प्र.व=प्रति वर्ष; प्र.श=प्रतिशत
        कि.मी=किलोमीटर; से.मी=सेंटीमीटर; सें.मी=सेंटीमीटर; मि.मी=मिलीमीटर; कि.ग्रा=किलोग्राम; कि.ग्रॅ=किलोग्रॅम; मि.ग्रा=मिलीग्राम;
        मि.ली=मिलीलीटर; ग्रा=ग्राम; mr:मि.मी=मिलिमीटर; mr:मि.ली=मिलिलिटर
        mr:मि.ग्रा=मिलिग्रॅम; mr:मि.ग्रॅ=मिलिग्रॅम; mr:कि.ग्रा=किलोग्रॅम; कि.वा=किलोवाट; व.मी=वर्ग मीटर; चौ.फू=चौरस फूट; चौ.मी=चौरस मीटर;
        व.फु=वर्ग फुट; ता.क=ताजा कलम; mr:वा=वाजता; उदा=उदाहरणार्थ; hi:उदा=उदाहरण
        वि.सं=विक्रम संवत; श.सं=शक संवत; वि.व=वित्त वर्ष; क.व=कर निर्धारण वर्ष; म.नं=मकान नंबर; वा.नं=वार्ड नंबर; मो.नं=मोबाइल नंबर;
        mr:मो.नं=मोबाईल नंबर;
        फो.नं=फ़ोन नंबर; फ़ो.नं=फ़ोन नंबर; रो.नं=रोल नंबर; ख.नं=खसरा नंबर; खा.नं=खाता नंबर; ग.नं=गली नंबर; mr:ग.नं=गट नंबर;
        mr:स.नं=सर्वे नंबर; mr:घ.नं=घर नंबर; गा.नं=गाड़ी नंबर;
        क्र.सं=क्रम संख्या; खा.सं=खाता संख्या; म.सं=मकान संख्या; ग्रा.सं=ग्राम संख्या; mr:अ.क्र=अनुक्रमांक; अ.क्र=अनुक्रमांक;
        पृ.क्र=पृष्ठ क्रमांक; mr:मो.क्र=मोबाईल क्रमांक; mr:दू.क्र=दूरध्वनी क्रमांक;
        mr:गा.क्र=गाडी क्रमांक; भा.द.सं=भारतीय दंड संहिता; दं.प्र.सं=दंड प्रक्रिया संहिता; पो.ऑ=पोस्ट ऑफ़िस; ग्रा.पं=ग्राम पंचायत;
        न.पा=नगर पालिका; न.नि=नगर निगम; वि.वि=विश्वविद्यालय;
        उ.मा.वि=उच्च माध्यमिक विद्यालय; प्रा.वि=प्राथमिक विद्यालय; रा.उ.मा.वि=राजकीय उच्च माध्यमिक विद्यालय; तह=तहसील; थ=थाना; नं=नंबर;
        ह.भ.प=ह भ प; रु.पै=रुपये पैसे;
        आयु=आयुष्मान; सं.क्र=संदर्भ क्रमांक; ई.स=ईस्वी सन
        जन=जनवरी; mr:जाने=जानेवारी; फ़र=फ़रवरी; फर=फ़रवरी; mr:फेब्रु=फेब्रुवारी; अप्रै=अप्रैल; अग=अगस्त; mr:ऑग=ऑगस्ट; सित=सितंबर;
        mr:सप्टें=सप्टेंबर; अक्टू=अक्टूबर; mr:ऑक्टो=ऑक्टोबर; नवं=नवंबर; दिसं=दिसंबर; mr:डिसें=डिसेंबर
        सोम=सोमवार; मंगल=मंगलवार; बुध=बुधवार; गुरु=गुरुवार; शुक्र=शुक्रवार; शनि=शनिवार
        கி.மீ=கிலோமீட்டர்; செ.மீ=சென்டிமீட்டர்; மி.மீ=மில்லிமீட்டர்; கி.கி=கிலோகிராம்; மி.கி=மில்லிகிராம்; மி.லி=மில்லிலிட்டர்;
        கி.பி=கிறிஸ்துவுக்குப் பின்; கி.மு=கிறிஸ்துவுக்கு முன்; மு.ப=முற்பகல்; பி.ப=பிற்பகல்
        ச.அ=சதுர அடி; ச.மீ=சதுர மீட்டர்; எ.கா=எடுத்துக்காட்டு; தொ.எண்=தொலைபேசி எண்
        కి.మీ=కిలోమీటర్లు; సెం.మీ=సెంటీమీటర్లు; మి.మీ=మిల్లీమీటర్లు; కి.గ్రా=కిలోగ్రాములు; గ్రా=గ్రాములు; మి.గ్రా=మిల్లీగ్రాములు;
        మి.లీ=మిల్లీలీటర్లు; చ.అ=చదరపు అడుగులు; క్రీ.శ=క్రీస్తు శకం; క్రీ.పూ=క్రీస్తు పూర్వం; గం=గంటల; ని=నిమిషాలు; ఉదా=ఉదాహరణకు
        ಕಿ.ಮೀ=ಕಿಲೋಮೀಟರ್; ಸೆಂ.ಮೀ=ಸೆಂಟಿಮೀಟರ್; ಮಿ.ಮೀ=ಮಿಲಿಮೀಟರ್; ಕಿ.ಗ್ರಾಂ=ಕಿಲೋಗ್ರಾಂ; ಕೆ.ಜಿ=ಕಿಲೋ; ಮಿ.ಲೀ=ಮಿಲಿಲೀಟರ್; ಮಿ.ಗ್ರಾಂ=ಮಿಲಿಗ್ರಾಂ;
        ಚ.ಅಡಿ=ಚದರ ಅಡಿ; ಕ್ರಿ.ಶ=ಕ್ರಿಸ್ತ ಶಕ; ಕ್ರಿ.ಪೂ=ಕ್ರಿಸ್ತ ಪೂರ್ವ; ಗಂ=ಗಂಟೆ; ನಿ=ನಿಮಿಷ; ಉದಾ=ಉದಾಹರಣೆಗೆ
        কি.মি=কিলোমিটার; সে.মি=সেন্টিমিটার; মি.মি=মিলিমিটার; কি.গ্রা=কিলোগ্রাম; মি.গ্রা=মিলিগ্রাম; মি.লি=মিলিলিটার; গ্রা=গ্রাম;
        ব.ফু=বর্গফুট; খ্রি=খ্রিস্টাব্দ; খ্রি.পূ=খ্রিস্টপূর্ব; বি.দ্র=বিশেষ দ্রষ্টব্য; নং=নম্বর; প্রা.লি=প্রাইভেট লিমিটেড; লি=লিমিটেড
        કિ.મી=કિલોમીટર; કિ.ગ્રા=કિલોગ્રામ; ਕਿ.ਮੀ=ਕਿਲੋਮੀਟਰ; ਕਿ.ਗ੍ਰਾ=ਕਿਲੋਗ੍ਰਾਮ; കി.മീ=കിലോമീറ്റർ; കി.ഗ്രാം=കിലോഗ്രാം; കി.ഗ്രാ=കിലോഗ്രാം
        """);

    /// <summary>Only before the name of a medicine.</summary>
    public static readonly IReadOnlyDictionary<string, string> Drugs = Table(
        "Tab=tablet; Tabs=tablets; Cap=capsule; Caps=capsules; Inj=injection; Syp=syrup; Syr=syrup; Vit=vitamin; Oint=ointment; " +
            "Susp=suspension");

    /// <summary>What a number belongs to, before नं., सं. or क्र.: मो. नं., म. सं.</summary>
    public static readonly IReadOnlyDictionary<string, string> Numbered = Table(
        """
        hi:मो=मोबाइल; hi:म=मकान; hi:वा=वार्ड; hi:रो=रोल; hi:खा=खाता; hi:फो=फ़ोन; hi:फ़ो=फ़ोन; hi:गा=गाड़ी; hi:ग=गली; hi:क्र=क्रम;
        hi:अनु=अनुक्रम; hi:ख=खसरा; hi:प्र=प्रश्न; hi:बू=बूथ; hi:भू=भूखंड
        mr:मो=मोबाईल; mr:वा=वॉर्ड; mr:खा=खाते; mr:फो=फोन; mr:गा=गाडी; mr:ग=गट; mr:प्र=प्रश्न; mr:अनु=अनुक्रम; mr:भू=भूखंड
        """);

    /// <summary>A capital behind it begins a sentence: 1,200 sq. ft. Parking is free.</summary>
    public static readonly IReadOnlySet<string> Closing = new HashSet<string>(
        ("etc al approx ft yd yds doz dz pkt pkts pc pcs kg kgs gm gms km kms ltr ltrs hr hrs mins secs yr yrs mth mths mos wk wks lb lbs oz mtr mtrs retd stn jn bldg flr mkt " +
        "p.a max temp regd estd recd contd amt qty").Split(' '));

    /// <summary>A sentence begins with such a word rather than a name.</summary>
    public static readonly HashSet<string> Starters =
    [
        .. ("The This That These Those It He She They We You I In On At If When After Before But And Or So Then There Here Please What Who Why How Where Is Are Do Does Can Will Our My Your His Her " +
            "Their A An Yes Not For From To As With Thank Thanks Call Visit Also However Now Next Today Let It's I'm Don't Later Everyone All Some Bring Contact Welcome Its Would Could Should Did Was " +
            "Were Has Have Had Which Each Every Both Such Only Just Even Still Once While Since Because Until By Of Be Come Go Get Make Take See Use Click Open Press Read Write Learn Watch Join Check " +
            "Remember Finally First Second Students Parents People Many Most More Few Other Another Tomorrow Yesterday Parking Entry No-one Never Always Here's That's There's We're We'll You'll They're").Split(' '),
    ];

    /// <summary>Short words that are no abbreviations, where people forget the capital behind the point.</summary>
    public static readonly HashSet<string> Words = new(
        ("a i it is am are was be do did go no not on in out up off us me we he she you him her them they then now here there too so to of or and but for by at as if all any one two six ten " +
        "day way man men boy girl home work life time year week door car bus room hand food free good best fine well done gone same easy hard open live new old big day low high more less most " +
        "love like look see say said get got give take make come came stop wait back down away much many long next last sure true real okay ok yes bye hi buy pay use run sit top end job app web " +
        "code data file link test exam goal team game name mind idea plan rule step tip fun joy eye ear leg arm head milk tea rice egg fish meat salt oil sun rain snow tree hill lake sea sky town " +
        "city road shop mall bank cash loan debt tax fee cost rate sale deal gift sir mam baby kid kids son mom dad who what why how this that").Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>A letter behind such a word is a name, and no initial.</summary>
    public static readonly HashSet<string> Lettered = new(
        "plan vitamin class section grade part option group team gate block wing type hepatitis point phase level tower zone unit answer letter bogie coach".Split(' '), StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> Table(string entries) =>
        entries.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(entry => entry.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
}
