using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Lines of notices, advertisements, bank messages, news and product pages.</summary>
public sealed class NoticesTests
{
    [Theory]
    [InlineData("en", "2 & 3 BHK flats from ₹85L onwards in Sector 62, Noida 201309.",
        "two and three BHK flats from eighty-five lakh rupees onwards in Sector sixty-two, Noida two zero one three zero nine.")]
    [InlineData("en", "30x50 site for sale, ₹4,200/sq ft, Khata No. 45/2, Whitefield - 560 066.",
        "thirty by fifty site for sale, four thousand two hundred rupees per square foot, Khata number forty-five by two, Whitefield, five six zero, zero six six.")]
    [InlineData("en", "Rent ₹35K/month, deposit ₹2L, maintenance Rs. 3,500/- p.m.",
        "Rent thirty-five thousand rupees per month, deposit two lakh rupees, maintenance three thousand five hundred rupees per month.")]
    [InlineData("en", "Plot of 200 sq yd @ ₹65,000 per sq yd, total ₹1.3 crore.",
        "Plot of two hundred square yards at sixty-five thousand rupees per square yard, total one point three crore rupees.")]
    [InlineData("en", "Your appointment with Dr. Mehta is on 12/03/2026 at 10:15 am, Token No. 14.",
        "Your appointment with Doctor Mehta is on twelfth March twenty twenty-six at ten fifteen A M, Token number fourteen.")]
    [InlineData("en", "Take 1/2 tablet twice a day for 5-7 days, 30 min before food.",
        "Take half a tablet twice a day for five to seven days, thirty minutes before food.")]
    [InlineData("en", "Your BP is 130/85 and sugar is 142 mg/dL.",
        "Your BP is one hundred thirty over eighty-five and sugar is one hundred forty-two milligrams per deciliter.")]
    [InlineData("en", "Take 5 ml syrup 3x a day; fever above 101.5°F, call 108.",
        "Take five milliliters syrup three x a day; fever above one hundred one point five degrees Fahrenheit, call one zero eight.")]
    [InlineData("en", "Paracetamol 650 mg, 1-0-1, for 3 days.", "Paracetamol six hundred fifty milligrams, one zero one, for three days.")]
    [InlineData("en", "PTM for Classes 6-8 is on 14th Feb '26 from 9:30 am-12:30 pm.",
        "PTM for Classes six to eight is on fourteenth February twenty twenty-six from nine thirty A M to twelve thirty P M.")]
    [InlineData("en", "Exam fee of Rs.750/- must be paid by 31.01.26.",
        "Exam fee of seven hundred fifty rupees must be paid by thirty-first January twenty twenty-six.")]
    [InlineData("en", "School bus No. 12 will leave at 0715 hrs.", "School bus number twelve will leave at oh seven fifteen hours.")]
    [InlineData("en", "Annual day on Sat, Dec 20–21.", "Annual day on Saturday, December twentieth to twenty-first.")]
    [InlineData("en", "Std 10 boards from 17 Feb–18 Mar 2026.",
        "Std ten boards from seventeenth February to eighteenth March twenty twenty-six.")]
    [InlineData("en", "India 287/6 (50 ov), Kohli 104* (98b, 8x4, 2x6).",
        "India two hundred eighty-seven for six, fifty overs, Kohli one hundred four not out, ninety-eight balls, eight fours, two sixes.")]
    [InlineData("en", "Bumrah took 5/23 as England were all out for 156.",
        "Bumrah took five for twenty-three as England were all out for one hundred fifty-six.")]
    [InlineData("en", "India beat Australia by 6 wickets with 14 balls left; series 2-1.",
        "India beat Australia by six wickets with fourteen balls left; series two one.")]
    [InlineData("en", "CSK need 24 runs off 12 balls at 12.5 rpo.", "CSK need twenty-four runs off twelve balls at twelve point five rpo.")]
    [InlineData("en", "Chelsea beat Arsenal 2-0; Spain drew 1-1 with Italy.",
        "Chelsea beat Arsenal two nil; Spain drew one one with Italy.")]
    [InlineData("en", "Sindhu won 21-15, 18-21, 21-17.", "Sindhu won twenty-one fifteen, eighteen twenty-one, twenty-one seventeen.")]
    [InlineData("en", "FD of ₹5 lakh at 7.25% p.a. for 444 days gives ₹44,110.",
        "FD of five lakh rupees at seven point two five percent per annum for four hundred forty-four days gives forty-four thousand one hundred ten rupees.")]
    [InlineData("en", "The phone has a 6.7-inch 120Hz display, 50MP + 12MP cameras, 5000 mAh battery, 8GB+256GB at ₹24,999.",
        "The phone has a six point seven inch one hundred twenty hertz display, fifty megapixel plus twelve megapixel cameras, five thousand milliamp hour battery, eight gigabytes plus two hundred fifty-six gigabytes at twenty-four thousand nine hundred ninety-nine rupees.")]
    [InlineData("en", "It charges from 0-50% in 20 min with a 67W charger.",
        "It charges from zero to fifty percent in twenty minutes with a sixty-seven watt charger.")]
    [InlineData("en", "The TV is 4K with 3 HDMI 2.1 ports and weighs 12.4 kg.",
        "The TV is four K with three HDMI two point one ports and weighs twelve point four kilograms.")]
    [InlineData("en", "Scooter gives 45-50 kmpl, top speed 90 km/h, 0-60 in 9.2s.",
        "Scooter gives forty-five to fifty kilometers per liter, top speed ninety kilometers per hour, zero to sixty in nine point two seconds.")]
    [InlineData("en", "BJP leads in 143 seats, Congress in 72; turnout 67.3%.",
        "BJP leads in one hundred forty-three seats, Congress in seventy-two; turnout sixty-seven point three percent.")]
    [InlineData("en", "He won by 1,23,456 votes with a 54.2% share.",
        "He won by one lakh twenty-three thousand four hundred fifty-six votes with a fifty-four point two percent share.")]
    [InlineData("en", "The alliance got 240-250 seats against 543.",
        "The alliance got two hundred forty to two hundred fifty seats against five hundred forty-three.")]
    [InlineData("en", "Over 3.2 Cr voters in 4.5L booths.", "Over three point two crore voters in four point five lakh booths.")]
    [InlineData("en", "Min 12°C, max 28°C; rainfall 45 mm; winds 20-25 km/h.",
        "Min twelve degrees Celsius, max twenty-eight degrees Celsius; rainfall forty-five millimeters; winds twenty to twenty-five kilometers per hour.")]
    [InlineData("en", "AQI is 350+ in Delhi; humidity 85%.", "AQI is three hundred fifty plus in Delhi; humidity eighty-five percent.")]
    [InlineData("en", "The 5.6-magnitude quake hit at 2:47 am at 10-km depth.",
        "The five point six magnitude quake hit at two forty-seven A M at ten kilometer depth.")]
    [InlineData("en", "Sensex up 412.35 pts at 81,234; Nifty 24,850 (+0.5%).",
        "Sensex up four hundred twelve point three five points at eighty-one thousand two hundred thirty-four; Nifty twenty-four thousand eight hundred fifty, plus zero point five percent.")]
    [InlineData("en", "Gold at ₹72,350/10 gm; silver ₹88,000/kg; crude $82.5/bbl.",
        "Gold at seventy-two thousand three hundred fifty rupees per ten grams; silver eighty-eight thousand rupees per kilogram; crude eighty-two point five dollars per barrel.")]
    [InlineData("en", "Petrol ₹102.86/L; diesel ₹88.94/L.",
        "Petrol one hundred two rupees and eighty-six paise per liter; diesel eighty-eight rupees and ninety-four paise per liter.")]
    [InlineData("en", "The course has 120+ hrs of video, 4.7/5 rating, 2.3L+ learners.",
        "The course has one hundred twenty plus hours of video, four point seven out of five rating, two point three lakh plus learners.")]
    [InlineData("en", "Batch starts 1 Jan; fee ₹9,999 (was ₹19,999), 50% off.",
        "Batch starts first January; fee nine thousand nine hundred ninety-nine rupees, was nineteen thousand nine hundred ninety-nine rupees, fifty percent off.")]
    [InlineData("en", "Flight 6E-2134 from Gate 14B departs at 1845 hrs.",
        "Flight six E two one three four from Gate fourteen B departs at eighteen forty-five hours.")]
    [InlineData("en", "Train no. 22691 at PF 5, coach B4, seat 32; PNR 2345678901.",
        "Train number two two six nine one at PF five, coach B four, seat thirty-two; PNR two three four five six seven eight nine zero one.")]
    [InlineData("en", "NH-44 km 120-135 is closed; take NH 48.",
        "NH forty-four kilometers one hundred twenty to one hundred thirty-five is closed; take NH forty-eight.")]
    [InlineData("en", "Buy 2 get 1 @ ₹499; MRP ₹799.",
        "Buy two get one at four hundred ninety-nine rupees; MRP seven hundred ninety-nine rupees.")]
    [InlineData("en", "Population grew from 36 crore in 1951 to 140 crore in 2023.",
        "Population grew from thirty-six crore in nineteen fifty-one to one hundred forty crore in twenty twenty-three.")]
    [InlineData("en", "India's budget is Rs 48.2 lakh crore; deficit 4.9% of GDP.",
        "India's budget is forty-eight point two lakh crore rupees; deficit four point nine percent of GDP.")]
    [InlineData("en", "Use code SAVE20 for ₹200 off on ₹999+.",
        "Use code SAVE twenty for two hundred rupees off on nine hundred ninety-nine rupees plus.")]
    [InlineData("en", "Mix 2:1 water and rice; cook 15-20 min on low.",
        "Mix two to one water and rice; cook fifteen to twenty minutes on low.")]
    [InlineData("en", "Add 1¼ tsp salt, 2 tbsp oil, 250 g paneer.",
        "Add one and a quarter teaspoons salt, two tablespoons oil, two hundred fifty grams paneer.")]
    [InlineData("en", "The app has 10M+ downloads and 50K+ reviews.",
        "The app has ten million plus downloads and fifty thousand plus reviews.")]
    [InlineData("en", "Aspect ratio 9:16, 1080p at 60fps, max 50MB.",
        "Aspect ratio nine to sixteen, ten eighty p at sixty frames per second, max fifty megabytes.")]
    [InlineData("en", "The distance to the sun is 1.5 × 10^8 km.",
        "The distance to the sun is one point five times ten to the power of eight kilometers.")]
    [InlineData("en", "Password must be 8-12 characters.", "Password must be eight to twelve characters.")]
    [InlineData("en", "Ages 3-5 yrs; batch size 10-12.", "Ages three to five years; batch size ten to twelve.")]
    [InlineData("en", "Reply Y to 56767 or call 1800 103 1122.",
        "Reply Y to five six seven six seven or call one eight zero zero, one zero three, one one two two.")]
    [InlineData("en", "From 1 to 5 Dec at 50% off.", "From first to fifth December at fifty percent off.")]
    [InlineData("en", "Article 370 and Section 80C(2).", "Article three hundred seventy and Section eighty C two.")]
    [InlineData("en", "2 lakh 35 thousand people; 3 crore 20 lakh trees.",
        "two lakh thirty-five thousand people; three crore twenty lakh trees.")]
    [InlineData("en", "The ratio of boys to girls is 3:2.", "The ratio of boys to girls is three to two.")]
    [InlineData("en", "A 5-star hotel at ₹12K/night.", "A five star hotel at twelve thousand rupees per night.")]
    [InlineData("en", "It took 1 hr 20 mins 5 secs.", "It took one hour twenty minutes five seconds.")]
    [InlineData("en", "Order #4521 of ₹1,499 is out for delivery, OTP: 7788.",
        "Order number four five two one of one thousand four hundred ninety-nine rupees is out for delivery, OTP: seven seven eight eight.")]
    [InlineData("en", "IPL 2026 final: MI 190/5 beat RCB 188/7 by 5 wkts.",
        "IPL twenty twenty-six final: MI one hundred ninety for five beat RCB one hundred eighty-eight for seven by five wkts.")]
    [InlineData("en", "India are 150-3 (22 ov).", "India are one hundred fifty for three, twenty-two overs.")]
    [InlineData("en", "India won the series 3-0.", "India won the series three nil.")]
    [InlineData("en", "Half of 7 is 3.5 or 3 1/2.", "Half of seven is three point five or three and a half.")]
    [InlineData("en", "Sales rose 2.5x to Rs. 450 Cr in Q2 FY26.",
        "Sales rose two point five x to four hundred fifty crore rupees in Q two FY twenty-six.")]
    [InlineData("en", "In Jan-Feb 2026, sales were 10-15% up.",
        "In January to February twenty twenty-six, sales were ten to fifteen percent up.")]
    [InlineData("en", "The school is open 8.30 am to 2.15 pm.", "The school is open eight thirty A M to two fifteen P M.")]
    [InlineData("en", "The meeting is at 5-6 pm on the 4th.", "The meeting is at five to six P M on the fourth.")]
    [InlineData("en", "Rs 50-60 thousand a month; $2-3 million.", "fifty to sixty thousand rupees a month; two to three million dollars.")]
    [InlineData("en", "He is 5 ft 8 in and 72.5 kg.", "He is five feet eight in and seventy-two point five kilograms.")]
    [InlineData("en", "Pay Rs. 1,50,000/- (Rupees one lakh fifty thousand only) by DD.",
        "Pay one lakh fifty thousand rupees, Rupees one lakh fifty thousand only, by DD.")]
    [InlineData("en", "Ward 12, Door No. 4-5-678/1, Hyderabad-500029.",
        "Ward twelve, Door number four, five, six seven eight by one, Hyderabad five zero zero zero two nine.")]
    [InlineData("en", "She scored 98.6% (493/500).",
        "She scored ninety-eight point six percent, four hundred ninety-three out of five hundred.")]
    [InlineData("en", "Answer any 5 out of 8; 2 x 10 = 20 marks.", "Answer any five out of eight; two times ten equals twenty marks.")]
    public void A_line_of_English_is_said_as_a_person_says_it(string language, string text, string spoken) =>
        Assert.Equal(spoken, Spoken(text, language));

