namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Lines of texts as people paste them: bank messages, invitations, recipes, exam papers, tutorials, product pages, commentary.</summary>
public sealed class PastedLinesTests
{
    [Theory]
    [InlineData("en", "Step 1/3: Upload. Part 3/5; Slide 4/12; Day 2/30.",
        "Step one of three: Upload. | Part three of five; Slide four of twelve; Day two of thirty.")]
    [InlineData("en", "Add 1/3 cup; part 1/2 is a half cup?",
        "Add one third of a cup; part one of two is a half cup?")]
    [InlineData("hi", "चरण 1/3: फ़ोटो अपलोड करें। भाग 2/5 देखें।",
        "चरण तीन में से एक: फ़ोटो अपलोड करें। | भाग पाँच में से दो देखें।")]
    [InlineData("hi", "ऑर्डर #45821 अभी नहीं आया।",
        "ऑर्डर नंबर चार पाँच आठ दो एक अभी नहीं आया।")]
    [InlineData("en", "## 🚀 Getting Started\n\n1. **Install** Node.js v20.11.1\n2. Run `npm install`\n3. Open http://localhost:3000",
        "Getting Started | one, Install Node dot js version twenty point eleven point one | two, Run npm install | three, Open " +
        "localhost colon three zero zero zero")]
    [InlineData("en", "Press Ctrl+C to copy and Ctrl+Shift+V to paste; Alt+F4 closes it.",
        "Press Control C to copy and Control Shift V to paste; Alt F four closes it.")]
    [InlineData("en", "Go to C:\\Users\\Ravi\\Documents and open notes.txt.",
        "Go to C colon backslash Users backslash Ravi backslash Documents and open notes dot txt.")]
    [InlineData("en", "On Linux the file is /etc/nginx/nginx.conf; restart with sudo systemctl restart nginx.",
        "On Linux the file is slash etc slash nginx slash nginx dot conf; restart with sudo systemctl restart nginx.")]
    [InlineData("en", "A/c XX4521 debited by Rs.2,500.00 on 05-12-25; Avl Bal Rs.18,340.75. Not you? Call 18001234.",
        "account X X four five two one debited by two thousand five hundred rupees on fifth December twenty twenty-five; " +
        "Available balance eighteen thousand three hundred forty rupees and seventy-five paise. | Not you? | Call one eight zero " +
        "zero one two three four.")]
    [InlineData("en", "INR 1,499 spent on Card x9876 at AMAZON on 12/11/25 19:42:10 IST.",
        "one thousand four hundred ninety-nine rupees spent on Card x nine eight seven six at AMAZON on twelfth November twenty " +
        "twenty-five nineteen forty-two and ten seconds IST.")]
    [InlineData("en", "Kohli c Smith b Cummins 76 (59b, 6x4, 2x6); SR 128.81.",
        "Kohli c Smith b Cummins seventy-six, fifty-nine balls, six fours, two sixes, SR one hundred twenty-eight point eight one.")]
    [InlineData("en", "Need 36 off 24 balls, RRR 9.00, India 142/5 in 16 overs.",
        "Need thirty-six off twenty-four balls, RRR nine point zero zero, India one hundred forty-two for five in sixteen overs.")]
    [InlineData("en", "Mr. & Mrs. R. K. Sharma request the pleasure of your company at the wedding of their daughter on Sunday, the " +
        "14th of December 2025, at 7:30 p.m. onwards.",
        "Mister and Missis R K Sharma request the pleasure of your company at the wedding of their daughter on Sunday, the " +
        "fourteenth of December twenty twenty-five, at seven thirty P M onwards.")]
    [InlineData("en", "R.S.V.P.: 98450-12345 | 080-2345 6789",
        "R S V P: nine eight four five zero, one two three four five, zero eight zero, two three four five, six seven eight nine")]
    [InlineData("en", "Q.1 (a) Solve x² + 3x = 10. [5 marks]", "question one, a, Solve x squared plus three x equals ten. | five marks")]
    [InlineData("en", "If √2 ≈ 1.414 and π ≥ 3.14, find 2πr for r = 7 cm.",
        "If square root of two approximately one point four one four and pi is greater than or equal to three point one four, " +
        "find two pi r for r equals seven centimeters.")]
    [InlineData("en", "The speed of light is 3 × 10⁸ m/s and the charge is 1.6 × 10⁻¹⁹ C.",
        "The speed of light is three times ten to the power of eight meters per second and the charge is one point six times ten " +
        "to the power of minus nineteen C.")]
    [InlineData("en", "Mix H2O with CO₂; H2SO4 at 5 mg/dL and 0.9% NaCl.",
        "Mix H two O with CO two; H two SO four at five milligrams per deciliter and zero point nine percent NaCl.")]
    [InlineData("en", "As per § 12(3)(b) r/w Sec. 8 of the Act, cl. 4.2.1 applies, viz. the lessee's duty.",
        "As per section twelve three b read with section eight of the Act, clause four point two point one applies, namely the " +
        "lessee's duty.")]
    [InlineData("en", "The webinar is at 10 a.m. IST (GMT+5:30), i.e. 4:30 UTC and 11:30 p.m. EST.",
        "The webinar is at ten A M IST, GMT plus five thirty, that is four thirty UTC and eleven thirty P M EST.")]
    [InlineData("en", "The bed is 6 x 4 ft, she is 5'10\" and the TV is 55″.",
        "The bed is six by four feet, she is five feet ten inches and the TV is fifty-five inches.")]
    [InlineData("en", "The ratio of boys to girls is 3:2 and the scale is 1:50,000.",
        "The ratio of boys to girls is three to two and the scale is one to fifty thousand.")]
    [InlineData("en", "Call 080-4567 8900 ext. 214 or x305 (toll-free: 1800 425 3800).",
        "Call zero eight zero, four five six seven, eight nine zero zero extension two one four or x three zero five, toll-free: " +
        "one eight zero zero, four two five, three eight zero zero.")]
    [InlineData("en", "Tag us @cafe_mocha & use #MondayMotivation to win!",
        "Tag us at cafe underscore mocha and use hashtag Monday Motivation to win!")]
    [InlineData("en", "Mail hr.team+jobs@acme-corp.co.in or visit www.acme-corp.co.in/careers?id=42.",
        "Mail hr dot team plus jobs at acme dash corp dot co dot in or visit acme dash corp dot co dot in slash careers question " +
        "mark id equals four two.")]
    [InlineData("en", "Café Müller’s crème brûlée & jalapeño naan cost €12.50, naïve or not.",
        "Café Müller's crème brûlée and jalapeño naan cost twelve euros and fifty cents, naïve or not.")]
    [InlineData("en", "“Well…” she said — ‘maybe’ — «non», „ja“.", "Well, she said, maybe, non, ja.")]
    [InlineData("en", "Price:\u00A0₹1\u202F499 only; save\u00A05\u00A0kg.",
        "Price: one thousand four hundred ninety-nine rupees only; save five kilograms.")]
    [InlineData("en", "Soft\u00ADware de\u00ADvelop\u00ADment, 12345 and \u200Ebidi\u200F marks.",
        "Software development, twelve thousand three hundred forty-five and bidi marks.")]
    [InlineData("en", "&lt;p&gt;Tom &amp; Jerry&#39;s &quot;deal&quot; &mdash; 50&nbsp;% off&hellip;&lt;/p&gt;",
        "Tom and Jerry's deal, fifty percent off.")]
    [InlineData("en", "*Preheat oven to 180°C/350°F.* Bake 25–30 mins. or until golden.",
        "Preheat oven to one hundred eighty degrees Celsius three hundred fifty degrees Fahrenheit. | Bake twenty-five to thirty " +
        "minutes or until golden.")]
    [InlineData("en", "Add 1/2 tsp. salt, 1 1/2 cups flour, 2 tbsp oil & ¼ cup sugar.",
        "Add half a teaspoon salt, one and a half cups flour, two tablespoons oil and one quarter of a cup sugar.")]
    [InlineData("en", "Today: Max 34°C / Min 22°C, humidity 65%, wind NW 15 km/h, AQI 182.",
        "Today: Max thirty-four degrees Celsius, Min twenty-two degrees Celsius, humidity sixty-five percent, wind NW fifteen " +
        "kilometers per hour, AQI one hundred eighty-two.")]
    [InlineData("en", "Flat 3B, 2nd Flr., Sai Apts., 14/2 M.G. Rd., Pune – 411 001.",
        "Flat three B, second floor, Sai apartments, fourteen by two M G Road, Pune, four one one, zero zero one.")]
    [InlineData("en", "Galaxy S24 Ultra (12GB/256GB) – ₹1,29,999 ₹1,04,999 (19% off) ⭐4.6/5",
        "Galaxy S twenty-four Ultra, twelve gigabytes two hundred fifty-six gigabytes, one lakh twenty-nine thousand nine " +
        "hundred ninety-nine rupees one lakh four thousand nine hundred ninety-nine rupees, nineteen percent off, four point six " +
        "out of five")]
    [InlineData("en", "Forwarded as received: 🙏🙏 *Good morning!!* Have a nice day 😊 — share with 10+ friends.",
        "Forwarded as received: Good morning! | Have a nice day, share with ten plus friends.")]
    [InlineData("en", "macOS 14.4.1, Windows 11 23H2, Python 3.11 and iOS 17.2 are supported.",
        "macOS fourteen point four point one, Windows eleven twenty-three H two, Python three point eleven and iOS seventeen " +
        "point two are supported.")]
    [InlineData("en", "Run python3 -m pip install --upgrade pip and git commit -m \"fix\".",
        "Run python three dash m pip install dash dash upgrade pip and git commit dash m fix.")]
    [InlineData("en", "File > Options > Advanced → tick “Show hidden files”.", "File, Options, Advanced, tick Show hidden files.")]
    [InlineData("en", "Sl. No. 4: Rev. & Exp. for FY25-26 (₹ in Cr.)",
        "Serial number four: revenue and Exp for FY twenty-five to twenty-six, rupees in crore.")]
    [InlineData("en", "GST @18% extra; TDS u/s 194J @ 10%; M.R.P. ₹120/- (incl. of all taxes).",
        "GST at eighteen percent extra; TDS under section one hundred ninety-four J at ten percent; M R P one hundred twenty " +
        "rupees, including of all taxes.")]
    [InlineData("en", "Sec-A: 10 × 1 = 10 marks; Sec-B: 5 × 4 = 20; time: 3 hrs; M.M.: 80",
        "Section-A: ten times one equals ten marks; Section-B: five times four equals twenty; time: three hours; M M: eighty")]
    [InlineData("en", "The score was 21-19, 18-21, 21-15 in 1 hr 12 min.",
        "The score was twenty-one nineteen, eighteen twenty-one, twenty-one fifteen in one hour twelve minutes.")]
    [InlineData("en", "Trains 12951/52 run daily except Tue. & Fri.; dep. 16:35, arr. 08:35 (+1).",
        "Trains one two nine five one, five two run daily except Tuesday and Friday; departure sixteen thirty-five, arrival " +
        "eight thirty-five, plus one.")]
    [InlineData("en", "5G phones from $299.99/mo. with 0% APR for 24 mos.",
        "five G phones from two hundred ninety-nine dollars and ninety-nine cents per month with zero percent APR for twenty-four months.")]
    [InlineData("hi", "प्रिय ग्राहक, आपके खाते XX1234 से ₹5,000.00 दिनांक 05-12-25 को डेबिट हुए।",
        "प्रिय ग्राहक, आपके खाते X X एक दो तीन चार से पाँच हज़ार रुपये दिनांक पाँच दिसंबर दो हज़ार पच्चीस को डेबिट हुए।")]
    [InlineData("hi", "शुभ विवाह: रविवार, दि. 14-12-2025, सायं 7:30 बजे, स्थान: गार्डन पैलेस।",
        "शुभ विवाह: रविवार, दिनांक चौदह दिसंबर दो हज़ार पच्चीस, सायं साढ़े सात बजे, स्थान: गार्डन पैलेस।")]
    [InlineData("hi", "श्री व श्रीमती आर. के. शर्मा आपको सपरिवार आमंत्रित करते हैं।",
        "श्री व श्रीमती आर के शर्मा आपको सपरिवार आमंत्रित करते हैं।")]
    [InlineData("hi", "प्र.1 निम्नलिखित में से कौन-सा सही है? (2 अंक)", "प्रश्न एक निम्नलिखित में से कौन-सा सही है? | दो अंक")]
    [InlineData("hi", "हल कीजिए: x² + 3x = 10, √16 = 4, π ≈ 3.14.",
        "हल कीजिए: x का वर्ग प्लस तीन x बराबर दस, वर्गमूल सोलह बराबर चार, पाई लगभग तीन दशमलव एक चार.")]
    [InlineData("hi", "कोहली ने 76 (59) रन बनाए, भारत 142/5 (16 ओवर)।",
        "कोहली ने छिहत्तर, उनसठ, रन बनाए, भारत पाँच विकेट पर एक सौ बयालीस, सोलह ओवर।")]
    [InlineData("hi", "आज अधिकतम 34°C और न्यूनतम 22.5°C, नमी 65%, AQI 182 रहा।",
        "आज अधिकतम चौंतीस डिग्री सेल्सियस और न्यूनतम बाईस दशमलव पाँच डिग्री सेल्सियस, नमी पैंसठ प्रतिशत, AQI एक सौ बयासी रहा।")]
    [InlineData("hi", "1/2 छोटा चम्मच नमक, 1 1/2 कप आटा, 2-3 हरी मिर्च।", "आधा छोटा चम्मच नमक, डेढ़ कप आटा, दो से तीन हरी मिर्च।")]
    [InlineData("hi", "Ctrl+C दबाकर कॉपी करें और Ctrl+V से पेस्ट करें।", "Control C दबाकर कॉपी करें और Control V से पेस्ट करें।")]
    [InlineData("hi", "Settings > Wi-Fi में जाकर पासवर्ड डालें।", "Settings, Wi-Fi में जाकर पासवर्ड डालें।")]
    [InlineData("hi", "फ़ाइल का नाम report.pdf है और वह C:\\Data में है।",
        "फ़ाइल का नाम report डॉट pdf है और वह C कोलन बैकस्लैश Data में है।")]
    [InlineData("hi", "मकान नं. 14/2, गली नं. 3, करोल बाग, नई दिल्ली – 110005",
        "मकान नंबर चौदह बटा दो, गली नंबर तीन, करोल बाग, नई दिल्ली, एक एक शून्य शून्य शून्य पाँच")]
    [InlineData("hi", "धारा 12(3)(ख) के अनुसार भा.दं.सं. की धारा 420 लागू होगी।",
        "धारा बारह तीन ख के अनुसार भा दं सं की धारा चार सौ बीस लागू होगी।")]
    [InlineData("hi", "H2O पानी का और CO₂ कार्बन डाइऑक्साइड का सूत्र है।", "H दो O पानी का और CO दो कार्बन डाइऑक्साइड का सूत्र है।")]
    [InlineData("hi", "शुगर 110 mg/dL और बी.पी. 120/80 है।", "शुगर एक सौ दस मिलीग्राम प्रति डेसीलीटर और बी पी एक सौ बीस बटा अस्सी है।")]
    [InlineData("hi", "बैठक सुबह 10 बजे IST (GMT+5:30) शुरू होगी।", "बैठक सुबह दस बजे IST, GMT प्लस पाँच तीस, शुरू होगी।")]
    [InlineData("hi", "कमरा 10 x 12 फ़ीट का है और लंबाई 5'6\" है।", "कमरा दस गुणा बारह फ़ीट का है और लंबाई पाँच फ़ीट छह इंच है।")]
    [InlineData("hi", "लड़के और लड़कियों का अनुपात 3:2 है।", "लड़के और लड़कियों का अनुपात तीन अनुपात दो है।")]
    [InlineData("hi", "फ़ोन: 011-2345 6789 एक्सटेंशन 214", "फ़ोन: शून्य एक एक, दो तीन चार पाँच, छह सात आठ नौ एक्सटेंशन दो एक चार")]
    [InlineData("hi", "#स्वच्छभारत और @narendramodi को फ़ॉलो करें।", "हैशटैग स्वच्छभारत और एट narendramodi को फ़ॉलो करें।")]
    [InlineData("hi", "संपर्क करें: help@bank.co.in या www.bank.co.in", "संपर्क करें: help एट bank डॉट co डॉट in या bank डॉट co डॉट in")]
    [InlineData("hi", "“नमस्ते…” उसने कहा — ‘शायद’!", "नमस्ते | उसने कहा, शायद!")]
    [InlineData("hi", "₹1,29,999 ₹1,04,999 (19% की छूट) ⭐4.6/5",
        "एक लाख उनतीस हज़ार नौ सौ निन्यानवे रुपये एक लाख चार हज़ार नौ सौ निन्यानवे रुपये, उन्नीस प्रतिशत की छूट, पाँच में से चार दशमलव छह")]
    [InlineData("hi", "🙏 *सुप्रभात* 🙏\nइस संदेश को 10 लोगों को भेजें, 24 घंटे में चमत्कार होगा!!",
        "सुप्रभात | इस संदेश को दस लोगों को भेजें, चौबीस घंटे में चमत्कार होगा!")]
    [InlineData("hi", "ट्रेन सं. 12951 मुंबई से 17:00 बजे चलकर अगले दिन 08:35 बजे पहुँचेगी।",
        "ट्रेन संख्या एक दो नौ पाँच एक मुंबई से सत्रह बजे चलकर अगले दिन आठ बजकर पैंतीस मिनट पर पहुँचेगी।")]
    [InlineData("hi", "जीएसटी @18% अतिरिक्त; अधिकतम खुदरा मूल्य ₹120/- मात्र।",
        "जीएसटी एट अठारह प्रतिशत अतिरिक्त; अधिकतम खुदरा मूल्य एक सौ बीस रुपये मात्र।")]
    [InlineData("hi", "15 अगस्त, 1947 को भारत आज़ाद हुआ; 26 जन. 1950 को संविधान लागू हुआ।",
        "पंद्रह अगस्त, उन्नीस सौ सैंतालीस को भारत आज़ाद हुआ; छब्बीस जनवरी उन्नीस सौ पचास को संविधान लागू हुआ।")]
    [InlineData("hi", "१५ अगस्त १९४७, ₹२,५०० और ७५% अंक", "पंद्रह अगस्त उन्नीस सौ सैंतालीस, दो हज़ार पाँच सौ रुपये और पचहत्तर प्रतिशत अंक")]
    [InlineData("hi", "रु. 2.5 करोड़ का घोटाला, 1,200 करोड़ रु. की योजना",
        "दो दशमलव पाँच करोड़ रुपये का घोटाला, एक हज़ार दो सौ करोड़ रुपये की योजना")]
    [InlineData("hi", "सोना ₹72,350/10 ग्राम और चाँदी ₹85,000/किलो पर बंद हुई।",
        "सोना बहत्तर हज़ार तीन सौ पचास रुपये प्रति दस ग्राम और चाँदी पचासी हज़ार रुपये प्रति किलो पर बंद हुई।")]
    [InlineData("hi", "सेंसेक्स 450.25 अंक (0.6%) चढ़कर 72,500 पर पहुँचा।",
        "सेंसेक्स चार सौ पचास दशमलव दो पाँच अंक, शून्य दशमलव छह प्रतिशत, चढ़कर बहत्तर हज़ार पाँच सौ पर पहुँचा।")]
    [InlineData("hi", "उम्र 18-35 वर्ष, योग्यता: 12वीं पास, वेतन: ₹18,000–25,000/माह",
        "उम्र अठारह से पैंतीस वर्ष, योग्यता: बारहवीं पास, वेतन: अठारह हज़ार से पच्चीस हज़ार रुपये प्रति माह")]
    [InlineData("hi", "अंतिम तिथि: 31.12.2025 (रात 11:59 बजे तक)",
        "अंतिम तिथि: इकतीस दिसंबर दो हज़ार पच्चीस, रात ग्यारह बजकर उनसठ मिनट तक")]
    [InlineData("hi", "1) खाता खोलें\n2) KYC पूरा करें\n3) ₹500 जमा करें",
        "एक, खाता खोलें | दो, KYC पूरा करें | तीन, पाँच सौ रुपये जमा करें")]
    [InlineData("hi", "| विषय | अंक |\n|---|---|\n| गणित | 95/100 |\n| हिंदी | 88/100 |",
        "विषय, अंक | गणित, सौ में से पचानवे | हिंदी, सौ में से अट्ठासी")]
    [InlineData("hi", "मोबाइल: 98765-43210, आधार: 1234 5678 9012",
        "मोबाइल: नौ आठ सात छह पाँच, चार तीन दो एक शून्य, आधार: एक दो तीन चार, पाँच छह सात आठ, नौ शून्य एक दो")]
    [InlineData("hi", "गाड़ी नं. UP32 AB 1234, स्पीड 80 किमी/घंटा, माइलेज 22 किमी/ली.",
        "गाड़ी नंबर U P तीन दो A B एक दो तीन चार, स्पीड अस्सी किलोमीटर प्रति घंटा, माइलेज बाईस किलोमीटर प्रति लीटर.")]
    [InlineData("hi", "तापमान -5°C से 10°C के बीच रहेगा।", "तापमान माइनस पाँच डिग्री सेल्सियस से दस डिग्री सेल्सियस के बीच रहेगा।")]
    [InlineData("hi", "5G फ़ोन में 12GB RAM, 5000mAh बैटरी और 50MP कैमरा है।",
        "फ़ाइव G फ़ोन में बारह गीगाबाइट RAM, पाँच हज़ार मिलीएम्पियर घंटा बैटरी और पचास मेगापिक्सेल कैमरा है।")]
    [InlineData("hi", "समय: प्रातः 9 से सायं 5 बजे तक (रविवार अवकाश)", "समय: प्रातः नौ से सायं पाँच बजे तक, रविवार अवकाश")]
    [InlineData("ta", "கணக்கு XX1234 இல் ₹5,000 பற்று வைக்கப்பட்டது.",
        "கணக்கு X X ஒன்று இரண்டு மூன்று நான்கு இல் ஐந்தாயிரம் ரூபாய் பற்று வைக்கப்பட்டது.")]
    [InlineData("ta", "திருமணம்: 14.12.2025, ஞாயிறு காலை 10:30 மணிக்கு.",
        "திருமணம்: பதினான்கு டிசம்பர் இரண்டாயிரத்து இருபத்தி ஐந்து, ஞாயிறு காலை பத்து முப்பது மணிக்கு.")]
    [InlineData("ta", "சென்னையில் அதிகபட்சம் 36°C, குறைந்தபட்சம் 27°C.",
        "சென்னையில் அதிகபட்சம் முப்பத்தி ஆறு டிகிரி செல்சியஸ், குறைந்தபட்சம் இருபத்தி ஏழு டிகிரி செல்சியஸ்.")]
    [InlineData("ta", "1/2 கப் சர்க்கரை, 2 டீஸ்பூன் எண்ணெய்.", "அரை கப் சர்க்கரை, இரண்டு டீஸ்பூன் எண்ணெய்.")]
    [InlineData("ta", "x² + 5 = 30 எனில் x = ?", "x வர்க்கம் கூட்டல் ஐந்து சமம் முப்பது எனில் x சமம்?")]
    [InlineData("ta", "மின்னஞ்சல்: info@school.in, இணையதளம்: www.school.in",
        "மின்னஞ்சல்: info அட் school டாட் in, இணையதளம்: school டாட் in")]
    [InlineData("ta", "பேருந்து எண் 21G, வாகன எண் TN 09 AB 1234.",
        "பேருந்து எண் இருபத்தி ஒன்று G, வாகன எண் T N பூஜ்ஜியம் ஒன்பது A B ஒன்று இரண்டு மூன்று நான்கு.")]
    [InlineData("ta", "75% தள்ளுபடி 🎉 ₹999 மட்டுமே!", "எழுபத்தி ஐந்து சதவீதம் தள்ளுபடி தொள்ளாயிரத்து தொண்ணூற்றி ஒன்பது ரூபாய் மட்டுமே!")]
    [InlineData("ta", "தொலைபேசி 044-2345 6789, அவசரம் 108.",
        "தொலைபேசி பூஜ்ஜியம் நான்கு நான்கு, இரண்டு மூன்று நான்கு ஐந்து, ஆறு ஏழு எட்டு ஒன்பது, அவசரம் நூற்றி எட்டு.")]
    [InlineData("ta", "உயரம் 170 செ.மீ., எடை 65 கி.கி.", "உயரம் நூற்றி எழுபது சென்டிமீட்டர், எடை அறுபத்தி ஐந்து கிலோ.")]
    [InlineData("te", "మీ ఖాతా నుండి ₹5,000 డెబిట్ అయింది.", "మీ ఖాతా నుండి ఐదు వేల రూపాయలు డెబిట్ అయింది.")]
    [InlineData("te", "వివాహం: 14-12-2025 ఉదయం 10:30 గంటలకు.", "వివాహం: పద్నాలుగు డిసెంబర్ రెండు వేల ఇరవై ఐదు ఉదయం పది ముప్పై గంటలకు.")]
    [InlineData("te", "హైదరాబాద్‌లో 34.5°C ఉష్ణోగ్రత, తేమ 60%.",
        "హైదరాబాద్‌లో ముప్పై నాలుగు పాయింట్ ఐదు డిగ్రీల సెల్సియస్ ఉష్ణోగ్రత, తేమ అరవై శాతం.")]
    [InlineData("te", "1/2 కప్పు పంచదార, 3-4 పచ్చిమిర్చి.", "అర కప్పు పంచదార, మూడు నుండి నాలుగు పచ్చిమిర్చి.")]
    [InlineData("te", "8వ తరగతి, 2వ సెమిస్టర్, 95/100 మార్కులు.", "ఎనిమిదవ తరగతి, రెండవ సెమిస్టర్, వందకు తొంభై ఐదు మార్కులు.")]
    [InlineData("te", "దూరం 25 కి.మీ., వేగం 60 km/h.", "దూరం ఇరవై ఐదు కిలోమీటర్లు, వేగం అరవై కిలోమీటర్లు ప్రతి గంట.")]
    [InlineData("te", "సంప్రదించండి: 98765 43210 లేదా help@site.in",
        "సంప్రదించండి: తొమ్మిది ఎనిమిది ఏడు ఆరు ఐదు, నాలుగు మూడు రెండు ఒకటి సున్నా లేదా help ఎట్ site డాట్ in")]
    [InlineData("te", "నిష్పత్తి 3:2, ధర ₹2.5 లక్షలు.", "నిష్పత్తి మూడుకు రెండు, ధర రెండు పాయింట్ ఐదు లక్షల రూపాయలు.")]
    [InlineData("te", "#హైదరాబాద్ 🏏 భారత్ 185/4 (20 ఓవర్లు)", "హ్యాష్‌ట్యాగ్ హైదరాబాద్ భారత్ నాలుగు వికెట్లకు నూట ఎనభై ఐదు, ఇరవై ఓవర్లు")]
    [InlineData("te", "Ctrl+S నొక్కి సేవ్ చేయండి.", "Control S నొక్కి సేవ్ చేయండి.")]
    [InlineData("kn", "ನಿಮ್ಮ ಖಾತೆಯಿಂದ ₹5,000 ಡೆಬಿಟ್ ಆಗಿದೆ.", "ನಿಮ್ಮ ಖಾತೆಯಿಂದ ಐದು ಸಾವಿರ ರೂಪಾಯಿ ಡೆಬಿಟ್ ಆಗಿದೆ.")]
    [InlineData("kn", "ಮದುವೆ: 14-12-2025, ಬೆಳಿಗ್ಗೆ 10:30 ಗಂಟೆಗೆ.",
        "ಮದುವೆ: ಹದಿನಾಲ್ಕು ಡಿಸೆಂಬರ್ ಎರಡು ಸಾವಿರದ ಇಪ್ಪತ್ತೈದು, ಬೆಳಿಗ್ಗೆ ಹತ್ತು ಮೂವತ್ತು ಗಂಟೆಗೆ.")]
    [InlineData("kn", "ಬೆಂಗಳೂರಿನಲ್ಲಿ 28°C, ಮಳೆ 12 mm.", "ಬೆಂಗಳೂರಿನಲ್ಲಿ ಇಪ್ಪತ್ತೆಂಟು ಡಿಗ್ರಿ ಸೆಲ್ಸಿಯಸ್, ಮಳೆ ಹನ್ನೆರಡು ಮಿಲಿಮೀಟರ್.")]
    [InlineData("kn", "ಅಂಕ 95/100, 10ನೇ ತರಗತಿ.", "ಅಂಕ ನೂರಕ್ಕೆ ತೊಂಬತ್ತೈದು, ಹತ್ತನೇ ತರಗತಿ.")]
    [InlineData("kn", "ದೂರ 25 ಕಿ.ಮೀ., ಬೆಲೆ ₹2.5 ಲಕ್ಷ.", "ದೂರ ಇಪ್ಪತ್ತೈದು ಕಿಲೋಮೀಟರ್, ಬೆಲೆ ಎರಡು ಪಾಯಿಂಟ್ ಐದು ಲಕ್ಷ ರೂಪಾಯಿ.")]
    [InlineData("kn", "ಸಂಪರ್ಕಿಸಿ: 080-2345 6789.", "ಸಂಪರ್ಕಿಸಿ: ಸೊನ್ನೆ ಎಂಟು ಸೊನ್ನೆ, ಎರಡು ಮೂರು ನಾಲ್ಕು ಐದು, ಆರು ಏಳು ಎಂಟು ಒಂಬತ್ತು.")]
    [InlineData("kn", "1/2 ಕಪ್ ಸಕ್ಕರೆ, 2 ಚಮಚ ತುಪ್ಪ.", "ಅರ್ಧ ಕಪ್ ಸಕ್ಕರೆ, ಎರಡು ಚಮಚ ತುಪ್ಪ.")]
    [InlineData("kn", "೧೫ ಆಗಸ್ಟ್ ೧೯೪೭ ಸ್ವಾತಂತ್ರ್ಯ ದಿನ.", "ಹದಿನೈದು ಆಗಸ್ಟ್ ಒಂದು ಸಾವಿರದ ಒಂಬೈನೂರ ನಲವತ್ತೇಳು ಸ್ವಾತಂತ್ರ್ಯ ದಿನ.")]
    [InlineData("kn", "50% ರಿಯಾಯಿತಿ 🎉 ₹999 ಮಾತ್ರ!", "ಐವತ್ತು ಪ್ರತಿಶತ ರಿಯಾಯಿತಿ ಒಂಬೈನೂರ ತೊಂಬತ್ತೊಂಬತ್ತು ರೂಪಾಯಿ ಮಾತ್ರ!")]
    [InlineData("kn", "info@shop.in ಗೆ ಬರೆಯಿರಿ, ಅನುಪಾತ 3:2.", "info ಅಟ್ shop ಡಾಟ್ in ಗೆ ಬರೆಯಿರಿ, ಅನುಪಾತ ಮೂರಕ್ಕೆ ಎರಡು.")]
    [InlineData("bn", "আপনার অ্যাকাউন্ট থেকে ₹5,000 ডেবিট হয়েছে।", "আপনার অ্যাকাউন্ট থেকে পাঁচ হাজার টাকা ডেবিট হয়েছে।")]
    [InlineData("bn", "শুভ বিবাহ: ১৪-১২-২০২৫, সন্ধ্যা ৭:৩০ টায়।", "শুভ বিবাহ: চৌদ্দ ডিসেম্বর দুই হাজার পঁচিশ, সন্ধ্যা সাড়ে সাতটায়।")]
    [InlineData("bn", "কলকাতায় ৩৪°C, আর্দ্রতা ৭০%।", "কলকাতায় চৌত্রিশ ডিগ্রি সেলসিয়াস, আর্দ্রতা সত্তর শতাংশ।")]
    [InlineData("bn", "১/২ কাপ চিনি, ২-৩টি লঙ্কা।", "আধা কাপ চিনি, দুই থেকে তিনটি লঙ্কা।")]
    [InlineData("bn", "দূরত্ব ২৫ কি.মি., দাম ₹২.৫ লাখ।", "দূরত্ব পঁচিশ কিলোমিটার, দাম দুই দশমিক পাঁচ লাখ টাকা।")]
    [InlineData("bn", "ফোন: ০৩৩-২৩৪৫ ৬৭৮৯।", "ফোন: শূন্য তিন তিন, দুই তিন চার পাঁচ, ছয় সাত আট নয়।")]
    [InlineData("bn", "৮ম শ্রেণি, ৯৫/১০০ নম্বর পেয়েছে।", "অষ্টম শ্রেণি, একশোর মধ্যে পঁচানব্বই নম্বর পেয়েছে।")]
    [InlineData("bn", "ভারত ১৪২/৫ (১৬ ওভার), জয় ৫ উইকেটে।", "ভারত পাঁচ উইকেটে একশো বিয়াল্লিশ, ষোলো ওভার, জয় পাঁচ উইকেটে।")]
    [InlineData("bn", "info@shop.in এ লিখুন, অনুপাত ৩:২।", "info অ্যাট shop ডট in এ লিখুন, অনুপাত তিন অনুপাত দুই।")]
    [InlineData("bn", "৫০% ছাড় 🎉 মাত্র ₹৯৯৯!", "পঞ্চাশ শতাংশ ছাড় মাত্র নয়শো নিরানব্বই টাকা!")]
    [InlineData("mr", "आपल्या खात्यातून ₹5,000 डेबिट झाले.", "आपल्या खात्यातून पाच हजार रुपये डेबिट झाले.")]
    [InlineData("mr", "शुभविवाह: रविवार दि. 14/12/2025, सायं. 7.30 वा.",
        "शुभविवाह: रविवार दिनांक चौदा डिसेंबर दोन हजार पंचवीस, सायंकाळी साडे सात वाजता.")]
    [InlineData("mr", "पुण्यात 34°C, आर्द्रता 60%.", "पुण्यात चौतीस अंश सेल्सिअस, आर्द्रता साठ टक्के.")]
    [InlineData("mr", "1/2 कप साखर, 2-3 मिरच्या.", "अर्धा कप साखर, दोन ते तीन मिरच्या.")]
    [InlineData("mr", "अंतर 25 कि.मी., किंमत ₹2.5 लाख.", "अंतर पंचवीस किलोमीटर, किंमत दोन पॉइंट पाच लाख रुपये.")]
    [InlineData("mr", "फोन: 020-2345 6789, मो. 98765 43210.",
        "फोन: शून्य दोन शून्य, दोन तीन चार पाच, सहा सात आठ नऊ, मोबाईल नऊ आठ सात सहा पाच, चार तीन दोन एक शून्य.")]
    [InlineData("mr", "8वी इयत्ता, 95/100 गुण.", "आठवी इयत्ता, शंभर पैकी पंच्याण्णव गुण.")]
    [InlineData("mr", "भारत 142/5 (16 षटके), 5 गडी राखून विजय.", "भारत पाच बाद एकशे बेचाळीस, सोळा षटके, पाच गडी राखून विजय.")]
    [InlineData("mr", "info@shop.in वर लिहा, प्रमाण 3:2.", "info अॅट shop डॉट in वर लिहा, प्रमाण तीनास दोन.")]
    [InlineData("mr", "१५ ऑगस्ट १९४७, ५०% सूट, ₹९९९ फक्त!",
        "पंधरा ऑगस्ट एकोणीसशे सत्तेचाळीस, पन्नास टक्के सूट, नऊशे नव्याण्णव रुपये फक्त!")]
    [InlineData("en", "Press Cmd+Shift+4 or Ctrl + Alt + Del, then F5.", "Press Command Shift four or Control Alt Delete, then F five.")]
    [InlineData("en", "Hit Win+R, hold Ctrl and tap Alt-Tab.", "Hit Windows R, hold Control and tap Alt Tab.")]
    [InlineData("en", "Open ~/Downloads/report.pdf, then ./run.sh or /usr/bin/env.",
        "Open tilde slash Downloads slash report dot pdf, then dot slash run dot sh or slash usr slash bin slash env.")]
    [InlineData("en", "Use tar -x here, ls --all there -- or not -- and/or stop.",
        "Use tar dash x here, ls dash dash all there, or not, and or stop.")]
    [InlineData("en", "Your card ending xx4321, A/c XXXX1234 and Card ****9876.",
        "Your card ending four three two one, account one two three four and Card nine eight seven six.")]
    [InlineData("en", "A 2 x 305 cm rod, 3 x 4 and size x12.",
        "A two by three hundred five centimeters rod, three by four and size x twelve.")]
    [InlineData("en", "At UTC-3:00, GMT+0:30 or 9 p.m. EST. Then rest. Est. 1985.",
        "At UTC minus three, GMT plus zero thirty or nine P M EST. | Then rest. | established nineteen eighty-five.")]
    [InlineData("en", "It was 37°C. Bring water. It uses 5 V. Next one.",
        "It was thirty-seven degrees Celsius. | Bring water. | It uses five volts. | Next one.")]
    [InlineData("en", "Population: 1\u202F234\u202F567 in all; 10\u2009000 came.",
        "Population: one million two hundred thirty-four thousand five hundred sixty-seven in all; ten thousand came.")]
    [InlineData("en", "Reg. No. KA01 AB 1234 and S. No. 3 in Form 16A, seat 5V, Rule 8D.",
        "registration number K A zero one A B one two three four and Serial number three in Form sixteen A, seat five V, Rule eight D.")]
    [InlineData("en", "Sales (Rs. in lakhs) and exports ($ in Mn).", "Sales, rupees in lakh, and exports, dollars in million.")]
    [InlineData("en", "Hmm… okay… fine. “Wait…” he said. Stop… Go.", "Hmm, okay, fine. | Wait, he said. | Stop. | Go.")]
    [InlineData("en", "Live at 12/4 Gandhi Rd., 7/1A MG Road, 22/5 2nd Cross; eat 3/4 cup.",
        "Live at twelve by four Gandhi Road, seven by one A MG Road, twenty-two over five second Cross; eat three quarters of a cup.")]
    [InlineData("hi", "सेटिंग्स > वाई-फ़ाई खोलें; रेटिंग 3.5/5; 45/100 और 430/500 अंक।",
        "सेटिंग्स, वाई-फ़ाई खोलें; रेटिंग पाँच में से तीन दशमलव पाँच; सौ में से पैंतालीस और पाँच सौ में से चार सौ तीस अंक।")]
    [InlineData("hi", "चाँदी ₹850/10 ग्राम, ट्रेन सं. 22435, धारा 194J, कमरा 12A, वाहन नं. DL3C AB 1234",
        "चाँदी आठ सौ पचास रुपये प्रति दस ग्राम, ट्रेन संख्या दो दो चार तीन पाँच, धारा एक सौ चौरानवे J, कमरा बारह A, वाहन नंबर D " +
        "L तीन C A B एक दो तीन चार")]
    [InlineData("mr", "सकाळी 9.30 वा. आणि सायं. 6 वा.", "सकाळी साडे नऊ वाजता आणि सायंकाळी सहा वाजता.")]
    [InlineData("en", "8) Open it. Rule 8D, x =3 and 8-) here :-) ok", "eight, Open it. | Rule eight D, x equals three and here ok")]
    public void Is_said_as_a_person_says_it_and_captioned_within_its_limits(string language, string text, string spoken) =>
        SpokenLine.Check(language, text, spoken);
}
