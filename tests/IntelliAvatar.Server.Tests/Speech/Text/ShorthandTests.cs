namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Shorthand and notation: arrows, functions, days of the week, lives, prescriptions, labels, abbreviations with endings.</summary>
public sealed class ShorthandTests
{
    [Theory]
    [InlineData("en", "Calls use µ-law or A-law coding.", "Calls use mu law or A-law coding.")]
    [InlineData("en", "The μ-opioid receptor and the α-helix.", "The mu opioid receptor and the alpha helix.")]
    [InlineData("en", "β-carotene, γ-rays and the Δ-variant.", "beta carotene, gamma rays and the delta variant.")]
    [InlineData("en", "A 5 µg dose, a µC board and 10 µm of dust.",
        "A five microgram dose, a micro C board and ten micrometers of dust.")]
    [InlineData("en", "Dr. A. P. J. Abdul Kalam (15.10.1931 – 27.07.2015) was President.",
        "Doctor A P J Abdul Kalam, fifteenth October nineteen thirty-one to twenty-seventh July twenty fifteen, was President.")]
    [InlineData("en", "Mahatma Gandhi (2 Oct 1869 – 30 Jan 1948) led it.",
        "Mahatma Gandhi, second October eighteen sixty-nine to thirtieth January nineteen forty-eight, led it.")]
    [InlineData("en", "Lata (28/09/1929-06/02/2022) sang.",
        "Lata, twenty-eighth September nineteen twenty-nine to sixth February twenty twenty-two, sang.")]
    [InlineData("hi", "महात्मा गाँधी (02.10.1869 – 30.01.1948) राष्ट्रपिता हैं।",
        "महात्मा गाँधी, दो अक्टूबर अठारह सौ उनहत्तर से तीस जनवरी उन्नीस सौ अड़तालीस, राष्ट्रपिता हैं।")]
    [InlineData("en", "If f(x) = x² then f(5) = 25 and g(-2) = 4.",
        "If f of x equals x squared then f of five equals twenty-five and g of minus two equals four.")]
    [InlineData("en", "Call print(5) or sin(30°).", "Call print five or sine of thirty degrees.")]
    [InlineData("en", "Quickly (adv.) means fast; run (v.) and book (n.).", "Quickly, adverb, means fast; run, verb, and book, noun.")]
    [InlineData("en", "Adv. Mehta and Asst. Prof. Rao met.", "Advocate Mehta and Assistant Professor Rao met.")]
    [InlineData("en", "Anita Desai (Adv.) will speak.", "Anita Desai, Advocate, will speak.")]
    [InlineData("en", "Tab. Paracetamol 500 mg, Cap. Amoxil 250 mg, Syp. Benadryl 5 ml, Inj. Vit. K.",
        "tablet Paracetamol five hundred milligrams, capsule Amoxil two hundred fifty milligrams, syrup Benadryl five milliliters, " +
        "injection vitamin K.")]
    [InlineData("en", "The office is closed on 5 Dec (Mon) and 6 Dec (Tue).",
        "The office is closed on fifth December, Monday, and sixth December, Tuesday.")]
    [InlineData("en", "Ph: 98450 12345, Tel: 080-23456789, Mob: 9876543210.",
        "phone: nine eight four five zero, one two three four five, telephone: zero eight zero, two three four five six seven eight " +
        "nine, mobile: nine eight seven six five four three two one zero.")]
    [InlineData("en", "USD/INR 83.12, EUR/USD 1.0845 and GBP/INR at 105.20.",
        "USD INR eighty-three point one two, EUR USD one point zero eight four five and GBP INR at one hundred five point two zero.")]
    [InlineData("en", "Take it twice daily x 5 days.", "Take it twice daily for five days.")]
    [InlineData("en", "Tab. Azithral 500 mg OD x 3 days after food.",
        "tablet Azithral five hundred milligrams OD for three days after food.")]
    [InlineData("en", "Exercise 10 mins x 4 weeks.", "Exercise ten minutes for four weeks.")]
    [InlineData("en", "Triangle A ~ B and ABC ~ DEF.", "Triangle A similar to B and ABC similar to DEF.")]
    [InlineData("en", "Wait ~ 10 min, ~5 km.", "Wait about ten minutes, about five kilometers.")]
    [InlineData("hi", "वित्तीय वर्ष 31 मार्च '26 को समाप्त होगा।", "वित्तीय वर्ष इकतीस मार्च दो हज़ार छब्बीस को समाप्त होगा।")]
    [InlineData("en", "The year ended 31 March '26; class of '99.",
        "The year ended thirty-first March twenty twenty-six; class of ninety-nine.")]
    [InlineData("hi", "वि.सं. 2082 में यह पर्व मनाया गया।", "विक्रम संवत दो हज़ार बयासी में यह पर्व मनाया गया।")]
    [InlineData("hi", "म.नं. 45, गली नं. 3, वा.नं. 12", "मकान नंबर पैंतालीस, गली नंबर तीन, वार्ड नंबर बारह")]
    [InlineData("mr", "चि. रोहन व सौ. कां. स्नेहा यांचा विवाह.", "चिरंजीव रोहन व सौभाग्यकांक्षिणी स्नेहा यांचा विवाह.")]
    [InlineData("en", "A plot of 30' × 40' is for sale.", "A plot of thirty feet by forty feet is for sale.")]
    [InlineData("en", "A 10' × 12' room, a 2″ × 4″ board, 30×40 ft.",
        "A ten feet by twelve foot room, a two inches by four inch board, thirty by forty feet.")]
    [InlineData("en", "Step 1 → Go to Settings → Privacy.", "Step one, Go to Settings, Privacy.")]
    [InlineData("en", "Open File → Save As → PDF.", "Open File, Save As, PDF.")]
    [InlineData("en", "Mumbai → Delhi flight, 10 → 20, input → output.", "Mumbai to Delhi flight, ten to twenty, input to output.")]
    [InlineData("te", "సమావేశం ఉ. 10 గం.లకు మొదలై సా. 5.30 గం.లకు ముగుస్తుంది.",
        "సమావేశం ఉదయం పది గంటలకు మొదలై సాయంత్రం ఐదు ముప్పై గంటలకు ముగుస్తుంది.")]
    [InlineData("te", "జనాభా (2,500) మరియు ధర (₹500).", "జనాభా, రెండు వేల ఐదు వందలు, మరియు ధర, ఐదు వందల రూపాయలు.")]
    [InlineData("ta", "மக்கள் தொகை (2,500) மற்றும் (15) ஊர்கள்.", "மக்கள் தொகை, இரண்டாயிரத்து ஐந்நூறு, மற்றும், பதினைந்து, ஊர்கள்.")]
    [InlineData("kn", "ಜನಸಂಖ್ಯೆ (2,500) ಮತ್ತು (15) ಊರುಗಳು.", "ಜನಸಂಖ್ಯೆ, ಎರಡು ಸಾವಿರದ ಐನೂರು, ಮತ್ತು, ಹದಿನೈದು, ಊರುಗಳು.")]
    [InlineData("en", "2H₂ + O₂ → 2H₂O", "two H two plus O two gives two H two O")]
    [InlineData("en", "The reaction CaCO₃ → CaO + CO₂ needs heat; N₂ + 3H₂ ⇌ 2NH₃.",
        "The reaction CaCO three gives CaO plus CO two needs heat; N two plus three H two is in equilibrium with two NH three.")]
    [InlineData("en", "HCl + NaOH -> NaCl + H2O", "HCl plus NaOH gives NaCl plus H two O")]
    [InlineData("hi", "2H₂ + O₂ → 2H₂O", "दो H दो प्लस O दो देता है दो H दो O")]
    [InlineData("te", "5 కి.మీ.ల దూరం, రూ.లు 500, 30 ని.లకు, 2 గం.ల సమయం, 10 కి.మీ.కు ₹50.",
        "ఐదు కిలోమీటర్ల దూరం, రూపాయలు ఐదు వందలు, ముప్పై నిమిషాలకు, రెండు గంటల సమయం, పది కిలోమీటర్లకు యాభై రూపాయలు.")]
    [InlineData("te", "ధర ₹500కు తగ్గింది; ₹5 లక్షలతో మొదలు; ₹2 కోట్లలో.",
        "ధర ఐదు వందల రూపాయలకు తగ్గింది; ఐదు లక్షల రూపాయలతో మొదలు; రెండు కోట్ల రూపాయలలో.")]
    [InlineData("ta", "விலை ₹500-க்கு குறைந்தது; ₹5 கோடிக்கு விற்பனை; ₹2 லட்சத்தில் தொடங்கும்.",
        "விலை ஐந்நூறு ரூபாய்க்கு குறைந்தது; ஐந்து கோடி ரூபாய்க்கு விற்பனை; இரண்டு லட்சம் ரூபாயில் தொடங்கும்.")]
    [InlineData("ta", "5 கி.மீ.க்கு ₹20; 2025-ல் தொடங்கியது; 15,000 பேர்.",
        "ஐந்து கிலோமீட்டருக்கு இருபது ரூபாய்; இரண்டாயிரத்து இருபத்தி ஐந்தில் தொடங்கியது; பதினைந்தாயிரம் பேர்.")]
    [InlineData("kn", "ಬೆಲೆ ₹500ಗೆ ಇಳಿದಿದೆ; ₹5 ಕೋಟಿಯ ಯೋಜನೆ; ₹2 ಲಕ್ಷದಲ್ಲಿ.",
        "ಬೆಲೆ ಐನೂರು ರೂಪಾಯಿಗೆ ಇಳಿದಿದೆ; ಐದು ಕೋಟಿ ರೂಪಾಯಿಯ ಯೋಜನೆ; ಎರಡು ಲಕ್ಷ ರೂಪಾಯಿಯಲ್ಲಿ.")]
    [InlineData("mr", "₹5 कोटींचा प्रकल्प, ₹2 लाखांची मदत, ₹500ची सूट.",
        "पाच कोटी रुपयांचा प्रकल्प, दोन लाख रुपयांची मदत, पाचशे रुपयांची सूट.")]
    [InlineData("bn", "₹৫ কোটির প্রকল্প, ₹২ লাখের সাহায্য, ₹৫০০-র ছাড়।",
        "পাঁচ কোটি টাকার প্রকল্প, দুই লাখ টাকার সাহায্য, পাঁচশো টাকার ছাড়।")]
    [InlineData("te", "(5) మంది, (10%) తగ్గింపు, (2024) సంవత్సరం, విభాగం (3).",
        "ఐదు, మంది, పది శాతం, తగ్గింపు, రెండు వేల ఇరవై నాలుగు, సంవత్సరం, విభాగం, మూడు.")]
    [InlineData("ta", "பிரிவு (3), (10%) தள்ளுபடி, (2024), வயது (45).",
        "பிரிவு, மூன்று, பத்து சதவீதம், தள்ளுபடி, இரண்டாயிரத்து இருபத்தி நான்கு, வயது, நாற்பத்தி ஐந்து.")]
    [InlineData("kn", "ವಿಭಾಗ (3), (10%) ರಿಯಾಯಿತಿ, (2024), ವಯಸ್ಸು (45).",
        "ವಿಭಾಗ, ಮೂರು, ಹತ್ತು ಪ್ರತಿಶತ, ರಿಯಾಯಿತಿ, ಎರಡು ಸಾವಿರದ ಇಪ್ಪತ್ತನಾಲ್ಕು, ವಯಸ್ಸು, ನಲವತ್ತೈದು.")]
    [InlineData("te", "(1) ముందుగా చదవండి\n(2) తర్వాత రాయండి", "ఒకటి, ముందుగా చదవండి | రెండు, తర్వాత రాయండి")]
    [InlineData("en", "The dose is 5 μg and μ = 0.5.", "The dose is five micrograms and mu equals zero point five.")]
    [InlineData("en", "F'(2) = 4 and P(A) = 0.5, h(x, y) = x + y.",
        "F prime of two equals four and P of A equals zero point five, h of x, y equals x plus y.")]
    [InlineData("en", "Section 12(3) and Form A(2) apply; call him (9845012345).",
        "Section twelve three and Form A two apply; call him, nine eight four five zero one two three four five.")]
    [InlineData("en", "Bengaluru → Chennai → Madurai, 3 days.", "Bengaluru to Chennai to Madurai, three days.")]
    [InlineData("en", "Tap Profile → Edit → Save. Then 5 → 6.", "Tap Profile, Edit, Save. | Then five to six.")]
    [InlineData("en", "Zn + 2HCl → ZnCl₂ + H₂↑", "Zn plus two HCl gives ZnCl two plus H two up")]
    [InlineData("en", "6CO2 + 6H2O → C6H12O6 + 6O2 is photosynthesis.",
        "six CO two plus six H two O gives C six H twelve O six plus six O two is photosynthesis.")]
    [InlineData("en", "Na⁺ + Cl⁻ → NaCl", "Na plus plus Cl minus gives NaCl")]
    [InlineData("en", "Mon: Maths, Tue: Science; closed on Mon. The Sun shines; Sat at home.",
        "Monday: Maths, Tuesday: Science; closed on Monday. | The Sun shines; Sat at home.")]
    [InlineData("en", "Every Tue & Thu at 5 pm; Wed, 3 Dec; (Sat, Sun) off; 12/12/2025 (Fri).",
        "Every Tuesday and Thursday at five P M; Wednesday, third December; Saturday, Sunday, off; twelfth December twenty " +
        "twenty-five, Friday.")]
    [InlineData("en", "He was CM from 12.03.2015 to 14.02.2020.",
        "He was CM from twelfth March twenty fifteen to fourteenth February twenty twenty.")]
    [InlineData("en", "Term: Jan 5, 2024 – Mar 31, 2026; 2024-01-05 - 2024-02-01.",
        "Term: January fifth twenty twenty-four to March thirty-first twenty twenty-six; fifth January twenty twenty-four to first " +
        "February twenty twenty-four.")]
    [InlineData("hi", "कार्यकाल 15 अगस्त 2020 – 14 अगस्त 2025; 5 जन. '24 से।",
        "कार्यकाल पंद्रह अगस्त दो हज़ार बीस से चौदह अगस्त दो हज़ार पच्चीस; पाँच जनवरी दो हज़ार चौबीस से।")]
    [InlineData("hi", "मो.नं. 9845012345, क्र.सं. 12, भा.द.सं. की धारा 302, रो.नं. 45",
        "मोबाइल नंबर नौ आठ चार पाँच शून्य एक दो तीन चार पाँच, क्रम संख्या बारह, भारतीय दंड संहिता की धारा तीन सौ दो, रोल नंबर पैंतालीस")]
    [InlineData("mr", "अ.क्र. 5, स.नं. 45/2, कै. विष्णू पंत, चि. सौ. कां. मीरा",
        "अनुक्रमांक पाच, सर्वे नंबर पंचेचाळीस छेद दोन, कैलासवासी विष्णू पंत, चिरंजीव सौभाग्यकांक्षिणी मीरा")]
    [InlineData("en", "AB+ donors needed; he got an A+ in Maths; Rh-ve mother; COVID +ve.",
        "AB positive donors needed; he got an A plus in Maths; Rh negative mother; COVID positive.")]
    [InlineData("en", "3N/4D Goa trip @ ₹9,999 pp; 1N/2D.",
        "three nights four days Goa trip at nine thousand nine hundred ninety-nine rupees per person; one night two days.")]
    [InlineData("en", "if (a == b || c <= d) x++; p[0] && q[i+1]",
        "if, a equals b or c is less than or equal to d, x plus plus; p zero and q i plus one")]
    [InlineData("en", "Error 500 and HTTP 429; status 403; page 404 of it.",
        "Error five hundred and HTTP four twenty-nine; status four oh three; page four hundred four of it.")]
    [InlineData("en", "3 sets x 12 reps, 10 x 12 ft, twice/week, 40 hrs/week.",
        "three sets by twelve reps, ten by twelve feet, twice per week, forty hours per week.")]
    [InlineData("hi", "O+ रक्त चाहिए; B-ve ब्लड; A+ ग्रेड मिला।", "O पॉज़िटिव रक्त चाहिए; B नेगेटिव ब्लड; A प्लस ग्रेड मिला।")]
    [InlineData("hi", "दवा दिन में 2 बार x 5 दिन लें। नब्ज़ 72/मिनट।", "दवा दिन में दो बार, पाँच दिन लें। | नब्ज़ बहत्तर प्रति मिनट।")]
    [InlineData("en", "EUR/USD at 1.08; USD 500; INR 1,200; pay in USD/EUR.",
        "EUR USD at one point zero eight; five hundred US dollars; one thousand two hundred rupees; pay in USD EUR.")]
    [InlineData("bn", "সন্ধ্যা ৬.৩০-এ শুরু; ২০২৫-এ; বিকেল ৪টায়।", "সন্ধ্যা সাড়ে ছয়টায় শুরু; দুই হাজার পঁচিশে; বিকেল চারটায়।")]
    public void Is_said_in_full(string language, string text, string spoken) =>
        SpokenLine.Check(language, text, spoken);
}
