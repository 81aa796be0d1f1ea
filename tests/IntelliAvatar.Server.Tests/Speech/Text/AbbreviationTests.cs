using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Points of abbreviations and initials, which end no sentence, and those that do; sentences are parted by |.</summary>
public sealed class AbbreviationTests
{
    [Theory]
    [InlineData("en", "Height 5'10\" and weight 70 kgs.", "Height five feet ten inches and weight seventy kilograms.")]
    [InlineData("en", "The pipe is ¾\" thick and 30′ long.", "The pipe is three quarters of an inch thick and thirty feet long.")]
    [InlineData("en", "The 'Chapter 5' is good. It's in the '90s.", "The Chapter five is good. | It's in the nineties.")]
    [InlineData("en", "He owns 5 sq. km. of land, 3 cu. m. of sand and 200 Sq.Ft. shop.",
        "He owns five square kilometers of land, three cubic meters of sand and two hundred square feet shop.")]
    [InlineData("en", "The plot is 200 sq. yds. The price is low.", "The plot is two hundred square yards. | The price is low.")]
    [InlineData("en", "Mr. & Mrs. Iyer came.", "Mister and Missis Iyer came.")]
    [InlineData("en", "Dr.Rao, Mr.Iyer and Mrs.Das met Prof.Sen.", "Doctor Rao, Mister Iyer and Missis Das met Professor Sen.")]
    [InlineData("en", "Meet at Hotel Taj, Opp. City Mall, Nr. Rly. Stn. by 5 p.m. Bring your ID.",
        "Meet at Hotel Taj, opposite City Mall, near railway station by five P M. | Bring your ID.")]
    [InlineData("en", "The 5-yr. plan and a 12-hr shift.", "The five year plan and a twelve hour shift.")]
    [InlineData("en", "Smt. Sushma Swaraj, Km. Mayawati, Pt. Nehru and Lt. Col. J. S. Rana (Retd.) came.",
        "Shrimati Sushma Swaraj, Kumari Mayawati, Pandit Nehru and Lieutenant Colonel J S Rana, retired, came.")]
    [InlineData("en", "CA. Ramesh, CS Priya, Ar. Kapoor and Adv. Mehta spoke. Er. Gupta did not.",
        "C A Ramesh, CS Priya, Architect Kapoor and Advocate Mehta spoke. | Engineer Gupta did not.")]
    [InlineData("en", "As per Sec. 12, Art. 21 and Cl. 4 of the Act, see Pt. 2.",
        "As per section twelve, article twenty-one and clause four of the Act, see part two.")]
    [InlineData("en", "Read Vol. 2, Ch. 4, Fig. 3.2 and Tab. 5.", "Read volume two, chapter four, figure three point two and Tab five.")]
    [InlineData("en", "Bring milk, eggs, etc. Then go home. We met at Plan B. Everyone left.",
        "Bring milk, eggs, et cetera. | Then go home. | We met at Plan B. | Everyone left.")]
    [InlineData("en", "I live in U.P. and work in the U.S. She lives in M.P. too.",
        "I live in U P and work in the U S. | She lives in M P too.")]
    [InlineData("en", "Take 500 mg. twice a day. Drink 2 ltrs. of water.",
        "Take five hundred milligrams twice a day. | Drink two liters of water.")]
    [InlineData("en", "Max. 5 persons; min. age 18 yrs. Only adults.", "Maximum five persons; minimum age eighteen years. | Only adults.")]
    [InlineData("en", "Delivery in 2 wks. approx. Call us.", "Delivery in two weeks approximately. | Call us.")]
    [InlineData("en", "welcome to my channel. today we learn maths. it is easy.",
        "welcome to my channel. | today we learn maths. | it is easy.")]
    [InlineData("en", "The bill of Rs. 500/- p.m. is due. Class starts at 5 p.m. Monday.",
        "The bill of five hundred rupees per month is due. | Class starts at five P M Monday.")]
    [InlineData("en", "Contact: Mr. S. K. Jain, M/s. Jain & Sons, C/o Post Office, Dist. Thane, Tal. Kalyan.",
        "Contact: Mister S K Jain, Messrs Jain and Sons, care of Post Office, district Thane, taluk Kalyan.")]
    [InlineData("en", "He got B.E. and M.B.A. degrees. Then he joined I.A.S. in 1990.",
        "He got B E and M B A degrees. | Then he joined I A S in nineteen ninety.")]
    [InlineData("en", "It is no. 1. We are No.1. No. We are not.", "It is number one. | We are number one. | No. | We are not.")]
    [InlineData("en", "Prof. R. K. Narayan lives in the U.S. and works. E. M. Forster too.",
        "Professor R K Narayan lives in the U S and works. | E M Forster too.")]
    [InlineData("en", "ABC Pvt. Ltd. is in Blk. 4, 2nd Flr., Opp. SBI, Nr. Bus Stand.",
        "ABC Private Limited is in block four, second floor, opposite SBI, near Bus Stand.")]
    [InlineData("en", "Govt. of India, Dept. of Space, Regd. office, Min. qty 5.",
        "Government of India, Department of Space, registered office, minimum qty five.")]
    [InlineData("en", "Approx. 5 min. walk from the stn. Turn rt. at the jn.",
        "Approximately five minute walk from the station. | Turn right at the junction.")]
    [InlineData("en", "She bought 2 doz. eggs. Price Rs. 50 per doz. and Rs. 99 per pkt.",
        "She bought two dozen eggs. | Price fifty rupees per dozen and ninety-nine rupees per packet.")]
    [InlineData("en", "He is approx. 5 ft. 6 in. tall and 1,200 sq. ft. in size.",
        "He is approximately five feet six inches tall and one thousand two hundred square feet in size.")]
    [InlineData("en", "Ok... so... yeah. \"Stop.\" he said. He left. She stayed.",
        "Ok, so, yeah. | Stop, he said. | He left. | She stayed.")]
    [InlineData("en", "Sat. & Sun. are holidays. Inc. Corp. & Co.",
        "Saturday and Sunday are holidays. | Incorporated Corporation and Company.")]
    [InlineData("en", "iPhone is good. iPhones are not. We went there. 5 people came.",
        "iPhone is good. | iPhones are not. | We went there. | five people came.")]
    [InlineData("en", "World War I and II were long. World War II and I will tell you.",
        "World War one and two were long. | World War two and I will tell you.")]
    [InlineData("en", "Chapters IV and V. Parts I, II and III are done. Part I and I think so.",
        "Chapters four and five. | Parts one, two and three are done. | Part one and I think so.")]
    [InlineData("en", "Henry VII and VIII. Volumes I to III. Units I-V. Classes IX, X, XI & XII.",
        "Henry the seventh and the eighth. | Volumes one to three. | Units one to five. | Classes nine, ten, eleven and twelve.")]
    [InlineData("te", "21వ శతాబ్దం. 10వ తరగతి. 50వ.", "ఇరవై ఒకటవ శతాబ్దం. | పదవ తరగతి. | యాభయ్యవ.")]
    [InlineData("bn", "৩য় শ্রেণি। ২১শে ফেব্রুয়ারি। ১লা বৈশাখ। ১২শ শ্রেণি।",
        "তৃতীয় শ্রেণি। | একুশে ফেব্রুয়ারি। | পয়লা বৈশাখ। | দ্বাদশ শ্রেণি।")]
    [InlineData("ta", "3-ஆம் வகுப்பு. 1000-வது. 1வது.", "மூன்றாம் வகுப்பு. | ஆயிரமாவது. | முதலாவது.")]
    [InlineData("hi", "10वी कक्षा। 15वा। 6वीं। 100वें। 21वीं सदी।", "दसवीं कक्षा। | पंद्रहवाँ। | छठी। | सौवें। | इक्कीसवीं सदी।")]
    [InlineData("mr", "12वीचा निकाल. 3ऱ्या दिवशी. 1ल्या. 21व्या शतकात.", "बारावीचा निकाल. | तिसऱ्या दिवशी. | पहिल्या. | एकवीसव्या शतकात.")]
    [InlineData("kn", "3ನೇ ಮಹಡಿ. 10ನೇ ತರಗತಿ.", "ಮೂರನೇ ಮಹಡಿ. | ಹತ್ತನೇ ತರಗತಿ.")]
    [InlineData("hi", "टी. एन. शेषन, वी. वी. गिरी और आई. के. गुजराल", "टी एन शेषन, वी वी गिरी और आई के गुजराल")]
    [InlineData("hi", "मैं ठीक हूँ. वह आया है. राम गया था. उसने चाय पी. वह आई.",
        "मैं ठीक हूँ. | वह आया है. | राम गया था. | उसने चाय पी. | वह आई.")]
    [InlineData("hi", "जी. डी. बिड़ला और पी. चिदंबरम आए।", "जी डी बिड़ला और पी चिदंबरम आए।")]
    [InlineData("hi", "म. गांधी और मो. क. गांधी", "म गांधी और मोहम्मद क गांधी")]
    [InlineData("hi", "नमस्ते जी. आप कैसे हैं?", "नमस्ते जी. | आप कैसे हैं?")]
    [InlineData("hi", "अंतर 5 कि.मी. है. वजन 200 ग्रा. है.", "अंतर पाँच किलोमीटर है. | वजन दो सौ ग्राम है.")]
    [InlineData("hi", "1 ली. दूध, 500 मि.ली. तेल, 10 से.मी. लंबा, 200 मि.ग्रा. की गोली",
        "एक लीटर दूध, पाँच सौ मिलीलीटर तेल, दस सेंटीमीटर लंबा, दो सौ मिलीग्राम की गोली")]
    [InlineData("hi", "डॉ. ए. पी. जे. अब्दुल कलाम; श्री बी. आर. अंबेडकर", "डॉक्टर ए पी जे अब्दुल कलाम; श्री बी आर अंबेडकर")]
    [InlineData("hi", "प्रा. लि. कंपनी; सं. 5; पृ. 12; नं. 7; मो. 9876543210",
        "प्राइवेट लिमिटेड कंपनी; संख्या पाँच; पृष्ठ बारह; नंबर सात; मोबाइल नौ आठ सात छह पाँच चार तीन दो एक शून्य")]
    [InlineData("hi", "मु. पो. शिरूर, ता. हवेली, जि. पुणे", "मुक्काम पोस्ट शिरूर, तालुका हवेली, ज़िला पुणे")]
    [InlineData("hi", "दि. 5 जून को, सायं 6 बजे, ता. 12 को", "दिनांक पाँच जून को, सायं छह बजे, तारीख बारह को")]
    [InlineData("hi", "सन् 320 ई. में; 300 ई.पू. में", "सन् तीन सौ बीस ईस्वी में; तीन सौ ईसा पूर्व में")]
    [InlineData("hi", "दुकान उ.प्र. में है। म.प्र. में नहीं।", "दुकान उत्तर प्रदेश में है। | मध्य प्रदेश में नहीं।")]
    [InlineData("ta", "மு. கருணாநிதி, ம. கோ. இராமச்சந்திரன், ஜெ. ஜெயலலிதா", "மு கருணாநிதி, ம கோ இராமச்சந்திரன், ஜெ ஜெயலலிதா")]
    [InlineData("ta", "திரு. ஆர். கே. நாராயணன் 5 கி.மீ. தூரம் நடந்தார். அவர் வந்தார்.",
        "திரு ஆர் கே நாராயணன் ஐந்து கிலோமீட்டர் தூரம் நடந்தார். | அவர் வந்தார்.")]
    [InlineData("ta", "கி.பி. 1500 இல்; எ.கா. இது. வீட்டிற்கு வா. நான் வருகிறேன்.",
        "கிறிஸ்துவுக்குப் பின் ஆயிரத்து ஐந்நூறு இல்; எடுத்துக்காட்டு இது. | வீட்டிற்கு வா. | நான் வருகிறேன்.")]
    [InlineData("ta", "எண். 5, 1200 ச.அ. நிலம், ரூ. 500, பக். 12",
        "எண் ஐந்து, ஆயிரத்து இருநூறு சதுர அடி நிலம், ஐந்நூறு ரூபாய், பக்கம் பன்னிரண்டு")]
    [InlineData("te", "ఎన్. టి. రామారావు, కె. సి. ఆర్. మరియు వై. ఎస్. జగన్", "ఎన్ టి రామారావు, కె సి ఆర్ మరియు వై ఎస్ జగన్")]
    [InlineData("te", "డా. బి. ఆర్. అంబేద్కర్ 5 కి.మీ. నడిచారు. ఆయన వచ్చారు.",
        "డాక్టర్ బి ఆర్ అంబేద్కర్ ఐదు కిలోమీటర్లు నడిచారు. | ఆయన వచ్చారు.")]
    [InlineData("te", "ఉ. 10 గం. నుండి సా. 5 గం. వరకు", "ఉదయం పది గంటల నుండి సాయంత్రం ఐదు గంటల వరకు")]
    [InlineData("kn", "ಎಸ್. ಎಲ್. ಭೈರಪ್ಪ, ದ. ರಾ. ಬೇಂದ್ರೆ, ಕೆ. ಎಸ್. ನಿಸಾರ್ ಅಹಮದ್", "ಎಸ್ ಎಲ್ ಭೈರಪ್ಪ, ದ ರಾ ಬೇಂದ್ರೆ, ಕೆ ಎಸ್ ನಿಸಾರ್ ಅಹಮದ್")]
    [InlineData("kn", "ಡಾ. ಬಿ. ಆರ್. ಅಂಬೇಡ್ಕರ್ 5 ಕಿ.ಮೀ. ನಡೆದರು. ಅವರು ಬಂದರು.",
        "ಡಾಕ್ಟರ್ ಬಿ ಆರ್ ಅಂಬೇಡ್ಕರ್ ಐದು ಕಿಲೋಮೀಟರ್ ನಡೆದರು. | ಅವರು ಬಂದರು.")]
    [InlineData("bn", "বি. আর. আম্বেদকর, এ. পি. জে. আবদুল কালাম", "বি আর আম্বেদকর, এ পি জে আবদুল কালাম")]
    [InlineData("bn", "মোঃ রহিম, ডাঃ সেন, নং ৫, ৫ কি.মি. দূরে। আমি যাব না. তুমি যাও.",
        "মোহাম্মদ রহিম, ডাক্তার সেন, নম্বর পাঁচ, পাঁচ কিলোমিটার দূরে। | আমি যাব না. | তুমি যাও.")]
    [InlineData("ml", "ആർ. കെ. നാരായൺ 5 കി.മീ. നടന്നു. അദ്ദേഹം വന്നു.", "ആർ കെ നാരായൺ 5 കിലോമീറ്റർ നടന്നു. | അദ്ദേഹം വന്നു.")]
    [InlineData("pa", "ਐੱਸ. ਐੱਸ. ਗਿੱਲ ਅਤੇ ਕੇ. ਪੀ. ਐੱਸ. ਗਿੱਲ। ਉਹ ਗਿਆ ਸੀ. ਉਹ ਆਇਆ.",
        "ਐੱਸ ਐੱਸ ਗਿੱਲ ਅਤੇ ਕੇ ਪੀ ਐੱਸ ਗਿੱਲ। | ਉਹ ਗਿਆ ਸੀ. | ਉਹ ਆਇਆ.")]
    [InlineData("gu", "કે. એમ. મુનશી અને ડૉ. પી. વી. રાવ. તે અહીં છે. હું આવું છું.",
        "કે એમ મુનશી અને ડૉક્ટર પી વી રાવ. | તે અહીં છે. | હું આવું છું.")]
    [InlineData("mr", "श्री. पु. ल. देशपांडे आणि वि. स. खांडेकर आले. ते घरी गेले. मी आलो.",
        "श्री पु ल देशपांडे आणि वि स खांडेकर आले. | ते घरी गेले. | मी आलो.")]
    [InlineData("mr", "कार्यक्रम स. 10 वा. सुरू होईल. रा. 8 वाजता संपेल.", "कार्यक्रम सकाळी दहा वाजता सुरू होईल. | रात्री आठ वाजता संपेल.")]
    [InlineData("mr", "डॉ. बा. आं. अंतर 5 कि.मी. आहे. दि. 12 मे रोजी या. हो. मी येतो.",
        "डॉक्टर बा आं अंतर पाच किलोमीटर आहे. | दिनांक बारा मे रोजी या. | हो. | मी येतो.")]
    public void A_point_of_an_abbreviation_ends_no_sentence_and_is_said_in_full(string language, string text, string spoken) =>
        Assert.Equal(spoken, string.Join(" | ", TextNormalizer.Of(PlainText.Of(text), language).Sentences.Select(sentence => sentence.Spoken)));
}
