using System.Globalization;
using IntelliAvatar.Server.Speech.Captions;
using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Lines of courses, shops, schools, news, cricket, kitchens, clinics, banks and offices in English and Hindi.</summary>
public sealed class EverydayLinesTests
{
    [Theory]
    [InlineData("en", "In this lesson you will learn 5 ways to save ₹10,000 a month.",
        "In this lesson you will learn five ways to save ten thousand rupees a month.")]
    [InlineData("en", "Module 3 has 12 videos (4 h 35 min) and 2 quizzes worth 20% of your grade.",
        "Module three has twelve videos, four hours thirty-five minutes, and two quizzes worth twenty percent of your grade.")]
    [InlineData("en", "Enrol by 30 Nov. 2026 and get 40% off, i.e. pay only ₹2,999.",
        "Enrol by thirtieth November twenty twenty-six and get forty percent off, that is pay only two thousand nine hundred ninety-nine rupees.")]
    [InlineData("en", "Watch Lesson 4.2 before the live class on Sat., 5 Dec. at 7:30 p.m. IST.",
        "Watch Lesson four point two before the live class on Saturday, fifth December at seven thirty P M IST.")]
    [InlineData("en", "Score 80% or more to get the certificate.", "Score eighty percent or more to get the certificate.")]
    [InlineData("en", "Chapter 7, Ex. 7.3, Q. 4(b) is for homework.",
        "Chapter seven, exercise seven point three, question four b is for homework.")]
    [InlineData("en", "Flat 20% off on 1st order above ₹499; use code NEW20.",
        "Flat twenty percent off on first order above four hundred ninety-nine rupees; use code NEW twenty.")]
    [InlineData("en", "Buy 1 get 1 free till 31/12/2026. T&C apply.",
        "Buy one get one free till thirty-first December twenty twenty-six. | T and C apply.")]
    [InlineData("en", "Basmati rice 5 kg @ ₹649, 10 kg @ ₹1,249.",
        "Basmati rice five kilograms at six hundred forty-nine rupees, ten kilograms at one thousand two hundred forty-nine rupees.")]
    [InlineData("en", "Free delivery within 3 km; ₹30 beyond that.", "Free delivery within three kilometers; thirty rupees beyond that.")]
    [InlineData("en", "Size 32-34 fits M; 36-38 fits L.", "Size thirty-two to thirty-four fits M; thirty-six to thirty-eight fits L.")]
    [InlineData("en", "MRP ₹1,299, our price ₹899, you save ₹400 (31%).",
        "MRP one thousand two hundred ninety-nine rupees, our price eight hundred ninety-nine rupees, you save four hundred rupees, thirty-one percent.")]
    [InlineData("en", "The shop is open Mon–Sat, 10 a.m. to 8:30 p.m., closed on Sun.",
        "The shop is open Monday to Saturday, ten A M to eight thirty P M, closed on Sunday.")]
    [InlineData("en", "Dear parents, the fee for Q3 is ₹18,500 per child.",
        "Dear parents, the fee for Q three is eighteen thousand five hundred rupees per child.")]
    [InlineData("en", "The PTM for Class IX-B is on 12/12/2026 in Room 14, 2nd floor.",
        "The PTM for Class nine B is on twelfth December twenty twenty-six in Room fourteen, second floor.")]
    [InlineData("en", "Roll Nos. 1-30 go to Hall A and 31-60 to Hall B.",
        "Roll numbers one to thirty go to Hall A and thirty-one to sixty to Hall B.")]
    [InlineData("en", "He got 95/100 in Maths, 88/100 in Science and 9.2 CGPA.",
        "He got ninety-five out of one hundred in Maths, eighty-eight out of one hundred in Science and nine point two CGPA.")]
    [InlineData("en", "Students of Std. V to VIII must bring a 30 cm scale.",
        "Students of standard five to eight must bring a thirty centimeter scale.")]
    [InlineData("en", "The half-yearly exams begin on Monday, 7th December at 9:00 a.m. sharp.",
        "The half-yearly exams begin on Monday, seventh December at nine A M sharp.")]
    [InlineData("en", "School starts at 7:45 and ends at 1:30 pm.", "School starts at seven forty-five and ends at one thirty P M.")]
    [InlineData("en", "The Sensex fell 1.2% to 79,854.32 on Friday.",
        "The Sensex fell one point two percent to seventy-nine thousand eight hundred fifty-four point three two on Friday.")]
    [InlineData("en", "The RBI cut the repo rate by 25 bps to 6.25%.",
        "The RBI cut the repo rate by twenty-five basis points to six point two five percent.")]
    [InlineData("en", "A 6.1-magnitude earthquake hit at 04:12 a.m.; 3 people died.",
        "A six point one magnitude earthquake hit at four twelve A M; three people died.")]
    [InlineData("en", "The rupee closed at 84.37 against the US dollar.",
        "The rupee closed at eighty-four point three seven against the US dollar.")]
    [InlineData("en", "The GDP grew 7.8% in Q1 of 2026-27.",
        "The GDP grew seven point eight percent in Q one of twenty twenty-six to twenty-seven.")]
    [InlineData("en", "PM Modi will visit the G20 summit on Nov. 22-23.",
        "PM Modi will visit the G twenty summit on November twenty-second to twenty-third.")]
    [InlineData("en", "Petrol costs ₹94.72/litre in Delhi.", "Petrol costs ninety-four rupees and seventy-two paise per litre in Delhi.")]
    [InlineData("en", "The bill passed 288-232 in the Lok Sabha.",
        "The bill passed two hundred eighty-eight to two hundred thirty-two in the Lok Sabha.")]
    [InlineData("en", "More than 1.5 lakh people came; 12 were hurt.", "More than one point five lakh people came; twelve were hurt.")]
    [InlineData("en", "India beat England by 7 wickets; Kohli made 82* off 51 balls.",
        "India beat England by seven wickets; Kohli made eighty-two not out off fifty-one balls.")]
    [InlineData("en", "Bumrah took 4/22 in 10 overs.", "Bumrah took four for twenty-two in ten overs.")]
    [InlineData("en", "India need 45 off 30 balls with 6 wickets in hand.",
        "India need forty-five off thirty balls with six wickets in hand.")]
    [InlineData("en", "He hit 6 fours and 4 sixes at a strike rate of 185.7.",
        "He hit six fours and four sixes at a strike rate of one hundred eighty-five point seven.")]
    [InlineData("en", "The 2nd ODI is at Eden Gardens at 1:30 PM.", "The second ODI is at Eden Gardens at one thirty P M.")]
    [InlineData("en", "Preheat the oven to 180°C (350°F) for 10 minutes.",
        "Preheat the oven to one hundred eighty degrees Celsius, three hundred fifty degrees Fahrenheit, for ten minutes.")]
    [InlineData("en", "Add 1/2 tsp turmeric, 1 tbsp ghee and 250 ml milk.",
        "Add half a teaspoon turmeric, one tablespoon ghee and two hundred fifty milliliters milk.")]
    [InlineData("en", "Take 2 cups of rice, 1½ cups of dal and 3-4 chillies.",
        "Take two cups of rice, one and a half cups of dal and three to four chillies.")]
    [InlineData("en", "Knead for 8–10 mins and rest it for 1/2 an hour.", "Knead for eight to ten minutes and rest it for half an hour.")]
    [InlineData("en", "Serves 4. Calories: 320 kcal per serving.",
        "Serves four. | Calories: three hundred twenty kilocalories per serving.")]
    [InlineData("en", "Take 1 tablet of 500 mg after food, 3 times a day for 5 days.",
        "Take one tablet of five hundred milligrams after food, three times a day for five days.")]
    [InlineData("en", "Your blood sugar is 110 mg/dL and BP is 120/80.",
        "Your blood sugar is one hundred ten milligrams per deciliter and BP is one hundred twenty over eighty.")]
    [InlineData("en", "Dr. K. S. Rao, MD, sees patients from 5-8 p.m.", "Doctor K S Rao, MD, sees patients from five to eight P M.")]
    [InlineData("en", "The dose is 0.5 ml/kg for children below 5 yrs.",
        "The dose is zero point five milliliters per kilogram for children below five years.")]
    [InlineData("en", "Haemoglobin: 13.5 g/dL; platelets: 2.5 lakh.",
        "Haemoglobin: thirteen point five grams per deciliter; platelets: two point five lakh.")]
    [InlineData("en", "His temperature was 102.4°F last night.",
        "His temperature was one hundred two point four degrees Fahrenheit last night.")]
    [InlineData("en", "Your A/c XX1234 is debited by Rs.2,500.00 on 28-11-26.",
        "Your account X X one two three four is debited by two thousand five hundred rupees on twenty-eighth November twenty twenty-six.")]
    [InlineData("en", "Avl bal: Rs 12,345.67. Call 1800-11-2211 if not you.",
        "Available balance: twelve thousand three hundred forty-five rupees and sixty-seven paise. | Call one eight zero zero, one one, two two one one if not you.")]
    [InlineData("en", "FD interest is 7.1% p.a. for 1-2 yrs.", "FD interest is seven point one percent per annum for one to two years.")]
    [InlineData("en", "Min. balance ₹5,000; penalty ₹150 + GST.",
        "minimum balance five thousand rupees; penalty one hundred fifty rupees plus GST.")]
    [InlineData("en", "EMI of ₹8,456 is due on the 5th of every month.",
        "EMI of eight thousand four hundred fifty-six rupees is due on the fifth of every month.")]
    [InlineData("en", "Your OTP is 482913, valid for 10 mins. Do not share it.",
        "Your OTP is four eight two nine one three, valid for ten minutes. | Do not share it.")]
    [InlineData("en", "Apply at www.ssc.gov.in before 5 p.m. on 15.01.2027.",
        "Apply at ssc dot gov dot in before five P M on fifteenth January twenty twenty-seven.")]
    [InlineData("en", "Age limit: 18–27 yrs as on 01.08.2026 (5 yrs' relaxation for SC/ST).",
        "Age limit: eighteen to twenty-seven years as on first August twenty twenty-six, five years relaxation for SC ST.")]
    [InlineData("en", "As per Section 80C, you can claim up to ₹1.5 lakh.",
        "As per Section eighty C, you can claim up to one point five lakh rupees.")]
    [InlineData("en", "Ward No. 12 will have no water from 10 am to 4 pm on 3rd Dec.",
        "Ward number twelve will have no water from ten A M to four P M on third December.")]
    [InlineData("en", "Helpline: 1912 or 011-23456789.",
        "Helpline: one nine one two or zero one one, two three four five six seven eight nine.")]
    [InlineData("en", "Pay property tax by 31st March to get a 10% rebate.",
        "Pay property tax by thirty-first March to get a ten percent rebate.")]
    [InlineData("en", "Send it to 24/B, 2nd Cross, Indiranagar, Bengaluru – 560038.",
        "Send it to twenty-four B, second Cross, Indiranagar, Bengaluru, five six zero zero three eight.")]
    [InlineData("en", "Train 12627 leaves Platform 5 at 19:20.", "Train one two six two seven leaves Platform five at nineteen twenty.")]
    [InlineData("en", "My WhatsApp number is +91-98450 12345 and my mail is info@abc.co.in.",
        "My WhatsApp number is plus nine one, nine eight four five zero, one two three four five and my mail is info at abc dot co dot in.")]
    [InlineData("hi", "आज हम पाठ 5 में 10 नए शब्द सीखेंगे।", "आज हम पाठ पाँच में दस नए शब्द सीखेंगे।")]
    [InlineData("hi", "इस कोर्स में 24 वीडियो हैं और कुल समय 6 घंटे 30 मिनट है।",
        "इस कोर्स में चौबीस वीडियो हैं और कुल समय छह घंटे तीस मिनट है।")]
    [InlineData("hi", "30 नवंबर 2026 तक 40% छूट पाइए।", "तीस नवंबर दो हज़ार छब्बीस तक चालीस प्रतिशत छूट पाइए।")]
    [InlineData("hi", "टेस्ट में 80% से ज़्यादा अंक लाने पर सर्टिफिकेट मिलेगा।",
        "टेस्ट में अस्सी प्रतिशत से ज़्यादा अंक लाने पर सर्टिफिकेट मिलेगा।")]
    [InlineData("hi", "अगली क्लास शनिवार, 5 दिसंबर को शाम 7:30 बजे होगी।", "अगली क्लास शनिवार, पाँच दिसंबर को शाम साढ़े सात बजे होगी।")]
    [InlineData("hi", "प्रश्न 4(ख) और 5 हल करें।", "प्रश्न चार ख और पाँच हल करें।")]
    [InlineData("hi", "₹499 से ज़्यादा की ख़रीद पर डिलीवरी मुफ़्त।", "चार सौ निन्यानवे रुपये से ज़्यादा की ख़रीद पर डिलीवरी मुफ़्त।")]
    [InlineData("hi", "1 किलो आलू ₹30 और 500 ग्राम टमाटर ₹25 का है।", "एक किलो आलू तीस रुपये और पाँच सौ ग्राम टमाटर पच्चीस रुपये का है।")]
    [InlineData("hi", "दुकान सुबह 10 बजे से रात 8:30 बजे तक खुली है।", "दुकान सुबह दस बजे से रात साढ़े आठ बजे तक खुली है।")]
    [InlineData("hi", "एक के साथ एक फ़्री, सिर्फ़ 31/12/2026 तक।", "एक के साथ एक फ़्री, सिर्फ़ इकतीस दिसंबर दो हज़ार छब्बीस तक।")]
    [InlineData("hi", "MRP ₹1,299, हमारा दाम ₹899।", "MRP एक हज़ार दो सौ निन्यानवे रुपये, हमारा दाम आठ सौ निन्यानवे रुपये।")]
    [InlineData("hi", "साड़ी ₹1,500/- में और कुर्ता ₹750/- में।", "साड़ी एक हज़ार पाँच सौ रुपये में और कुर्ता सात सौ पचास रुपये में।")]
    [InlineData("hi", "कक्षा 9वीं-ब की बैठक 12/12/2026 को कमरा नं. 14 में है।",
        "कक्षा नौवीं ब की बैठक बारह दिसंबर दो हज़ार छब्बीस को कमरा नंबर चौदह में है।")]
    [InlineData("hi", "तिमाही फ़ीस ₹18,500 प्रति बच्चा है।", "तिमाही फ़ीस अठारह हज़ार पाँच सौ रुपये प्रति बच्चा है।")]
    [InlineData("hi", "रोल नंबर 1 से 30 हॉल A में बैठें।", "रोल नंबर एक से तीस हॉल A में बैठें।")]
    [InlineData("hi", "उसे गणित में 95/100 और विज्ञान में 88/100 मिले।",
        "उसे गणित में पचानवे बटा एक सौ और विज्ञान में अट्ठासी बटा एक सौ मिले।")]
    [InlineData("hi", "परीक्षा 7 दिसंबर को सुबह 9:00 बजे शुरू होगी।", "परीक्षा सात दिसंबर को सुबह नौ बजे शुरू होगी।")]
    [InlineData("hi", "स्कूल 7:45 बजे शुरू होता है और 1:30 बजे छुट्टी होती है।",
        "स्कूल पौने आठ बजे शुरू होता है और डेढ़ बजे छुट्टी होती है।")]
    [InlineData("hi", "सेंसेक्स 1.2% गिरकर 79,854.32 पर बंद हुआ।",
        "सेंसेक्स एक दशमलव दो प्रतिशत गिरकर उनासी हज़ार आठ सौ चौवन दशमलव तीन दो पर बंद हुआ।")]
    [InlineData("hi", "RBI ने रेपो रेट 6.25% कर दिया।", "RBI ने रेपो रेट छह दशमलव दो पाँच प्रतिशत कर दिया।")]
    [InlineData("hi", "6.1 तीव्रता का भूकंप सुबह 4:12 बजे आया।", "छह दशमलव एक तीव्रता का भूकंप सुबह चार बजकर बारह मिनट पर आया।")]
    [InlineData("hi", "रुपया डॉलर के मुक़ाबले 84.37 पर बंद हुआ।", "रुपया डॉलर के मुक़ाबले चौरासी दशमलव तीन सात पर बंद हुआ।")]
    [InlineData("hi", "पेट्रोल ₹94.72/लीटर है।", "पेट्रोल चौरानवे रुपये बहत्तर पैसे प्रति लीटर है।")]
    [InlineData("hi", "1.5 लाख से ज़्यादा लोग आए।", "एक दशमलव पाँच लाख से ज़्यादा लोग आए।")]
    [InlineData("hi", "सरकार ने ₹2,500 करोड़ की योजना शुरू की।", "सरकार ने दो हज़ार पाँच सौ करोड़ रुपये की योजना शुरू की।")]
    [InlineData("hi", "2026-27 में GDP 7.8% बढ़ी।", "दो हज़ार छब्बीस से सत्ताईस में GDP सात दशमलव आठ प्रतिशत बढ़ी।")]
    [InlineData("hi", "भारत ने इंग्लैंड को 7 विकेट से हराया, कोहली ने 51 गेंदों पर 82 रन बनाए।",
        "भारत ने इंग्लैंड को सात विकेट से हराया, कोहली ने इक्यावन गेंदों पर बयासी रन बनाए।")]
    [InlineData("hi", "बुमराह ने 22 रन देकर 4 विकेट लिए।", "बुमराह ने बाईस रन देकर चार विकेट लिए।")]
    [InlineData("hi", "भारत 185/4 (20 ओवर)।", "भारत चार विकेट पर एक सौ पचासी, बीस ओवर।")]
    [InlineData("hi", "जीत के लिए 30 गेंदों पर 45 रन चाहिए।", "जीत के लिए तीस गेंदों पर पैंतालीस रन चाहिए।")]
    [InlineData("hi", "दूसरा वनडे दोपहर 1:30 बजे शुरू होगा।", "दूसरा वनडे दोपहर डेढ़ बजे शुरू होगा।")]
    [InlineData("hi", "ओवन को 180°C पर 10 मिनट गरम करें।", "ओवन को एक सौ अस्सी डिग्री सेल्सियस पर दस मिनट गरम करें।")]
    [InlineData("hi", "1/2 छोटा चम्मच हल्दी और 250 ml दूध डालें।", "आधा छोटा चम्मच हल्दी और दो सौ पचास मिलीलीटर दूध डालें।")]
    [InlineData("hi", "2 कप चावल, 1½ कप दाल और 3-4 मिर्च लें।", "दो कप चावल, डेढ़ कप दाल और तीन से चार मिर्च लें।")]
    [InlineData("hi", "8–10 मिनट तक गूँधें।", "आठ से दस मिनट तक गूँधें।")]
    [InlineData("hi", "यह 4 लोगों के लिए काफ़ी है।", "यह चार लोगों के लिए काफ़ी है।")]
    [InlineData("hi", "500 mg की 1 गोली दिन में 3 बार लें।", "पाँच सौ मिलीग्राम की एक गोली दिन में तीन बार लें।")]
    [InlineData("hi", "आपका BP 120/80 है।", "आपका BP एक सौ बीस बटा अस्सी है।")]
    [InlineData("hi", "डॉ. के. एस. राव शाम 5-8 बजे तक मरीज़ देखते हैं।", "डॉक्टर के एस राव शाम पाँच से आठ बजे तक मरीज़ देखते हैं।")]
    [InlineData("hi", "बुखार 102.4°F था।", "बुखार एक सौ दो दशमलव चार डिग्री फ़ारेनहाइट था।")]
    [InlineData("hi", "हीमोग्लोबिन 13.5 g/dL है।", "हीमोग्लोबिन तेरह दशमलव पाँच ग्राम प्रति डेसीलीटर है।")]
    [InlineData("hi", "5 साल से छोटे बच्चों को 2.5 ml दें।", "पाँच साल से छोटे बच्चों को दो दशमलव पाँच मिलीलीटर दें।")]
    [InlineData("hi", "आपके खाते से Rs.2,500.00 दिनांक 28-11-26 को निकाले गए।",
        "आपके खाते से दो हज़ार पाँच सौ रुपये दिनांक अट्ठाईस नवंबर दो हज़ार छब्बीस को निकाले गए।")]
    [InlineData("hi", "FD पर 7.1% सालाना ब्याज मिलेगा।", "FD पर सात दशमलव एक प्रतिशत सालाना ब्याज मिलेगा।")]
    [InlineData("hi", "न्यूनतम बैलेंस ₹5,000 है।", "न्यूनतम बैलेंस पाँच हज़ार रुपये है।")]
    [InlineData("hi", "EMI हर महीने की 5 तारीख को ₹8,456 है।", "EMI हर महीने की पाँच तारीख को आठ हज़ार चार सौ छप्पन रुपये है।")]
    [InlineData("hi", "OTP 482913 है, 10 मिनट तक मान्य।", "OTP चार आठ दो नौ एक तीन है, दस मिनट तक मान्य।")]
    [InlineData("hi", "www.ssc.gov.in पर 15.01.2027 तक आवेदन करें।", "ssc डॉट gov डॉट in पर पंद्रह जनवरी दो हज़ार सत्ताईस तक आवेदन करें।")]
    [InlineData("hi", "आयु सीमा 18–27 वर्ष (01.08.2026 को)।", "आयु सीमा अठारह से सत्ताईस वर्ष, एक अगस्त दो हज़ार छब्बीस को।")]
    [InlineData("hi", "धारा 80C के तहत ₹1.5 लाख तक की छूट है।", "धारा अस्सी C के तहत एक दशमलव पाँच लाख रुपये तक की छूट है।")]
    [InlineData("hi", "वार्ड नं. 12 में 3 दिसंबर को पानी नहीं आएगा।", "वार्ड नंबर बारह में तीन दिसंबर को पानी नहीं आएगा।")]
    [InlineData("hi", "हेल्पलाइन 1912 या 011-23456789 पर कॉल करें।",
        "हेल्पलाइन एक नौ एक दो या शून्य एक एक, दो तीन चार पाँच छह सात आठ नौ पर कॉल करें।")]
    [InlineData("hi", "आधार नंबर 1234 5678 9012 लिखें।", "आधार नंबर एक दो तीन चार, पाँच छह सात आठ, नौ शून्य एक दो लिखें।")]
    [InlineData("hi", "मकान नं. 24/B, गली नं. 2, दिल्ली – 110092", "मकान नंबर चौबीस बटा B, गली नंबर दो, दिल्ली, एक एक शून्य शून्य नौ दो")]
    [InlineData("hi", "ट्रेन नंबर 12627 प्लेटफ़ॉर्म 5 से 19:20 बजे छूटेगी।",
        "ट्रेन नंबर एक दो छह दो सात प्लेटफ़ॉर्म पाँच से उन्नीस बजकर बीस मिनट पर छूटेगी।")]
    [InlineData("hi", "15 अगस्त 1947 को देश आज़ाद हुआ।", "पंद्रह अगस्त उन्नीस सौ सैंतालीस को देश आज़ाद हुआ।")]
    [InlineData("hi", "1857, 1905 और 1942 में आंदोलन हुए।", "अठारह सौ सत्तावन, उन्नीस सौ पाँच और उन्नीस सौ बयालीस में आंदोलन हुए।")]
    [InlineData("hi", "राष्ट्रीय राजमार्ग NH-44 पर 3 किमी लंबा जाम है।", "राष्ट्रीय राजमार्ग NH चवालीस पर तीन किलोमीटर लंबा जाम है।")]
    [InlineData("hi", "कल न्यूनतम तापमान -2°C और अधिकतम 18°C रहेगा।",
        "कल न्यूनतम तापमान माइनस दो डिग्री सेल्सियस और अधिकतम अठारह डिग्री सेल्सियस रहेगा।")]
    [InlineData("hi", "मेरा नंबर 98450-12345 है।", "मेरा नंबर नौ आठ चार पाँच शून्य, एक दो तीन चार पाँच है।")]
    public void Is_said_as_a_person_says_it_and_captioned_as_it_is_written(string language, string text, string spoken)
    {
        var sentences = SpokenText.Of(PlainText.Of(text), language).Sentences;
        Assert.Equal(spoken, string.Join(" | ", sentences.Select(sentence => sentence.Spoken)));

        var captions = CaptionTrack.Of(text, TimeSpan.FromSeconds(1 + (spoken.Length / 14.0)), phones: null, language);
        Assert.Equal(string.Join(' ', sentences.Select(sentence => sentence.Text)), string.Join(' ', captions.Select(caption => caption.Text)));
        Assert.All(captions, caption => Assert.False(Abbreviations.IsAlone(caption.Text), caption.Text));
        Assert.All(captions.Select(caption => CaptionLines.Wrap(caption.Text).Split('\n')), lines =>
        {
            Assert.InRange(lines.Length, 1, 2);
            Assert.All(lines, line => Assert.InRange(new StringInfo(line).LengthInTextElements, 1, 42));
        });
    }
}
