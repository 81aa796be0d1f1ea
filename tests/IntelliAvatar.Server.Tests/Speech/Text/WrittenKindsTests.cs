using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Kinds of texts that are written in another way than they are said: labels, verses, lists of years, rulers, passwords.</summary>
public sealed class WrittenKindsTests
{
    [Theory]
    [InlineData("en", "Read Matt. 5:3 and Rom. 8:28. Then Gen. 1:1; 1 Cor. 13:4-7.",
        "Read Matthew five verse three and Romans eight verse twenty-eight. | Then Genesis one verse one; one Corinthians thirteen verses four to seven.")]
    [InlineData("en", "Jn. 3:16, Isa. 40:31 and Phil. 4:13; Gen. Rawat, Phil and Matt came.",
        "John three verse sixteen, Isaiah forty verse thirty-one and Philippians four verse thirteen; General Rawat, Phil and Matt came.")]
    [InlineData("en", "Use H.264 or H.265 at 1080p60; x264, G.711, 720p and 2160p30.",
        "Use H two six four or H two six five at ten eighty p sixty; x two six four, G seven one one, seven twenty p and twenty-one sixty p thirty.")]
    [InlineData("hi", "H.264 और H.265 में वीडियो", "H दो छह चार और H दो छह पाँच में वीडियो")]
    [InlineData("en", "Results for Q1-Q3, H1–H2 and P2-P5.", "Results for Q one to Q three, H one to H two and P two to P five.")]
    [InlineData("hi", "Q1-Q3 के नतीजे", "Q एक से Q तीन के नतीजे")]
    [InlineData("en", "A map at 1:50,000; meet at 1:50, room 4.", "A map at one to fifty thousand; meet at one fifty, room four.")]
    [InlineData("ta", "Settings > Wi-Fi", "Settings, Wi-Fi")]
    [InlineData("en", "A fee of (₹500) applies, and the fund of ₹ (1,250) crore was approved.",
        "A fee of, five hundred rupees, applies, and the fund of one thousand two hundred fifty crore rupees was approved.")]
    [InlineData("en", "The late fee (₹500) is extra.", "The late fee, five hundred rupees, is extra.")]
    [InlineData("en", "Profit was ₹ (250) lakh, tax (₹1,20,000).",
        "Profit was two hundred fifty lakh rupees, tax, one lakh twenty thousand rupees.")]
    [InlineData("en", "Net profit/(loss): ₹(1,250) crore in FY25, ₹340 crore in FY24.",
        "Net profit, loss, one thousand two hundred fifty crore rupees in FY twenty-five, three hundred forty crore rupees in FY twenty-four.")]
    [InlineData("en", "Loss: (1,250)", "Loss: one thousand two hundred fifty")]
    [InlineData("en", "He found a ₹500 note and a $5 bill.", "He found a five hundred rupee note and a five dollar bill.")]
    [InlineData("en", "A 500-rupee note, a Rs. 10 coin, a ₹2,000 note.",
        "A five hundred rupee note, a ten rupee coin, a two thousand rupee note.")]
    [InlineData("en", "A 10 km run, a 2-litre bottle, a 5-star hotel, a 5-star.",
        "A ten kilometer run, a two litre bottle, a five star hotel, a five star.")]
    [InlineData("en", "A £2m house. A $5-million fund. A ₹5 crore project.",
        "A two million pound house. | A five million dollar fund. | A five crore rupee project.")]
    [InlineData("en", "The ₹10 lakh loan and the ₹5,000-crore fund.", "The ten lakh rupee loan and the five thousand crore rupee fund.")]
    [InlineData("en", "The 10 km run and this 5 kg bag; two 5 kg bags; three 10 km runs.",
        "The ten kilometer run and this five kilogram bag; two five kilogram bags; three ten kilometer runs.")]
    [InlineData("en", "Log in with aB3$xY!9 today.",
        "Log in with a capital B three dollar x capital Y exclamation mark nine today.")]
    [InlineData("en", "The 1857 revolt began there.", "The eighteen fifty-seven revolt began there.")]
    [InlineData("en", "The fort, 1206 CE, still stands.", "The fort, twelve oh six CE, still stands.")]
    [InlineData("en", "India: 185/4 at tea.", "India: one hundred eighty-five for four at tea.")]
    [InlineData("en", "It has 3.5B parameters and 12 LPA.", "It has three point five billion parameters and twelve lakh per annum.")]
    [InlineData("en", "Wait for 30s. A 45s clip.", "Wait for thirty seconds. | A forty-five second clip.")]
    [InlineData("en", "Dated 5/6; valid 05/27.", "Dated fifth June; valid May twenty twenty-seven.")]
    [InlineData("en", "The exam is on 5/6. It is valid till 5/2025. Expiry: 11/2027.",
        "The exam is on fifth June. | It is valid till May twenty twenty-five. | Expiry: November twenty twenty-seven.")]
    [InlineData("en", "Speed in km/hr matters; dial *121# now.", "Speed in kilometers per hour matters; dial star one two one hash now.")]
    [InlineData("en", "A -> B and x .5 more.", "A to B and x zero point five more.")]
    [InlineData("en", "In 1999, 2004 and 2011 it rained.", "In nineteen ninety-nine, two thousand four and twenty eleven it rained.")]
    [InlineData("en", "Elections were held in 1952, 1957, 1962 and 1967.",
        "Elections were held in nineteen fifty-two, nineteen fifty-seven, nineteen sixty-two and nineteen sixty-seven.")]
    [InlineData("en", "India won the World Cup in 1983 and 2011.", "India won the World Cup in nineteen eighty-three and twenty eleven.")]
    [InlineData("en", "World Cups: 1983, 2011.", "World Cups: nineteen eighty-three, twenty eleven.")]
    [InlineData("en", "The years 1857, 1905 and 1942 matter.",
        "The years eighteen fifty-seven, nineteen oh five and nineteen forty-two matter.")]
    [InlineData("en", "She won in 1998 and again in 2004.", "She won in nineteen ninety-eight and again in two thousand four.")]
    [InlineData("en", "Between 1757 and 1857 the Company ruled.",
        "Between seventeen fifty-seven and eighteen fifty-seven the Company ruled.")]
    [InlineData("en", "The winning time was 1:23.45.", "The winning time was one minute twenty-three point four five seconds.")]
    [InlineData("en", "He ran it in 9.58 s and swam in 1:54.32; the marathon in 2:01:09.",
        "He ran it in nine point five eight seconds and swam in one minute fifty-four point three two seconds; the marathon in two hours one minute nine seconds.")]
    [InlineData("en", "His best is 0:59.8.", "His best is fifty-nine point eight seconds.")]
    [InlineData("en", "Read Psalm 23:1, John 3:16 and 1 Corinthians 13:4-7.",
        "Read Psalm twenty-three verse one, John three verse sixteen and one Corinthians thirteen verses four to seven.")]
    [InlineData("en", "Surah 2:255 and Quran 36:1 are read.",
        "Surah two verse two hundred fifty-five and Quran thirty-six verse one are read.")]
    [InlineData("en", "Gita 2.47 says so. Bhagavad Gita 18.66 too.",
        "Gita two verse forty-seven says so. | Bhagavad Gita eighteen verse sixty-six too.")]
    [InlineData("en", "Genesis 1:1-3; Matt. 5:3; Romans 8:28.",
        "Genesis one verses one to three; Matthew five verse three; Romans eight verse twenty-eight.")]
    [InlineData("en", "It uses 1.5 L/month and 3 GB/day.", "It uses one point five liters per month and three gigabytes per day.")]
    [InlineData("en", "Take 2 L/day; 20 L/person; 100 kWh/month; 5 kg/family.",
        "Take two liters per day; twenty liters per person; one hundred kilowatt hours per month; five kilograms per family.")]
    [InlineData("en", "Results for Q1FY26 and Q3 FY25; H1 FY2025-26 was good.",
        "Results for Q one FY twenty-six and Q three FY twenty-five; H one FY twenty twenty-five to twenty-six was good.")]
    [InlineData("en", "Q4FY2024-25, H2FY25, 9MFY26.",
        "Q four FY twenty twenty-four to twenty-five, H two FY twenty-five, nine M FY twenty-six.")]
    [InlineData("en", "Open to 5th/6th graders; the 1st/2nd floor.", "Open to fifth or sixth graders; the first or second floor.")]
    [InlineData("en", "The XIX century and the XXI century.", "The nineteenth century and the twenty-first century.")]
    [InlineData("en", "No. IX and No. IV, Class X and XII, Chapter IV.",
        "number nine and number four, Class ten and twelve, Chapter four.")]
    [InlineData("en", "Schedule VI, Annexure II, List III, Form VII.", "Schedule six, Annexure two, List three, Form seven.")]
    [InlineData("en", "I, II and III year students may come.", "first, second and third year students may come.")]
    [InlineData("en", "I, II and III are correct.", "one, two and three are correct.")]
    [InlineData("en", "Statements I and II are true. Only I and III.", "Statements one and two are true. | Only one and three.")]
    [InlineData("en", "Eq. (5) and Fig. 3(b) show it.", "equation five and figure three b show it.")]
    [InlineData("en", "Read para. (3) and art. (2) first.", "Read paragraph three and article two first.")]
    [InlineData("en", "See vol. (4) of the report.", "See volume four of the report.")]
    [InlineData("en", "See Eqs. (2) and (3), Sec. 4(a), Table 2(c), Figs. 3-5.",
        "See equations two and three, section four a, Table two c, figures three to five.")]
    [InlineData("en", "MS Dhoni (b. 7 July 1981) and Gandhi (d. 1948) are known.",
        "MS Dhoni, born seventh July nineteen eighty-one, and Gandhi, died nineteen forty-eight, are known.")]
    [InlineData("en", "Tagore (b. 1861, d. 1941); Kalam (b. 15 Oct. 1931).",
        "Tagore, born eighteen sixty-one, died nineteen forty-one, Kalam, born fifteenth October nineteen thirty-one.")]
    [InlineData("en", "It dates from the 5th c. CE, c. 1850.", "It dates from the fifth century CE, circa eighteen fifty.")]
    [InlineData("en", "The fort (c. 1450) and a 12th c. temple; ca. 1600; 300 BC.",
        "The fort, circa fourteen fifty, and a twelfth century temple; circa sixteen hundred; three hundred BC.")]
    [InlineData("en", "x²/2 and (x²)/2, y³/3, x/2, a/b, 3x²/4.",
        "x squared over two and, x squared, over two, y cubed over three, x over two, a b, three x squared over four.")]
    [InlineData("en", "Use the password aB3$xY!9 to log in.",
        "Use the password a capital B three dollar x capital Y exclamation mark nine to log in.")]
    [InlineData("en", "Your password is Tr0ub4dor&3. Password: P@ssw0rd#2024",
        "Your password is capital T r zero u b four d o r and three. | Password: capital P at s s w zero r d hash two zero two four")]
    [InlineData("en", "Learn ASP.NET, .NET 10, Node.js, C#, C++ and Vue.js.",
        "Learn A S P dot net, dot net ten, Node dot js, C sharp, C plus plus and Vue dot js.")]
    [InlineData("en", "Use React.js, Next.js 14, Express.js, D3.js, VB.NET, ADO.NET, F#, Objective-C, .NET Core 3.1.",
        "Use React dot js, Next dot js fourteen, Express dot js, D three dot js, V B dot net, A D O dot net, F sharp, Objective-C, dot net Core three point one.")]
    [InlineData("hi", "लुई XIV और चार्ल्स III राजा थे।", "लुई चौदहवें और चार्ल्स तृतीय राजा थे।")]
    [InlineData("hi", "जॉर्ज VI, एडवर्ड VII, पोप फ्रांसिस II", "जॉर्ज षष्ठ, एडवर्ड सप्तम, पोप फ्रांसिस द्वितीय")]
    [InlineData("hi", "वह 10वी-अ में है। कक्षा 9वीं-ब और 8वी अ।", "वह दसवीं अ में है। | कक्षा नौवीं ब और आठवीं अ।")]
    [InlineData("hi", "21वीं सदी और 19वें दिन; 12वीं के छात्र", "इक्कीसवीं सदी और उन्नीसवें दिन; बारहवीं के छात्र")]
    [InlineData("bn", "২১শ শতক, ৫ই মে, ১ম স্থান, ২য় ও ৩য়, ৪র্থ, ১০ম",
        "একবিংশ শতক, পাঁচই মে, প্রথম স্থান, দ্বিতীয় ও তৃতীয়, চতুর্থ, দশম")]
    [InlineData("bn", "২১শে ফেব্রুয়ারি, ২৬শে মার্চ, ১৬ই ডিসেম্বর, ১লা বৈশাখ, ২০শ শতাব্দী, ১৯শ",
        "একুশে ফেব্রুয়ারি, ছাব্বিশে মার্চ, ষোলোই ডিসেম্বর, পয়লা বৈশাখ, বিংশ শতাব্দী, ঊনবিংশ")]
    [InlineData("te", "21వ శతాబ్దం, 5వ తరగతి, 1వ, 10వ", "ఇరవై ఒకటవ శతాబ్దం, ఐదవ తరగతి, మొదటి, పదవ")]
    [InlineData("ta", "21-ம் நூற்றாண்டு, 5-ஆம் வகுப்பு, 1-ம் தேதி, 12-வது",
        "இருபத்தி ஒன்றாம் நூற்றாண்டு, ஐந்தாம் வகுப்பு, முதலாம் தேதி, பன்னிரண்டாவது")]
    [InlineData("kn", "21ನೇ ಶತಮಾನ, 1ನೇ, 2ನೇ, 10ನೇ, 100ನೇ", "ಇಪ್ಪತ್ತೊಂದನೇ ಶತಮಾನ, ಒಂದನೇ, ಎರಡನೇ, ಹತ್ತನೇ, ನೂರನೇ")]
    [InlineData("mr", "21वे शतक, 5वी, 10वीचा निकाल, 1ला", "एकवीसवे शतक, पाचवी, दहावीचा निकाल, पहिला")]
    [InlineData("en", "The ₹500 he owes me. The ₹10,000 was stolen. My ₹200 is gone.",
        "The five hundred rupees he owes me. | The ten thousand rupees was stolen. | My two hundred rupees is gone.")]
    [InlineData("en", "A 3-hour, 5 km walk and a 250 ml glass; 5 kg rice; 2 L milk.",
        "A three hour, five kilometer walk and a two hundred fifty milliliter glass; five kilograms rice; two liters milk.")]
    [InlineData("en", "It is 5 km from the 3 km mark. He ran 10 km daily.",
        "It is five kilometers from the three kilometer mark. | He ran ten kilometers daily.")]
    [InlineData("en", "a ₹1,500-crore plan; a $3.50 coffee; Rs 100 crore club",
        "a one thousand five hundred crore rupee plan; a three dollars and fifty cents coffee; one hundred crore rupee club")]
    [InlineData("en", "The (₹2,000) deposit is refundable.", "The, two thousand rupees, deposit is refundable.")]
    [InlineData("en", "In 1526, 1556 and 1761 battles were fought at Panipat.",
        "In fifteen twenty-six, fifteen fifty-six and seventeen sixty-one battles were fought at Panipat.")]
    [InlineData("en", "Room 1526, 1530 and 1532. He sold 1500, 1600 and 1700 units.",
        "Room one five two six, one five three zero and one five three two. | He sold one thousand five hundred, one thousand six hundred and one thousand seven hundred units.")]
    [InlineData("en", "He was born in 1869; (1869–1948); (1926-2014).",
        "He was born in eighteen sixty-nine; eighteen sixty-nine to nineteen forty-eight, nineteen twenty-six to twenty fourteen.")]
    [InlineData("en", "Lap times: 1:02.5 and 58.31 s. Call me at 1:23.",
        "Lap times: one minute two point five seconds and fifty-eight point three one seconds. | Call me at one twenty-three.")]
    [InlineData("en", "Bhagavad Gita, chapter 2, verse 47. Quran 2:286.",
        "Bhagavad Gita, chapter two, verse forty-seven. | Quran two verse two hundred eighty-six.")]
    [InlineData("en", "The ratio is 3:16 and John arrives at 3:16 pm.",
        "The ratio is three to sixteen and John arrives at three sixteen P M.")]
    [InlineData("en", "The tap wastes 30 L/day. Petrol: 2 L/week. She earns 12L/year.",
        "The tap wastes thirty liters per day. | Petrol: two liters per week. | She earns twelve lakh per year.")]
    [InlineData("en", "Class 9th/10th; 3rd/4th week; 1st/2nd/3rd.",
        "Class ninth or tenth; third or fourth week; first or second or third.")]
    [InlineData("en", "In the XVIII and XIX centuries; Part III; Type II diabetes; Pope John Paul II.",
        "In the eighteenth and nineteenth centuries; Part three; Type two diabetes; Pope John Paul the second.")]
    [InlineData("en", "Options: I, II, III and IV. Choose II or III.", "Options: one, two, three and four. | Choose two or three.")]
    [InlineData("en", "I and V are friends. I, Vikram, agree. Both I and X went.",
        "I and V are friends. | I, Vikram, agree. | Both I and X went.")]
    [InlineData("en", "Table IV shows it; Section III-A; Article XIV; Unit-II; Paper-I.",
        "Table four shows it; Section three A; Article fourteen; Unit two; Paper one.")]
    [InlineData("en", "Eq. (2.3), Eq. (10a), Fig. 2(a)–(c), Sec. 3(2)(b), Rule 12(1)(iii).",
        "equation two point three, equation ten a, figure two a to c, section three two b, Rule twelve one three.")]
    [InlineData("en", "Einstein (b. 1879, Ulm – d. 18 April 1955); (r. 1556–1605).",
        "Einstein, born eighteen seventy-nine, Ulm, died eighteenth April nineteen fifty-five, ruled fifteen fifty-six to sixteen oh five.")]
    [InlineData("en", "The temple, c. 900 CE; c. 3000 BC; c. AD 500; the 3rd c. BC.",
        "The temple, circa nine hundred CE; circa three thousand BC; circa AD five hundred; the third century BC.")]
    [InlineData("en", "f(x) = x²/4; y = (a+b)/2; v²/r; ab/2; 1/x; E = mv²/2; sin²θ.",
        "f of x equals x squared over four; y equals, a plus b, over two; v squared over r; ab over two; one over x; E equals mv " +
            "squared over two; sine squared theta.")]
    [InlineData("en", "Click File > Save As; 5 > 3; A > B; Menu » Settings.",
        "Click File, Save As; five greater than three; A greater than B; Menu Settings.")]
    [InlineData("en", "Wi-Fi password: Home@2024! and PIN 4321.", "Wi-Fi password: Home at two zero two four! and PIN four three two one.")]
    [InlineData("en", "The password is \"Qw3rty#Uiop\".", "The password is capital Q w three r t y hash Uiop.")]
    [InlineData("en", "Your temporary password is X7k9Lm2P. Change it.",
        "Your temporary password is capital X seven k nine capital L m two capital P. | Change it.")]
    [InlineData("en", "Password must have 8 characters. The password is secret. Password reset: 5 times.",
        "Password must have eight characters. | The password is secret. | Password reset: five times.")]
    [InlineData("en", ".NET 8, ASP.NET Core, C/C++, C++17, C# 12, F#, Node.js 20, TypeScript 5.3, Vue.js, .com, a .pdf file.",
        "dot net eight, A S P dot net Core, C C plus plus, C plus plus seventeen, C sharp twelve, F sharp, Node dot js twenty, TypeScript five point three, Vue dot js, dot com, a dot pdf file.")]
    [InlineData("en", "The file is report.final.docx and app.exe. It's on GitHub.io and Booking.com.",
        "The file is report dot final dot docx and app dot exe. | It's on GitHub dot io and Booking dot com.")]
    [InlineData("hi", "गीता 2.47 और अध्याय 4 पढ़ें; सूरह 2:255।", "गीता दो, सैंतालीस और अध्याय चार पढ़ें; सूरह दो, दो सौ पचपन।")]
    [InlineData("hi", "दौड़ का समय 1:23.45 रहा।", "दौड़ का समय एक मिनट तेईस दशमलव चार पाँच सेकंड रहा।")]
    [InlineData("hi", "Q1FY26 में मुनाफ़ा ₹ (250) करोड़ रहा।", "Q एक FY छब्बीस में मुनाफ़ा दो सौ पचास करोड़ रुपये रहा।")]
    [InlineData("hi", "9वीं/10वीं के छात्र; 5वीं-6वीं; XIX शताब्दी; अध्याय IV; कक्षा X और XII",
        "नौवीं या दसवीं के छात्र; पाँचवीं से छठी; उन्नीसवीं शताब्दी; अध्याय चार; कक्षा दस और बारह")]
    [InlineData("hi", "पासवर्ड aB3$xY!9 है। मेरा पासवर्ड Welcome@123 है।",
        "पासवर्ड a capital B तीन डॉलर x capital Y exclamation mark नौ है। | मेरा पासवर्ड Welcome एट एक दो तीन है।")]
    [InlineData("hi", "समीकरण (5) और चित्र 3(ख) देखें; x²/2", "समीकरण पाँच और चित्र तीन ख देखें; x का वर्ग बटा दो")]
    [InlineData("hi", "1947, 1950 और 1971; सन् 1526, 1556 और 1761 में",
        "उन्नीस सौ सैंतालीस, उन्नीस सौ पचास और उन्नीस सौ इकहत्तर; सन् पंद्रह सौ छब्बीस, पंद्रह सौ छप्पन और सत्रह सौ इकसठ में")]
    [InlineData("hi", "₹500 का नोट, 10 किमी की दौड़, 2 लीटर की बोतल, 1.5 L/माह",
        "पाँच सौ रुपये का नोट, दस किलोमीटर की दौड़, दो लीटर की बोतल, एक दशमलव पाँच लीटर प्रति माह")]
    [InlineData("bn", "১৩শ শতাব্দী, ৩১শে ডিসেম্বর, ৫ম, ৬ষ্ঠ, ৭ম, ২৫তম, ১৪ই এপ্রিল, ৩রা জুন, ১০ই",
        "ত্রয়োদশ শতাব্দী, একত্রিশে ডিসেম্বর, পঞ্চম, ষষ্ঠ, সপ্তম, পঁচিশতম, চৌদ্দই এপ্রিল, তেসরা জুন, দশই")]
    [InlineData("bn", "লুই XIV, চার্লস III", "লুই চতুর্দশ, চার্লস তৃতীয়")]
    [InlineData("te", "లూయీ XIV, 100వ, 3వది, 12వ తేదీ, 5-వ", "లూయీ పద్నాలుగవ, వందవ, మూడవది, పన్నెండవ తేదీ, ఐదవ")]
    [InlineData("ta", "லூயி XIV, 5-வது, 2-ம் உலகப் போர், 100-வது, 3-ஆம், 20-ம்",
        "லூயி பதினான்காம், ஐந்தாவது, இரண்டாம் உலகப் போர், நூறாவது, மூன்றாம், இருபதாம்")]
    [InlineData("kn", "ಲೂಯಿ XIV, 5-ನೇ, 3ನೆಯ, 50ನೇ", "ಲೂಯಿ ಹದಿನಾಲ್ಕನೇ, ಐದನೇ, ಮೂರನೆಯ, ಐವತ್ತನೇ")]
    public void Is_said_as_a_person_says_it(string language, string text, string spoken) =>
        Assert.Equal(spoken, string.Join(" | ", TextNormalizer.Of(PlainText.Of(text), language).Sentences.Select(sentence => sentence.Spoken)));
}