    [Theory]
    [InlineData("hi", "नोएडा सेक्टर 62 में 2 BHK फ्लैट ₹85L से शुरू।", "नोएडा सेक्टर बासठ में दो BHK फ्लैट पचासी लाख रुपये से शुरू।")]
    [InlineData("hi", "1,450 वर्ग फुट का फ्लैट, कीमत ₹1.2 Cr, संपर्क 98765-43210/11।",
        "एक हज़ार चार सौ पचास वर्ग फुट का फ्लैट, कीमत एक दशमलव दो करोड़ रुपये, संपर्क नौ आठ सात छह पाँच, चार तीन दो एक शून्य, एक एक।")]
    [InlineData("hi", "30x50 का प्लॉट, ₹4,200/वर्ग फुट, पिन-560066।",
        "तीस गुणा पचास का प्लॉट, चार हज़ार दो सौ रुपये प्रति वर्ग फुट, पिन पाँच छह शून्य शून्य छह छह।")]
    [InlineData("hi", "किराया ₹15K/माह, जमानत ₹1 लाख 50 हज़ार।", "किराया पंद्रह हज़ार रुपये प्रति माह, जमानत एक लाख पचास हज़ार रुपये।")]
    [InlineData("hi", "आपकी अपॉइंटमेंट 12/03/2026 को सुबह 10:15 बजे है, टोकन नंबर 14।",
        "आपकी अपॉइंटमेंट बारह मार्च दो हज़ार छब्बीस को सुबह सवा दस बजे है, टोकन नंबर चौदह।")]
    [InlineData("hi", "दिन में 2 बार 1/2 गोली, 5-7 दिन तक।", "दिन में दो बार आधा गोली, पाँच से सात दिन तक।")]
    [InlineData("hi", "आपका BP 130/85 और शुगर 142 mg/dL है।",
        "आपका BP एक सौ तीस बटा पचासी और शुगर एक सौ बयालीस मिलीग्राम प्रति डेसीलीटर है।")]
    [InlineData("hi", "बुखार 101.5°F से ज़्यादा हो तो 108 पर कॉल करें।",
        "बुखार एक सौ एक दशमलव पाँच डिग्री फ़ारेनहाइट से ज़्यादा हो तो एक शून्य आठ पर कॉल करें।")]
    [InlineData("hi", "कक्षा 6-8 की PTM 14 फ़रवरी को सुबह 9:30 से 12:30 बजे तक।",
        "कक्षा छह से आठ की PTM चौदह फ़रवरी को सुबह साढ़े नौ से साढ़े बारह बजे तक।")]
    [InlineData("hi", "फीस ₹750/- है, अंतिम तिथि 31.01.26।", "फीस सात सौ पचास रुपये है, अंतिम तिथि इकतीस जनवरी दो हज़ार छब्बीस।")]
    [InlineData("hi", "भारत 287/6 (50 ओवर), कोहली ने 104 रन बनाए।",
        "भारत छह विकेट पर दो सौ सत्तासी, पचास ओवर, कोहली ने एक सौ चार रन बनाए।")]
    [InlineData("hi", "भारत ने ऑस्ट्रेलिया को 2-1 से हराया।", "भारत ने ऑस्ट्रेलिया को दो एक से हराया।")]
    [InlineData("hi", "मैच 1-1 से ड्रॉ रहा।", "मैच एक एक से ड्रॉ रहा।")]
    [InlineData("hi", "सिंधु ने 21-15, 18-21, 21-17 से मैच जीता।", "सिंधु ने इक्कीस पंद्रह, अठारह इक्कीस, इक्कीस सत्रह से मैच जीता।")]
    [InlineData("hi", "348215 आपका OTP है, किसी को न बताएँ।", "तीन चार आठ दो एक पाँच आपका OTP है, किसी को न बताएँ।")]
    [InlineData("hi", "₹5 लाख की FD पर 7.25% ब्याज।", "पाँच लाख रुपये की FD पर सात दशमलव दो पाँच प्रतिशत ब्याज।")]
    [InlineData("hi", "फ़ोन में 50MP कैमरा और 5000 mAh बैटरी है।",
        "फ़ोन में पचास मेगापिक्सेल कैमरा और पाँच हज़ार मिलीएम्पियर घंटा बैटरी है।")]
    [InlineData("hi", "1.5 लाख करोड़ का बजट; 3.2 करोड़ मतदाता।", "एक दशमलव पाँच लाख करोड़ का बजट; तीन दशमलव दो करोड़ मतदाता।")]
    [InlineData("hi", "वह 1,23,456 वोटों से जीता।", "वह एक लाख तेईस हज़ार चार सौ छप्पन वोटों से जीता।")]
    [InlineData("hi", "143 सीटें, 67.3% मतदान।", "एक सौ तैंतालीस सीटें, सड़सठ दशमलव तीन प्रतिशत मतदान।")]
    [InlineData("hi", "न्यूनतम 12°C, अधिकतम 28°C, हवा 20-25 km/h।",
        "न्यूनतम बारह डिग्री सेल्सियस, अधिकतम अट्ठाईस डिग्री सेल्सियस, हवा बीस से पच्चीस किलोमीटर प्रति घंटा।")]
    [InlineData("hi", "पेट्रोल ₹102.86/लीटर है।", "पेट्रोल एक सौ दो रुपये छियासी पैसे प्रति लीटर है।")]
    [InlineData("hi", "सोना ₹72,350/10 ग्राम।", "सोना बहत्तर हज़ार तीन सौ पचास रुपये प्रति दस ग्राम।")]
    [InlineData("hi", "ट्रेन संख्या 22691 शाम 6:05 बजे चलेगी।", "ट्रेन संख्या दो दो छह नौ एक शाम छह बजकर पाँच मिनट पर चलेगी।")]
    [InlineData("hi", "मकान नं. 4-5-678/1, हैदराबाद-500029",
        "मकान नंबर चार, पाँच, छह सात आठ बटा एक, हैदराबाद पाँच शून्य शून्य शून्य दो नौ")]
    [InlineData("hi", "₹5-7 हज़ार में; 10-12 हज़ार लोग; 2-3 करोड़।", "पाँच से सात हज़ार रुपये में; दस से बारह हज़ार लोग; दो से तीन करोड़।")]
    [InlineData("hi", "1 करोड़ 20 लाख पेड़; 2 लाख 35 हज़ार लोग।", "एक करोड़ बीस लाख पेड़; दो लाख पैंतीस हज़ार लोग।")]
    [InlineData("hi", "IPL 2026; 2024-25; 1 जन 2026।", "IPL दो हज़ार छब्बीस; दो हज़ार चौबीस से पच्चीस; एक जन दो हज़ार छब्बीस।")]
    [InlineData("hi", "कीमत 5 करोड़ से 10 करोड़ रुपये।", "कीमत पाँच करोड़ से दस करोड़ रुपये।")]
    [InlineData("hi", "अनुपात 16:9 है; 3:2 का अनुपात।", "अनुपात सोलह अनुपात नौ है; तीन अनुपात दो का अनुपात।")]
    [InlineData("hi", "कंपनी का मुनाफ़ा ₹450 करोड़।", "कंपनी का मुनाफ़ा चार सौ पचास करोड़ रुपये।")]
    [InlineData("hi", "छूट 10-15%; 2 घंटे 30 मिनट; 3.5 घंटे।", "छूट दस से पंद्रह प्रतिशत; दो घंटे तीस मिनट; तीन दशमलव पाँच घंटे।")]
    [InlineData("ta", "2 BHK வீடு ₹85L முதல்; 1,200 சதுர அடி ₹65 லட்சம்.",
        "இரண்டு BHK வீடு எண்பத்தி ஐந்து லட்சம் ரூபாய் முதல்; ஆயிரத்து இருநூறு சதுர அடி அறுபத்தி ஐந்து லட்சம் ரூபாய்.")]
    [InlineData("ta", "வாடகை ₹15,000/மாதம்; முன்பணம் ₹1 லட்சம் 50 ஆயிரம்.",
        "வாடகை பதினைந்தாயிரம் ரூபாய் ஒரு மாதம்; முன்பணம் ஒரு லட்சத்து ஐம்பதாயிரம் ரூபாய்.")]
    [InlineData("ta", "மருத்துவர் சந்திப்பு 12/03/2026 அன்று காலை 10.15 மணிக்கு.",
        "மருத்துவர் சந்திப்பு பன்னிரண்டு மார்ச் இரண்டாயிரத்து இருபத்தி ஆறு அன்று காலை பத்து பதினைந்து மணிக்கு.")]
    [InlineData("ta", "காய்ச்சல் 101.5°F க்கு மேல் இருந்தால் 108 ஐ அழைக்கவும்.",
        "காய்ச்சல் நூற்றி ஒன்று புள்ளி ஐந்து டிகிரி ஃபாரன்ஹீட் க்கு மேல் இருந்தால் ஒன்று பூஜ்ஜியம் எட்டு ஐ அழைக்கவும்.")]
    [InlineData("ta", "உங்கள் OTP 348215.", "உங்கள் OTP மூன்று நான்கு எட்டு இரண்டு ஒன்று ஐந்து.")]
    [InlineData("ta", "இந்தியா 287/6 ரன்கள்; இந்தியா 2-1 என தொடரை வென்றது.",
        "இந்தியா ஆறு விக்கெட்டுக்கு இருநூற்றி எண்பத்தி ஏழு ரன்கள்; இந்தியா இரண்டு ஒன்று என தொடரை வென்றது.")]
    [InlineData("ta", "1 கிலோ தக்காளி ₹40; 1 லிட்டர் பால்; 1 கோடி பேர்; 1 லட்சம்.",
        "ஒரு கிலோ தக்காளி நாற்பது ரூபாய்; ஒரு லிட்டர் பால்; ஒரு கோடி பேர்; ஒரு லட்சம்.")]
    [InlineData("ta", "வெப்பநிலை 32°C; மழை 45 mm; காற்று 20-25 km/h.",
        "வெப்பநிலை முப்பத்தி இரண்டு டிகிரி செல்சியஸ்; மழை நாற்பத்தி ஐந்து மில்லிமீட்டர்; காற்று இருபது முதல் இருபத்தி ஐந்து கிலோமீட்டர் ஒரு மணி நேரம்.")]
    [InlineData("ta", "ரயில் எண் 12637 இரவு 9.40 மணிக்கு.", "ரயில் எண் ஒன்று இரண்டு ஆறு மூன்று ஏழு இரவு ஒன்பது நாற்பது மணிக்கு.")]
    [InlineData("ta", "திங்கள்-வெள்ளி காலை 9 முதல் 5 மணி வரை.", "திங்கள் முதல் வெள்ளி காலை ஒன்பது முதல் ஐந்து மணி வரை.")]
    [InlineData("ta", "2½ கப், 3¼ கிலோ, 1/3 பங்கு.", "இரண்டரை கப், மூன்றேகால் கிலோ, மூன்றில் ஒன்று பங்கு.")]
    [InlineData("ta", "₹2.5 கோடி; 3.2 கோடி வாக்காளர்கள்; 67.3% வாக்குப்பதிவு.",
        "இரண்டு புள்ளி ஐந்து கோடி ரூபாய்; மூன்று புள்ளி இரண்டு கோடி வாக்காளர்கள்; அறுபத்தி ஏழு புள்ளி மூன்று சதவீதம் வாக்குப்பதிவு.")]
    [InlineData("ta", "வயது 18-25; 2024-25 கல்வி ஆண்டு.",
        "வயது பதினெட்டு முதல் இருபத்தி ஐந்து; இரண்டாயிரத்து இருபத்தி நான்கு முதல் இருபத்தி ஐந்து கல்வி ஆண்டு.")]
    [InlineData("te", "2 BHK ఫ్లాట్ ₹85L నుండి; 1,200 చదరపు అడుగులు ₹65 లక్షలు.",
        "రెండు BHK ఫ్లాట్ ఎనభై ఐదు లక్షల రూపాయల నుండి; వెయ్యి రెండు వందల చదరపు అడుగులు అరవై ఐదు లక్షల రూపాయలు.")]
    [InlineData("te", "అద్దె ₹15,000/నెల; అడ్వాన్స్ ₹1 లక్ష 50 వేలు.",
        "అద్దె పదిహేను వేల రూపాయలు ప్రతి నెల; అడ్వాన్స్ ఒక లక్ష యాభై వేల రూపాయలు.")]
    [InlineData("te", "అపాయింట్‌మెంట్ 12/03/2026 ఉదయం 10:15 గంటలకు.",
        "అపాయింట్‌మెంట్ పన్నెండు మార్చి రెండు వేల ఇరవై ఆరు ఉదయం పది పదిహేను గంటలకు.")]
    [InlineData("te", "జ్వరం 101.5°F దాటితే 108 కి కాల్ చేయండి.",
        "జ్వరం నూట ఒకటి పాయింట్ ఐదు డిగ్రీల ఫారెన్‌హీట్ దాటితే ఒకటి సున్నా ఎనిమిది కి కాల్ చేయండి.")]
    [InlineData("te", "మీ OTP 348215.", "మీ OTP మూడు నాలుగు ఎనిమిది రెండు ఒకటి ఐదు.")]
    [InlineData("te", "భారత్ 287/6 పరుగులు; భారత్ 2-1 తో సిరీస్ గెలిచింది.",
        "భారత్ ఆరు వికెట్లకు రెండు వందల ఎనభై ఏడు పరుగులు; భారత్ రెండు ఒకటి తో సిరీస్ గెలిచింది.")]
    [InlineData("te", "1 కిలో టమాటా ₹40; 1 కోటి మంది; 1 లక్ష; 1 km.", "ఒక కిలో టమాటా నలభై రూపాయలు; ఒక కోటి మంది; ఒక లక్ష; ఒక కిలోమీటర్.")]
    [InlineData("te", "ఉష్ణోగ్రత 32°C; 45 mm వర్షం; గాలి 20-25 km/h.",
        "ఉష్ణోగ్రత ముప్పై రెండు డిగ్రీల సెల్సియస్; నలభై ఐదు మిల్లీమీటర్లు వర్షం; గాలి ఇరవై నుండి ఇరవై ఐదు కిలోమీటర్లు ప్రతి గంట.")]
    [InlineData("te", "రైలు నంబర్ 12723 సాయంత్రం 6.25 గంటలకు.", "రైలు నంబర్ ఒకటి రెండు ఏడు రెండు మూడు సాయంత్రం ఆరు ఇరవై ఐదు గంటలకు.")]
    [InlineData("te", "సోమ-శుక్ర ఉదయం 9 నుండి 5 వరకు.", "సోమవారం నుండి శుక్రవారం ఉదయం తొమ్మిది నుండి ఐదు వరకు.")]
    [InlineData("te", "₹2.5 కోట్లు; 3.2 కోట్ల ఓటర్లు; 67.3% పోలింగ్.",
        "రెండు పాయింట్ ఐదు కోట్ల రూపాయలు; మూడు పాయింట్ రెండు కోట్ల ఓటర్లు; అరవై ఏడు పాయింట్ మూడు శాతం పోలింగ్.")]
    [InlineData("te", "500 మంది; 200 రూపాయలు; 1500 కిలోలు.", "ఐదు వందల మంది; రెండు వందల రూపాయలు; వెయ్యి ఐదు వందల కిలోలు.")]
    [InlineData("kn", "2 BHK ಫ್ಲ್ಯಾಟ್ ₹85L ರಿಂದ; 1,200 ಚದರ ಅಡಿ ₹65 ಲಕ್ಷ.",
        "ಎರಡು BHK ಫ್ಲ್ಯಾಟ್ ಎಂಬತ್ತೈದು ಲಕ್ಷ ರೂಪಾಯಿ ರಿಂದ; ಒಂದು ಸಾವಿರದ ಇನ್ನೂರು ಚದರ ಅಡಿ ಅರವತ್ತೈದು ಲಕ್ಷ ರೂಪಾಯಿ.")]
    [InlineData("kn", "ಬಾಡಿಗೆ ₹15,000/ತಿಂಗಳು; ಮುಂಗಡ ₹1 ಲಕ್ಷ 50 ಸಾವಿರ.",
        "ಬಾಡಿಗೆ ಹದಿನೈದು ಸಾವಿರ ರೂಪಾಯಿ ಪ್ರತಿ ತಿಂಗಳು; ಮುಂಗಡ ಒಂದು ಲಕ್ಷದ ಐವತ್ತು ಸಾವಿರ ರೂಪಾಯಿ.")]
    [InlineData("kn", "ಭೇಟಿ 12/03/2026 ರಂದು ಬೆಳಿಗ್ಗೆ 10.15 ಗಂಟೆಗೆ.",
        "ಭೇಟಿ ಹನ್ನೆರಡು ಮಾರ್ಚ್ ಎರಡು ಸಾವಿರದ ಇಪ್ಪತ್ತಾರರಂದು ಬೆಳಿಗ್ಗೆ ಹತ್ತು ಹದಿನೈದು ಗಂಟೆಗೆ.")]
    [InlineData("kn", "ಜ್ವರ 101.5°F ಮೀರಿದರೆ 108 ಗೆ ಕರೆ ಮಾಡಿ.",
        "ಜ್ವರ ನೂರ ಒಂದು ಪಾಯಿಂಟ್ ಐದು ಡಿಗ್ರಿ ಫ್ಯಾರನ್‌ಹೀಟ್ ಮೀರಿದರೆ ಒಂದು ಸೊನ್ನೆ ಎಂಟು ಗೆ ಕರೆ ಮಾಡಿ.")]
    [InlineData("kn", "ನಿಮ್ಮ OTP 348215.", "ನಿಮ್ಮ OTP ಮೂರು ನಾಲ್ಕು ಎಂಟು ಎರಡು ಒಂದು ಐದು.")]
    [InlineData("kn", "ಭಾರತ 287/6 ರನ್; ಭಾರತ 2-1 ಅಂತರದಿಂದ ಸರಣಿ ಗೆದ್ದಿತು.",
        "ಭಾರತ ಆರು ವಿಕೆಟ್‌ಗೆ ಇನ್ನೂರ ಎಂಬತ್ತೇಳು ರನ್; ಭಾರತ ಎರಡು ಒಂದು ಅಂತರದಿಂದ ಸರಣಿ ಗೆದ್ದಿತು.")]
    [InlineData("kn", "1 ಕೆಜಿ ಟೊಮೆಟೊ ₹40; 1 ಕೋಟಿ ಜನ.", "ಒಂದು ಕಿಲೋ ಟೊಮೆಟೊ ನಲವತ್ತು ರೂಪಾಯಿ; ಒಂದು ಕೋಟಿ ಜನ.")]
    [InlineData("kn", "ತಾಪಮಾನ 32°C; ಮಳೆ 45 mm; ಗಾಳಿ 20-25 km/h.",
        "ತಾಪಮಾನ ಮೂವತ್ತೆರಡು ಡಿಗ್ರಿ ಸೆಲ್ಸಿಯಸ್; ಮಳೆ ನಲವತ್ತೈದು ಮಿಲಿಮೀಟರ್; ಗಾಳಿ ಇಪ್ಪತ್ತರಿಂದ ಇಪ್ಪತ್ತೈದು ಕಿಲೋಮೀಟರ್ ಪ್ರತಿ ಗಂಟೆ.")]
    [InlineData("kn", "ರೈಲು ಸಂಖ್ಯೆ 12628 ರಾತ್ರಿ 7.20 ಗಂಟೆಗೆ.", "ರೈಲು ಸಂಖ್ಯೆ ಒಂದು ಎರಡು ಆರು ಎರಡು ಎಂಟು ರಾತ್ರಿ ಏಳು ಇಪ್ಪತ್ತು ಗಂಟೆಗೆ.")]
    [InlineData("kn", "ಸೋಮವಾರ-ಶುಕ್ರವಾರ; ಜೂನ್–ಜುಲೈ.", "ಸೋಮವಾರದಿಂದ ಶುಕ್ರವಾರ; ಜೂನ್‌ನಿಂದ ಜುಲೈ.")]
    [InlineData("kn", "₹2.5 ಕೋಟಿ; 3.2 ಕೋಟಿ ಮತದಾರರು; 67.3%.",
        "ಎರಡು ಪಾಯಿಂಟ್ ಐದು ಕೋಟಿ ರೂಪಾಯಿ; ಮೂರು ಪಾಯಿಂಟ್ ಎರಡು ಕೋಟಿ ಮತದಾರರು; ಅರವತ್ತೇಳು ಪಾಯಿಂಟ್ ಮೂರು ಪ್ರತಿಶತ.")]
    [InlineData("bn", "২ BHK ফ্ল্যাট ₹৮৫L থেকে; ১,২০০ বর্গফুট ৬৫ লাখ টাকা।",
        "দুই BHK ফ্ল্যাট পঁচাশি লাখ টাকা থেকে; এক হাজার দুইশো বর্গফুট পঁয়ষট্টি লাখ টাকা।")]
    [InlineData("bn", "ভাড়া ₹১৫,০০০/মাস; অগ্রিম ₹১ লাখ ৫০ হাজার।", "ভাড়া পনেরো হাজার টাকা প্রতি মাস; অগ্রিম এক লাখ পঞ্চাশ হাজার টাকা।")]
    [InlineData("bn", "অ্যাপয়েন্টমেন্ট ১২/০৩/২০২৬ সকাল ১০:১৫ টায়।", "অ্যাপয়েন্টমেন্ট বারো মার্চ দুই হাজার ছাব্বিশ সকাল সওয়া দশটায়।")]
    [InlineData("bn", "জ্বর ১০১.৫°F এর বেশি হলে ১০৮ নম্বরে ফোন করুন।",
        "জ্বর একশো এক দশমিক পাঁচ ডিগ্রি ফারেনহাইট এর বেশি হলে এক শূন্য আট নম্বরে ফোন করুন।")]
    [InlineData("bn", "আপনার OTP 348215।", "আপনার OTP তিন চার আট দুই এক পাঁচ।")]
    [InlineData("bn", "ভারত ২৮৭/৬ রান; ভারত ২-১ ব্যবধানে সিরিজ জিতেছে।",
        "ভারত ছয় উইকেটে দুইশো সাতাশি রান; ভারত দুই এক ব্যবধানে সিরিজ জিতেছে।")]
    [InlineData("bn", "১ কেজি টমেটো ৪০ টাকা; ১ কোটি মানুষ।", "এক কেজি টমেটো চল্লিশ টাকা; এক কোটি মানুষ।")]
    [InlineData("bn", "তাপমাত্রা ৩২°C; বৃষ্টি ৪৫ mm; হাওয়া ২০-২৫ km/h।",
        "তাপমাত্রা বত্রিশ ডিগ্রি সেলসিয়াস; বৃষ্টি পঁয়তাল্লিশ মিলিমিটার; হাওয়া বিশ থেকে পঁচিশ কিলোমিটার প্রতি ঘণ্টা।")]
    [InlineData("bn", "ট্রেন নম্বর ১২৩০১ বিকেল ৪:৫০ টায়।", "ট্রেন নম্বর এক দুই তিন শূন্য এক বিকেল চার পঞ্চাশটায়।")]
    [InlineData("bn", "সোম-শুক্র সকাল ৯টা থেকে ৫টা; জুন–জুলাই।", "সোমবার থেকে শুক্রবার সকাল নয়টা থেকে পাঁচটা; জুন থেকে জুলাই।")]
    [InlineData("bn", "২.৫ কোটি টাকা; ৬৭.৩% ভোট।", "দুই দশমিক পাঁচ কোটি টাকা; সাতষট্টি দশমিক তিন শতাংশ ভোট।")]
    [InlineData("mr", "2 BHK फ्लॅट ₹85L पासून; 1,200 चौरस फूट 65 लाख रुपये.",
        "दोन BHK फ्लॅट पंच्याऐंशी लाख रुपये पासून; एक हजार दोनशे चौरस फूट पासष्ट लाख रुपये.")]
    [InlineData("mr", "भाडे ₹15,000/महिना; डिपॉझिट ₹1 लाख 50 हजार.",
        "भाडे पंधरा हजार रुपये प्रति महिना; डिपॉझिट एक लाख पन्नास हजार रुपये.")]
    [InlineData("mr", "भेट 12/03/2026 रोजी सकाळी 10:15 वाजता.", "भेट बारा मार्च दोन हजार सव्वीस रोजी सकाळी सव्वा दहा वाजता.")]
    [InlineData("mr", "ताप 101.5°F पेक्षा जास्त असल्यास 108 वर कॉल करा.",
        "ताप एकशे एक पॉइंट पाच अंश फॅरेनहाइट पेक्षा जास्त असल्यास एक शून्य आठ वर कॉल करा.")]
    [InlineData("mr", "तुमचा OTP 348215 आहे.", "तुमचा OTP तीन चार आठ दोन एक पाच आहे.")]
    [InlineData("mr", "भारत 287/6 धावा; भारताने 2-1 ने मालिका जिंकली.",
        "भारत सहा बाद दोनशे सत्त्याऐंशी धावा; भारताने दोन एक ने मालिका जिंकली.")]
    [InlineData("mr", "1 किलो टोमॅटो ₹40; 1 कोटी लोक.", "एक किलो टोमॅटो चाळीस रुपये; एक कोटी लोक.")]
    [InlineData("mr", "तापमान 32°C; पाऊस 45 mm; वारा 20-25 km/h.",
        "तापमान बत्तीस अंश सेल्सिअस; पाऊस पंचेचाळीस मिलिमीटर; वारा वीस ते पंचवीस किलोमीटर प्रति तास.")]
    [InlineData("mr", "ट्रेन क्र. 12128 दुपारी 3.15 वाजता.", "ट्रेन क्रमांक एक दोन एक दोन आठ दुपारी सव्वा तीन वाजता.")]
    [InlineData("mr", "सोम-शुक्र सकाळी 9 ते 5; जून–जुलै.", "सोमवार ते शुक्रवार सकाळी नऊ ते पाच; जून ते जुलै.")]
    [InlineData("mr", "₹2.5 कोटी; 67.3% मतदान; 1/3 भाग.", "दोन पॉइंट पाच कोटी रुपये; सदुसष्ट पॉइंट तीन टक्के मतदान; एक तृतीयांश भाग.")]
    public void A_line_of_an_Indian_language_is_said_as_a_person_says_it(string language, string text, string spoken) =>
        Assert.Equal(spoken, Spoken(text, language));

    private static string Spoken(string text, string language) =>
        string.Join(' ', TextNormalizer.Of(PlainText.Of(text), language).Sentences.Select(sentence => sentence.Spoken));
}
