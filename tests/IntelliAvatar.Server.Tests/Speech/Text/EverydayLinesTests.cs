namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Lines of courses, shops, schools, news, cricket, kitchens, clinics, banks and offices, said and captioned.</summary>
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
        "उसे गणित में सौ में से पचानवे और विज्ञान में सौ में से अट्ठासी मिले।")]
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
    [InlineData("ta", "இந்தப் பாடத்தில் 12 வீடியோக்கள் உள்ளன.", "இந்தப் பாடத்தில் பன்னிரண்டு வீடியோக்கள் உள்ளன.")]
    [InlineData("ta", "கட்டணம் ₹2,999 மட்டும், 40% தள்ளுபடி.",
        "கட்டணம் இரண்டாயிரத்து தொள்ளாயிரத்து தொண்ணூற்றி ஒன்பது ரூபாய் மட்டும், நாற்பது சதவீதம் தள்ளுபடி.")]
    [InlineData("ta", "அடுத்த வகுப்பு 05/12/2026 மாலை 7:30 மணிக்கு.",
        "அடுத்த வகுப்பு ஐந்து டிசம்பர் இரண்டாயிரத்து இருபத்தி ஆறு மாலை ஏழு முப்பது மணிக்கு.")]
    [InlineData("ta", "1 கிலோ தக்காளி ₹40, 500 கிராம் வெங்காயம் ₹25.",
        "ஒரு கிலோ தக்காளி நாற்பது ரூபாய், ஐந்நூறு கிராம் வெங்காயம் இருபத்தி ஐந்து ரூபாய்.")]
    [InlineData("ta", "கடை காலை 10 மணி முதல் இரவு 8 மணி வரை திறந்திருக்கும்.",
        "கடை காலை பத்து மணி முதல் இரவு எட்டு மணி வரை திறந்திருக்கும்.")]
    [InlineData("ta", "10-ம் வகுப்பு தேர்வு 7 டிசம்பர் தொடங்கும்.", "பத்தாம் வகுப்பு தேர்வு ஏழு டிசம்பர் தொடங்கும்.")]
    [InlineData("ta", "அவன் கணிதத்தில் 95/100 மதிப்பெண் பெற்றான்.", "அவன் கணிதத்தில் நூற்றுக்கு தொண்ணூற்றி ஐந்து மதிப்பெண் பெற்றான்.")]
    [InlineData("ta", "சென்னையில் வெப்பநிலை 34.5°C.", "சென்னையில் வெப்பநிலை முப்பத்தி நான்கு புள்ளி ஐந்து டிகிரி செல்சியஸ்.")]
    [InlineData("ta", "பெட்ரோல் விலை லிட்டருக்கு ₹102.63.", "பெட்ரோல் விலை லிட்டருக்கு நூற்றி இரண்டு ரூபாய் அறுபத்தி மூன்று பைசா.")]
    [InlineData("ta", "இந்தியா 185/4 (20 ஓவர்).", "இந்தியா நான்கு விக்கெட்டுக்கு நூற்றி எண்பத்தி ஐந்து, இருபது ஓவர்.")]
    [InlineData("ta", "2 கப் அரிசி, 1½ கப் பருப்பு, 3-4 மிளகாய்.", "இரண்டு கப் அரிசி, ஒன்றரை கப் பருப்பு, மூன்று முதல் நான்கு மிளகாய்.")]
    [InlineData("ta", "500 mg மாத்திரை தினமும் 3 முறை.", "ஐந்நூறு மில்லிகிராம் மாத்திரை தினமும் மூன்று முறை.")]
    [InlineData("ta", "உதவி எண் 1912 அல்லது 044-23456789.",
        "உதவி எண் ஒன்று ஒன்பது ஒன்று இரண்டு அல்லது பூஜ்ஜியம் நான்கு நான்கு, இரண்டு மூன்று நான்கு ஐந்து ஆறு ஏழு எட்டு ஒன்பது.")]
    [InlineData("ta", "திரு. கே. பழனிசாமி, 21-ம் நூற்றாண்டு.", "திரு கே பழனிசாமி, இருபத்தி ஒன்றாம் நூற்றாண்டு.")]
    [InlineData("ta", "இந்தியா 1947 ஆம் ஆண்டு சுதந்திரம் பெற்றது.",
        "இந்தியா ஆயிரத்து தொள்ளாயிரத்து நாற்பத்தி ஏழாம் ஆண்டு சுதந்திரம் பெற்றது.")]
    [InlineData("te", "ఈ పాఠంలో 12 వీడియోలు ఉన్నాయి.", "ఈ పాఠంలో పన్నెండు వీడియోలు ఉన్నాయి.")]
    [InlineData("te", "ఫీజు ₹2,999 మాత్రమే, 40% తగ్గింపు.",
        "ఫీజు రెండు వేల తొమ్మిది వందల తొంభై తొమ్మిది రూపాయలు మాత్రమే, నలభై శాతం తగ్గింపు.")]
    [InlineData("te", "తదుపరి తరగతి 05/12/2026 సాయంత్రం 7:30 గంటలకు.",
        "తదుపరి తరగతి ఐదు డిసెంబర్ రెండు వేల ఇరవై ఆరు సాయంత్రం ఏడు ముప్పై గంటలకు.")]
    [InlineData("te", "1 కిలో టమాటా ₹40, 500 గ్రాముల ఉల్లి ₹25.", "ఒక కిలో టమాటా నలభై రూపాయలు, ఐదు వందల గ్రాముల ఉల్లి ఇరవై ఐదు రూపాయలు.")]
    [InlineData("te", "షాపు ఉదయం 10 నుండి రాత్రి 8 వరకు తెరిచి ఉంటుంది.", "షాపు ఉదయం పది నుండి రాత్రి ఎనిమిది వరకు తెరిచి ఉంటుంది.")]
    [InlineData("te", "10వ తరగతి పరీక్షలు 7 డిసెంబర్ నుండి.", "పదవ తరగతి పరీక్షలు ఏడు డిసెంబర్ నుండి.")]
    [InlineData("te", "అతనికి గణితంలో 95/100 మార్కులు వచ్చాయి.", "అతనికి గణితంలో వందకు తొంభై ఐదు మార్కులు వచ్చాయి.")]
    [InlineData("te", "హైదరాబాద్‌లో ఉష్ణోగ్రత 34.5°C.", "హైదరాబాద్‌లో ఉష్ణోగ్రత ముప్పై నాలుగు పాయింట్ ఐదు డిగ్రీల సెల్సియస్.")]
    [InlineData("te", "పెట్రోల్ ధర లీటరుకు ₹109.66.", "పెట్రోల్ ధర లీటరుకు నూట తొమ్మిది రూపాయలు అరవై ఆరు పైసలు.")]
    [InlineData("te", "భారత్ 185/4 (20 ఓవర్లు).", "భారత్ నాలుగు వికెట్లకు నూట ఎనభై ఐదు, ఇరవై ఓవర్లు.")]
    [InlineData("te", "2 కప్పుల బియ్యం, 3-4 మిరపకాయలు.", "రెండు కప్పుల బియ్యం, మూడు నుండి నాలుగు మిరపకాయలు.")]
    [InlineData("te", "500 mg మాత్ర రోజుకు 3 సార్లు.", "ఐదు వందల మిల్లీగ్రాములు మాత్ర రోజుకు మూడు సార్లు.")]
    [InlineData("te", "హెల్ప్‌లైన్ 1912 లేదా 040-23456789.",
        "హెల్ప్‌లైన్ ఒకటి తొమ్మిది ఒకటి రెండు లేదా సున్నా నాలుగు సున్నా, రెండు మూడు నాలుగు ఐదు ఆరు ఏడు ఎనిమిది తొమ్మిది.")]
    [InlineData("te", "21వ శతాబ్దం, 1వ స్థానం.", "ఇరవై ఒకటవ శతాబ్దం, మొదటి స్థానం.")]
    [InlineData("te", "1947లో భారత్‌కు స్వాతంత్ర్యం వచ్చింది.", "పంతొమ్మిది వందల నలభై ఏడులో భారత్‌కు స్వాతంత్ర్యం వచ్చింది.")]
    [InlineData("kn", "ಈ ಪಾಠದಲ್ಲಿ 12 ವೀಡಿಯೊಗಳಿವೆ.", "ಈ ಪಾಠದಲ್ಲಿ ಹನ್ನೆರಡು ವೀಡಿಯೊಗಳಿವೆ.")]
    [InlineData("kn", "ಶುಲ್ಕ ₹2,999 ಮಾತ್ರ, 40% ರಿಯಾಯಿತಿ.",
        "ಶುಲ್ಕ ಎರಡು ಸಾವಿರದ ಒಂಬೈನೂರ ತೊಂಬತ್ತೊಂಬತ್ತು ರೂಪಾಯಿ ಮಾತ್ರ, ನಲವತ್ತು ಪ್ರತಿಶತ ರಿಯಾಯಿತಿ.")]
    [InlineData("kn", "ಮುಂದಿನ ತರಗತಿ 05/12/2026 ಸಂಜೆ 7:30 ಗಂಟೆಗೆ.",
        "ಮುಂದಿನ ತರಗತಿ ಐದು ಡಿಸೆಂಬರ್ ಎರಡು ಸಾವಿರದ ಇಪ್ಪತ್ತಾರು ಸಂಜೆ ಏಳು ಮೂವತ್ತು ಗಂಟೆಗೆ.")]
    [InlineData("kn", "1 ಕೆಜಿ ಟೊಮೆಟೊ ₹40, 500 ಗ್ರಾಂ ಈರುಳ್ಳಿ ₹25.",
        "ಒಂದು ಕಿಲೋ ಟೊಮೆಟೊ ನಲವತ್ತು ರೂಪಾಯಿ, ಐನೂರು ಗ್ರಾಂ ಈರುಳ್ಳಿ ಇಪ್ಪತ್ತೈದು ರೂಪಾಯಿ.")]
    [InlineData("kn", "ಅಂಗಡಿ ಬೆಳಿಗ್ಗೆ 10 ರಿಂದ ರಾತ್ರಿ 8 ರವರೆಗೆ ತೆರೆದಿರುತ್ತದೆ.", "ಅಂಗಡಿ ಬೆಳಿಗ್ಗೆ ಹತ್ತರಿಂದ ರಾತ್ರಿ ಎಂಟರವರೆಗೆ ತೆರೆದಿರುತ್ತದೆ.")]
    [InlineData("kn", "10ನೇ ತರಗತಿ ಪರೀಕ್ಷೆ 7 ಡಿಸೆಂಬರ್ ಆರಂಭ.", "ಹತ್ತನೇ ತರಗತಿ ಪರೀಕ್ಷೆ ಏಳು ಡಿಸೆಂಬರ್ ಆರಂಭ.")]
    [InlineData("kn", "ಅವನಿಗೆ ಗಣಿತದಲ್ಲಿ 95/100 ಅಂಕ.", "ಅವನಿಗೆ ಗಣಿತದಲ್ಲಿ ನೂರಕ್ಕೆ ತೊಂಬತ್ತೈದು ಅಂಕ.")]
    [InlineData("kn", "ಬೆಂಗಳೂರಿನಲ್ಲಿ ತಾಪಮಾನ 28.5°C.", "ಬೆಂಗಳೂರಿನಲ್ಲಿ ತಾಪಮಾನ ಇಪ್ಪತ್ತೆಂಟು ಪಾಯಿಂಟ್ ಐದು ಡಿಗ್ರಿ ಸೆಲ್ಸಿಯಸ್.")]
    [InlineData("kn", "ಪೆಟ್ರೋಲ್ ಬೆಲೆ ಲೀಟರ್‌ಗೆ ₹102.86.", "ಪೆಟ್ರೋಲ್ ಬೆಲೆ ಲೀಟರ್‌ಗೆ ನೂರ ಎರಡು ರೂಪಾಯಿ ಎಂಬತ್ತಾರು ಪೈಸೆ.")]
    [InlineData("kn", "ಭಾರತ 185/4 (20 ಓವರ್).", "ಭಾರತ ನಾಲ್ಕು ವಿಕೆಟ್‌ಗೆ ನೂರ ಎಂಬತ್ತೈದು, ಇಪ್ಪತ್ತು ಓವರ್.")]
    [InlineData("kn", "2 ಕಪ್ ಅಕ್ಕಿ, 3-4 ಮೆಣಸಿನಕಾಯಿ.", "ಎರಡು ಕಪ್ ಅಕ್ಕಿ, ಮೂರರಿಂದ ನಾಲ್ಕು ಮೆಣಸಿನಕಾಯಿ.")]
    [InlineData("kn", "500 mg ಮಾತ್ರೆ ದಿನಕ್ಕೆ 3 ಬಾರಿ.", "ಐನೂರು ಮಿಲಿಗ್ರಾಂ ಮಾತ್ರೆ ದಿನಕ್ಕೆ ಮೂರು ಬಾರಿ.")]
    [InlineData("kn", "ಸಹಾಯವಾಣಿ 1912 ಅಥವಾ 080-23456789.",
        "ಸಹಾಯವಾಣಿ ಒಂದು ಒಂಬತ್ತು ಒಂದು ಎರಡು ಅಥವಾ ಸೊನ್ನೆ ಎಂಟು ಸೊನ್ನೆ, ಎರಡು ಮೂರು ನಾಲ್ಕು ಐದು ಆರು ಏಳು ಎಂಟು ಒಂಬತ್ತು.")]
    [InlineData("kn", "21ನೇ ಶತಮಾನ, 1ನೇ ಸ್ಥಾನ.", "ಇಪ್ಪತ್ತೊಂದನೇ ಶತಮಾನ, ಒಂದನೇ ಸ್ಥಾನ.")]
    [InlineData("kn", "1947 ರಲ್ಲಿ ಭಾರತ ಸ್ವತಂತ್ರವಾಯಿತು.", "ಒಂದು ಸಾವಿರದ ಒಂಬೈನೂರ ನಲವತ್ತೇಳರಲ್ಲಿ ಭಾರತ ಸ್ವತಂತ್ರವಾಯಿತು.")]
    [InlineData("bn", "এই পাঠে ১২টি ভিডিও আছে।", "এই পাঠে বারোটি ভিডিও আছে।")]
    [InlineData("bn", "ফি মাত্র ₹২,৯৯৯, ৪০% ছাড়।", "ফি মাত্র দুই হাজার নয়শো নিরানব্বই টাকা, চল্লিশ শতাংশ ছাড়।")]
    [InlineData("bn", "পরের ক্লাস ০৫/১২/২০২৬ সন্ধ্যা ৭:৩০ টায়।", "পরের ক্লাস পাঁচ ডিসেম্বর দুই হাজার ছাব্বিশ সন্ধ্যা সাড়ে সাতটায়।")]
    [InlineData("bn", "১ কেজি টমেটো ₹৪০, ৫০০ গ্রাম পেঁয়াজ ₹২৫।", "এক কেজি টমেটো চল্লিশ টাকা, পাঁচশো গ্রাম পেঁয়াজ পঁচিশ টাকা।")]
    [InlineData("bn", "দোকান সকাল ১০টা থেকে রাত ৮টা পর্যন্ত খোলা।", "দোকান সকাল দশটা থেকে রাত আটটা পর্যন্ত খোলা।")]
    [InlineData("bn", "১০ম শ্রেণির পরীক্ষা ৭ই ডিসেম্বর শুরু।", "দশম শ্রেণির পরীক্ষা সাতই ডিসেম্বর শুরু।")]
    [InlineData("bn", "সে গণিতে ৯৫/১০০ পেয়েছে।", "সে গণিতে একশোর মধ্যে পঁচানব্বই পেয়েছে।")]
    [InlineData("bn", "কলকাতায় তাপমাত্রা ৩৪.৫°C।", "কলকাতায় তাপমাত্রা চৌত্রিশ দশমিক পাঁচ ডিগ্রি সেলসিয়াস।")]
    [InlineData("bn", "পেট্রোলের দাম লিটারে ₹১০৬.০৩।", "পেট্রোলের দাম লিটারে একশো ছয় টাকা তিন পয়সা।")]
    [InlineData("bn", "ভারত ১৮৫/৪ (২০ ওভার)।", "ভারত চার উইকেটে একশো পঁচাশি, বিশ ওভার।")]
    [InlineData("bn", "২ কাপ চাল, ১½ কাপ ডাল, ৩-৪টি লঙ্কা।", "দুই কাপ চাল, দেড় কাপ ডাল, তিন থেকে চারটি লঙ্কা।")]
    [InlineData("bn", "৫০০ mg ওষুধ দিনে ৩ বার।", "পাঁচশো মিলিগ্রাম ওষুধ দিনে তিন বার।")]
    [InlineData("bn", "হেল্পলাইন ১৯১২ বা ০৩৩-২৩৪৫৬৭৮৯।", "হেল্পলাইন এক নয় এক দুই বা শূন্য তিন তিন, দুই তিন চার পাঁচ ছয় সাত আট নয়।")]
    [InlineData("bn", "২১শে ফেব্রুয়ারি ১৯৫২ সালে ভাষা আন্দোলন হয়।", "একুশে ফেব্রুয়ারি উনিশশো বায়ান্ন সালে ভাষা আন্দোলন হয়।")]
    [InlineData("bn", "২০শ শতকে, ৪র্থ স্থানে, ১৬ই আগস্ট।", "বিংশ শতকে, চতুর্থ স্থানে, ষোলোই আগস্ট।")]
    [InlineData("mr", "या कोर्समध्ये 12 व्हिडिओ आहेत.", "या कोर्समध्ये बारा व्हिडिओ आहेत.")]
    [InlineData("mr", "फी फक्त ₹2,999, 40% सूट.", "फी फक्त दोन हजार नऊशे नव्याण्णव रुपये, चाळीस टक्के सूट.")]
    [InlineData("mr", "पुढील वर्ग 05/12/2026 रोजी संध्याकाळी 7:30 वाजता.",
        "पुढील वर्ग पाच डिसेंबर दोन हजार सव्वीस रोजी संध्याकाळी साडे सात वाजता.")]
    [InlineData("mr", "1 किलो टोमॅटो ₹40, 500 ग्रॅम कांदा ₹25.", "एक किलो टोमॅटो चाळीस रुपये, पाचशे ग्रॅम कांदा पंचवीस रुपये.")]
    [InlineData("mr", "दुकान सकाळी 10 ते रात्री 8 पर्यंत उघडे आहे.", "दुकान सकाळी दहा ते रात्री आठ पर्यंत उघडे आहे.")]
    [InlineData("mr", "10वीची परीक्षा 7 डिसेंबर रोजी सुरू.", "दहावीची परीक्षा सात डिसेंबर रोजी सुरू.")]
    [InlineData("mr", "त्याला गणितात 95/100 गुण मिळाले.", "त्याला गणितात शंभर पैकी पंच्याण्णव गुण मिळाले.")]
    [InlineData("mr", "पुण्यात तापमान 34.5°C आहे.", "पुण्यात तापमान चौतीस पॉइंट पाच अंश सेल्सिअस आहे.")]
    [InlineData("mr", "पेट्रोलची किंमत ₹103.44/लिटर आहे.", "पेट्रोलची किंमत एकशे तीन रुपये चव्वेचाळीस पैसे प्रति लिटर आहे.")]
    [InlineData("mr", "भारत 185/4 (20 षटके).", "भारत चार बाद एकशे पंच्याऐंशी, वीस षटके.")]
    [InlineData("mr", "2 कप तांदूळ, 1½ कप डाळ, 3-4 मिरच्या.", "दोन कप तांदूळ, दीड कप डाळ, तीन ते चार मिरच्या.")]
    [InlineData("mr", "500 mg गोळी दिवसातून 3 वेळा.", "पाचशे मिलिग्रॅम गोळी दिवसातून तीन वेळा.")]
    [InlineData("mr", "हेल्पलाइन 1912 किंवा 020-23456789.", "हेल्पलाइन एक नऊ एक दोन किंवा शून्य दोन शून्य, दोन तीन चार पाच सहा सात आठ नऊ.")]
    [InlineData("mr", "21वे शतक, 1ला क्रमांक, चार्ल्स III.", "एकवीसवे शतक, पहिला क्रमांक, चार्ल्स तृतीय.")]
    [InlineData("mr", "1947 मध्ये भारत स्वतंत्र झाला.", "एकोणीसशे सत्तेचाळीस मध्ये भारत स्वतंत्र झाला.")]
    public void Is_said_as_a_person_says_it_and_captioned_as_it_is_written(string language, string text, string spoken) =>
        SpokenLine.Check(language, text, spoken);
}
