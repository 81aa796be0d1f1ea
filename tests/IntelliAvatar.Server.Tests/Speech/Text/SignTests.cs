using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Signs of measures, mathematics and social media, as a person says them in each language.</summary>
public sealed class SignTests
{
    [Theory]
    [InlineData("en", "2.5e-3 metres and 1e6 users, 3.2E+5 and 6e23",
        "two point five times ten to the power of minus three metres and one times ten to the power of six users, three point two times ten to the power of five and six times ten to the power of twenty-three")]
    [InlineData("en", "x·y = 5, 3·4 = 12, Delhi · Mumbai · Pune",
        "x times y equals five, three times four equals twelve, Delhi, Mumbai, Pune")]
    [InlineData("en", "₹199/pc, ₹500/sq.ft., ₹72/doz, ₹1,000 / month, ₹250/plate, $5/user, Rs. 300/pkt, ₹2 lakh/acre",
        "one hundred ninety-nine rupees per piece, five hundred rupees per square foot, seventy-two rupees per dozen, one thousand rupees per month, two hundred fifty rupees per plate, five dollars per user, three hundred rupees per packet, two lakh rupees per acre")]
    [InlineData("en", "A 5★ hotel, 4.8★ rating, rated 4.5 ★.",
        "A five star hotel, four point eight star rating, rated four point five stars.")]
    [InlineData("en", "Follow us @mycourse_official and use #LearnWithMe #Budget2025 #AI @raj.k_92.",
        "Follow us at mycourse underscore official and use hashtag Learn With Me hashtag Budget twenty twenty-five hashtag AI at raj dot k underscore nine two.")]
    [InlineData("en", "~ 10 people, ~₹500, 5~10 days, about ~ nothing",
        "about ten people, about five hundred rupees, five to ten days, about nothing")]
    [InlineData("en", "E=mc^2 and x^3, (a+b)^2, 10^3, 2^2",
        "E equals mc squared and x cubed, a plus b, squared, ten to the power of three, two to the power of two")]
    [InlineData("en", "≤ 5 kg, ≥18 yrs, x ≤ 5, ∴ x = 5, x ∈ A, 5! = 120, ∠ABC = 90°",
        "less than or equal to five kilograms, greater than or equal to eighteen years, x is less than or equal to five, therefore x equals five, x is in A, five factorial equals one hundred twenty, angle ABC equals ninety degrees")]
    [InlineData("en", "Speed is 60 km/hr or 3×10⁸ m/s; AI/ML; 80 mg/dL",
        "Speed is sixty kilometers per hour or three times ten to the power of eight meters per second; AI ML; eighty milligrams per deciliter")]
    [InlineData("en", "The 50% off* offer (*T&C apply). A \\ B ^ C",
        "The fifty percent off offer, T and C apply. | A backslash B to the power of C")]
    [InlineData("hi", "₹500/माह, ₹50/किग्रा, 40 कि.मी./घंटा, 1000 रु./माह, ₹50/पीस",
        "पाँच सौ रुपये प्रति माह, पचास रुपये प्रति किलोग्राम, चालीस किलोमीटर प्रति घंटा, एक हज़ार रुपये प्रति माह, पचास रुपये प्रति पीस")]
    [InlineData("hi", "6\" पाइप, 5'6\" लंबा, 10' x 12' का कमरा", "छह इंच पाइप, पाँच फ़ीट छह इंच लंबा, दस फ़ीट गुणा बारह फ़ीट का कमरा")]
    [InlineData("hi", "5 ≥ 3, a ≤ b, 5 ≠ 4, ±2, ∞, √16, §5, ¶ 2, №7, 25℃, x ↔ y, π = 3.14",
        "पाँच से ज़्यादा या बराबर तीन, a से कम या बराबर b, पाँच बराबर नहीं चार, प्लस या माइनस दो, अनंत, वर्गमूल सोलह, धारा पाँच, अनुच्छेद दो, नंबर सात, पच्चीस डिग्री सेल्सियस, x से y, पाई बराबर तीन दशमलव एक चार")]
    [InlineData("hi", "2.5e-3, 4.8★ रेटिंग, #हिंदी_सीखो, @anita_92, ~50 लोग, 5^2",
        "दो दशमलव पाँच गुणा दस की घात माइनस तीन, चार दशमलव आठ स्टार रेटिंग, हैशटैग हिंदी सीखो, एट anita अंडरस्कोर नौ दो, लगभग पचास लोग, पाँच की घात दो")]
    [InlineData("ta", "6\" குழாய், 5 ≥ 3, 5 ≠ 4, ±2, ∞, √16, π, Ω, §5, №7, 25℃, a < b, #தமிழ், ~50 பேர், ₹250/கிலோ, 2.5e-3, 4★",
        "ஆறு அங்குலம் குழாய், ஐந்து அதிகம் அல்லது சமம் மூன்று, ஐந்து சமமல்ல நான்கு, கூட்டல் அல்லது கழித்தல் இரண்டு, முடிவிலி, வர்க்கமூலம் பதினாறு, பை, ஒமேகா, பிரிவு ஐந்து, எண் ஏழு, இருபத்தி ஐந்து டிகிரி செல்சியஸ், a விடக் குறைவு b, ஹேஷ்டேக் தமிழ், சுமார் ஐம்பது பேர், இருநூற்றி ஐம்பது ரூபாய் ஒரு கிலோ, இரண்டு புள்ளி ஐந்து பெருக்கல் பத்து அடுக்கு மைனஸ் மூன்று, நான்கு ஸ்டார்")]
    [InlineData("te", "6\" పైపు, 5 ≥ 3, 5 ≠ 4, ±2, ∞, √16, π, Ω, §5, №7, 25℃, a < b, #తెలుగు, ~50 మంది, ₹250/కిలో, 2.5e-3, 4★",
        "ఆరు అంగుళాలు పైపు, ఐదు కంటే ఎక్కువ లేదా సమానం మూడు, ఐదు సమానం కాదు నాలుగు, ప్లస్ లేదా మైనస్ రెండు, అనంతం, వర్గమూలం పదహారు, పై, ఒమేగా, సెక్షన్ ఐదు, నంబర్ ఏడు, ఇరవై ఐదు డిగ్రీల సెల్సియస్, a కంటే తక్కువ b, హ్యాష్‌ట్యాగ్ తెలుగు, సుమారు యాభై మంది, రెండు వందల యాభై రూపాయలు ప్రతి కిలో, రెండు పాయింట్ ఐదు గుణించి పది ఘాతం మైనస్ మూడు, నాలుగు స్టార్")]
    [InlineData("kn", "6\" ಪೈಪ್, 5 ≥ 3, 5 ≠ 4, ±2, ∞, √16, π, Ω, §5, №7, 25℃, a < b, #ಕನ್ನಡ, ~50 ಜನ, ₹250/ಕಿಲೋ, 2.5e-3, 4★",
        "ಆರು ಇಂಚು ಪೈಪ್, ಐದು ಗಿಂತ ಹೆಚ್ಚು ಅಥವಾ ಸಮ ಮೂರು, ಐದು ಸಮವಲ್ಲ ನಾಲ್ಕು, ಪ್ಲಸ್ ಅಥವಾ ಮೈನಸ್ ಎರಡು, ಅನಂತ, ವರ್ಗಮೂಲ ಹದಿನಾರು, ಪೈ, ಒಮೇಗಾ, ವಿಭಾಗ ಐದು, ಸಂಖ್ಯೆ ಏಳು, ಇಪ್ಪತ್ತೈದು ಡಿಗ್ರಿ ಸೆಲ್ಸಿಯಸ್, a ಗಿಂತ ಕಡಿಮೆ b, ಹ್ಯಾಶ್‌ಟ್ಯಾಗ್ ಕನ್ನಡ, ಸುಮಾರು ಐವತ್ತು ಜನ, ಇನ್ನೂರ ಐವತ್ತು ರೂಪಾಯಿ ಪ್ರತಿ ಕಿಲೋ, ಎರಡು ಪಾಯಿಂಟ್ ಐದು ಗುಣಿಸು ಹತ್ತು ಘಾತ ಮೈನಸ್ ಮೂರು, ನಾಲ್ಕು ಸ್ಟಾರ್")]
    [InlineData("bn", "6\" পাইপ, 5 ≥ 3, 5 ≠ 4, ±2, ∞, √16, π, Ω, §5, №7, 25℃, a < b, #বাংলা, ~50 জন, ₹250/কেজি, 2.5e-3, 4★",
        "ছয় ইঞ্চি পাইপ, পাঁচ এর বেশি বা সমান তিন, পাঁচ সমান নয় চার, প্লাস বা মাইনাস দুই, অসীম, বর্গমূল ষোলো, পাই, ওমেগা, ধারা পাঁচ, নম্বর সাত, পঁচিশ ডিগ্রি সেলসিয়াস, a এর চেয়ে কম b, হ্যাশট্যাগ বাংলা, প্রায় পঞ্চাশজন, দুইশো পঞ্চাশ টাকা প্রতি কেজি, দুই দশমিক পাঁচ গুণ দশ এর ঘাত মাইনাস তিন, চার স্টার")]
    [InlineData("mr", "6\" पाइप, 5 ≥ 3, 5 ≠ 4, ±2, ∞, √16, π, Ω, §5, №7, 25℃, a < b, #मराठी, ~50 लोक, ₹250/किलो, 2.5e-3, 4★",
        "सहा इंच पाइप, पाच पेक्षा जास्त किंवा समान तीन, पाच बरोबर नाही चार, अधिक किंवा उणे दोन, अनंत, वर्गमूळ सोळा, पाय, ओमेगा, कलम पाच, क्रमांक सात, पंचवीस अंश सेल्सिअस, a पेक्षा कमी b, हॅशटॅग मराठी, सुमारे पन्नास लोक, दोनशे पन्नास रुपये प्रति किलो, दोन पॉइंट पाच गुणिले दहा चा घात उणे तीन, चार स्टार")]
    [InlineData("en", "Na⁺, Cl⁻, Ca²⁺, ²³⁵U, x², CO₂", "Na plus, Cl minus, Ca two plus, two three five U, x squared, CO two")]
    [InlineData("en", "He said \"I have 6\" and left. He paid for \"Flat 6\" in cash.",
        "He said I have six and left. | He paid for Flat six in cash.")]
    [InlineData("en", "A 6\" pizza, a 3.5\" floppy, ¾\" thick",
        "A six inch pizza, a three point five inch floppy, three quarters of an inch thick")]
    [InlineData("en", "He is 6' tall and the room is 10' x 12' in size, 10'x12'.",
        "He is six feet tall and the room is ten feet by twelve feet in size, ten feet by twelve feet.")]
    [InlineData("en", "45° 30′ 15″ and 30′ long", "forty-five degrees thirty minutes fifteen seconds and thirty feet long")]
    [InlineData("en", "The tablet is 10 cm x 5 cm x 2 cm in size.",
        "The tablet is ten centimeters by five centimeters by two centimeters in size.")]
    public void A_sign_is_said_as_a_person_says_it(string language, string text, string spoken) =>
        Assert.Equal(spoken, string.Join(" | ", TextNormalizer.Of(PlainText.Of(text), language).Sentences.Select(sentence => sentence.Spoken)));
}
