namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Notation, lives, menus, matches and endings in lines of their own.</summary>
public sealed class NotationTests
{
    [Theory]
    [InlineData("en", "Our CTO & CFO met the EU delegation on 3/12/2025 (Wed) at 14:30 hrs.",
        "Our CTO and CFO met the EU delegation on third December twenty twenty-five, Wednesday, at fourteen thirty.")]
    [InlineData("en", "Tap the ☰ menu → Account → Log out.", "Tap the menu, Account, Log out.")]
    [InlineData("en", "Dr. B. R. Ambedkar (14 April 1891 – 6 December 1956) drafted it.",
        "Doctor B R Ambedkar, fourteenth April eighteen ninety-one to sixth December nineteen fifty-six, drafted it.")]
    [InlineData("en", "Rx: Cap. Omez 20 mg OD x 14 days; Syp. Ascoril 5 ml TDS.",
        "prescription: capsule Omez twenty milligrams OD for fourteen days; syrup Ascoril five milliliters TDS.")]
    [InlineData("en", "H₂SO₄ + 2NaOH → Na₂SO₄ + 2H₂O", "H two SO four plus two NaOH gives Na two SO four plus two H two O")]
    [InlineData("en", "GBP/USD 1.2650; XAU/USD at 4,012.50.",
        "GBP USD one point two six five zero; XAU USD at four thousand twelve point five zero.")]
    [InlineData("en", "g(x) = 2x + 1, so g(3) = 7 and g(−1) = −1.",
        "g of x equals two x plus one, so g of three equals seven and g of minus one equals minus one.")]
    [InlineData("en", "Open Tue–Sun, 11 a.m.–9 p.m.; closed on Mon.",
        "Open Tuesday to Sunday, eleven A M to nine P M; closed on Monday.")]
    [InlineData("en", "5N/6D Kashmir from ₹24,999 pp (ex-Delhi).",
        "five nights six days Kashmir from twenty-four thousand nine hundred ninety-nine rupees per person, ex-Delhi.")]
    [InlineData("en", "Plot size: 30' x 50' (1,500 sq. ft.), 40' road.",
        "Plot size: thirty feet by fifty feet, one thousand five hundred square feet, forty foot road.")]
    [InlineData("en", "He takes insulin twice/day & walks 5 km/day.",
        "He takes insulin twice per day and walks five kilometers per day.")]
    [InlineData("en", "The server threw error 503 at 02:14; retry in 30s.",
        "The server threw error five oh three at two fourteen; retry in thirty seconds.")]
    [InlineData("en", "△PQR ~ △XYZ, so PQ/XY = QR/YZ.", "triangle PQR similar to triangle XYZ, so PQ over XY equals QR over YZ.")]
    [InlineData("en", "α-particles, a β-blocker and µ = 0.3.", "alpha particles, a beta blocker and mu equals zero point three.")]
    [InlineData("en", "Batch 1: 06.01.2026 to 20.01.2026; Batch 2: 1 Feb – 15 Feb.",
        "Batch one: sixth January twenty twenty-six to twentieth January twenty twenty-six; Batch two: first February to fifteenth " +
        "February.")]
    [InlineData("en", "Meeting ID: 812 3456 7890, passcode: 4Xy9.",
        "Meeting ID: eight one two, three four five six, seven eight nine zero, passcode: four capital X y nine.")]
    [InlineData("en", "Kane (34', 67') and Saka (90+4') scored; FT 3-0.",
        "Kane, thirty-four minutes, sixty-seven minutes, and Saka, ninety plus four minutes, scored; FT three nil.")]
    [InlineData("en", "Good (adj.), well (adv.); mice (pl.).", "Good, adjective, well, adverb, mice, plural.")]
    [InlineData("hi", "आवेदन 01.04.2025 – 31.03.2026 तक मान्य है।",
        "आवेदन एक अप्रैल दो हज़ार पच्चीस से इकतीस मार्च दो हज़ार छब्बीस तक मान्य है।")]
    [InlineData("hi", "होम → सेटिंग्स → भाषा पर जाएँ।", "होम, सेटिंग्स, भाषा पर जाएँ।")]
    [InlineData("hi", "पटना → गया ट्रेन सुबह 6.15 पर छूटेगी।", "पटना से गया ट्रेन सुबह छह बजकर पंद्रह मिनट पर छूटेगी।")]
    [InlineData("hi", "श्री. रा.कु. वर्मा, म.सं. 12, मो. नं. 9876543210",
        "श्री रा कु वर्मा, मकान संख्या बारह, मोबाइल नंबर नौ आठ सात छह पाँच चार तीन दो एक शून्य")]
    [InlineData("hi", "शक सं. 1947, वि. सं. 2082, चैत्र शु. 5",
        "शक संवत उन्नीस सौ सैंतालीस, विक्रम संवत दो हज़ार बयासी, चैत्र शुक्ल पाँच")]
    [InlineData("hi", "B- रक्त की 2 यूनिट चाहिए, O+ve भी चलेगा।", "B नेगेटिव रक्त की दो यूनिट चाहिए, O पॉज़िटिव भी चलेगा।")]
    [InlineData("hi", "f(x) = x² तो f(3) = 9", "f x बराबर x का वर्ग तो f तीन बराबर नौ")]
    [InlineData("hi", "दवा 2 बार/दिन, 5 दिन तक।", "दवा दो बार प्रति दिन, पाँच दिन तक।")]
    [InlineData("hi", "25 मि. पकाएँ, फिर 10 से. रुकें।", "पच्चीस मिनट पकाएँ, फिर दस सेकंड रुकें।")]
    [InlineData("hi", "माता/पिता के हस्ताक्षर, पुरुष/महिला पर निशान लगाएँ।", "माता या पिता के हस्ताक्षर, पुरुष या महिला पर निशान लगाएँ।")]
    [InlineData("mr", "सभा सायं. 5.30 वा. सुरू; रु.ची नोंद; 5 कि.मी.च्या आत.",
        "सभा सायंकाळी साडे पाच वाजता सुरू; रुपयांची नोंद; पाच किलोमीटरच्या आत.")]
    [InlineData("mr", "₹10 लाखांचे कर्ज, ₹250चा प्लॅन.", "दहा लाख रुपयांचे कर्ज, दोनशे पन्नास रुपयांचा प्लॅन.")]
    [InlineData("bn", "₹১০ লাখের ঋণ; সকাল ৯.৩০-এ; ৫ কি.মি.র মধ্যে।", "দশ লাখ টাকার ঋণ; সকাল সাড়ে নয়টায়; পাঁচ কিলোমিটারের মধ্যে।")]
    [InlineData("ta", "காலை 9.30 மணி முதல்; 5 கி.மீ.க்குள்; ₹10 லட்சத்திற்கு.",
        "காலை ஒன்பது முப்பது மணி முதல்; ஐந்து கிலோமீட்டருக்குள்; பத்து லட்சம் ரூபாய்க்கு.")]
    [InlineData("te", "ఉ. 9.30 గం. నుండి సా. 5 గం.ల వరకు; ₹10 లక్షల నుండి.",
        "ఉదయం తొమ్మిది ముప్పై గంటల నుండి సాయంత్రం ఐదు గంటల వరకు; పది లక్షల రూపాయల నుండి.")]
    [InlineData("te", "12 ని.లలో 3 కి.మీ.లు; రూ.ల 500.", "పన్నెండు నిమిషాలలో మూడు కిలోమీటర్లు; రూపాయల ఐదు వందలు.")]
    [InlineData("kn", "ಬೆಳಿಗ್ಗೆ 9.30ಕ್ಕೆ; ₹10 ಲಕ್ಷಕ್ಕೆ; 2025ಕ್ಕೆ.",
        "ಬೆಳಿಗ್ಗೆ ಒಂಬತ್ತು ಮೂವತ್ತಕ್ಕೆ; ಹತ್ತು ಲಕ್ಷ ರೂಪಾಯಿಗೆ; ಎರಡು ಸಾವಿರದ ಇಪ್ಪತ್ತೈದಕ್ಕೆ.")]
    public void Is_said_in_full(string language, string text, string spoken) =>
        SpokenLine.Check(language, text, spoken);
}
