namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>Lines of scripts from courses, companies, schools, chats, news, kitchens, clinics, sport, travel, programs, banks and offices.</summary>
public sealed class ScriptsInEnglishTests
{
    [Theory]
    [InlineData("en", "Welcome back! In today's 15-minute lesson we cover Ch. 4: Photosynthesis.",
        "Welcome back! | In today's fifteen minute lesson we cover chapter four: Photosynthesis.")]
    [InlineData("en", "By the end of Week 2, you'll have built 3 apps & earned 150 XP.",
        "By the end of Week two, you'll have built three apps and earned one hundred fifty XP.")]
    [InlineData("en", "Assignments are due by 11:59 PM on Sunday (IST).", "Assignments are due by eleven fifty-nine P M on Sunday, IST.")]
    [InlineData("en", "Prerequisites: Python 3.10+, 8 GB RAM, and ~2 hrs/week.",
        "Prerequisites: Python three point ten plus, eight gigabytes RAM, and about two hours per week.")]
    [InlineData("en", "Our Q3 revenue rose 12% YoY to $4.2 bn, while EBITDA margin was 18.5%.",
        "Our Q three revenue rose twelve percent YoY to four point two billion dollars, while EBITDA margin was eighteen point five " +
        "percent.")]
    [InlineData("en", "We now serve 2,300+ clients in 14 countries, up from 1,850 in FY24.",
        "We now serve two thousand three hundred plus clients in fourteen countries, up from one thousand eight hundred fifty in FY " +
        "twenty-four.")]
    [InlineData("en", "Join the town hall on Thu, 4 Dec at 4 p.m. (Rm. 302) or on Zoom: ID 845 2213 9076.",
        "Join the town hall on Thursday, fourth December at four P M, room three hundred two, or on Zoom: ID eight four five, two two " +
        "one three, nine zero seven six.")]
    [InlineData("en", "Congrats to Priya S. and Team B for closing 5 deals worth ₹1.2 Cr. in Nov.",
        "Congrats to Priya S and Team B for closing five deals worth one point two crore rupees in November.")]
    [InlineData("en", "The new X200 weighs just 185 g, is 7.9 mm thin and lasts 2 days on a 20-min. charge.",
        "The new X two hundred weighs just one hundred eighty-five grams, is seven point nine millimeters thin and lasts two days on a " +
        "twenty minute charge.")]
    [InlineData("en", "Its 6.7\" display runs at 120 Hz; the camera is 50MP, f/1.8.",
        "Its six point seven inch display runs at one hundred twenty hertz; the camera is fifty megapixel, f one point eight.")]
    [InlineData("en", "Plans start at $9.99/user/month (billed annually).",
        "Plans start at nine dollars and ninety-nine cents per user per month, billed annually.")]
    [InlineData("en", "Click Settings → Security → 2FA, then enter the 6-digit code.",
        "Click Settings, Security, two FA, then enter the six digit code.")]
    [InlineData("en", "Invoice No. INV/2025/0042 dt. 12-11-2025 for Rs. 45,600/- is overdue by 10 days.",
        "Invoice number I N V slash two zero two five slash zero zero four two dated twelfth November twenty twenty-five for " +
        "forty-five thousand six hundred rupees is overdue by ten days.")]
    [InlineData("en", "Subtotal: $1,250.00; tax (8.25%): $103.13; total due: $1,353.13.",
        "Subtotal: one thousand two hundred fifty dollars; tax, eight point two five percent, one hundred three dollars and thirteen " +
        "cents; total due: one thousand three hundred fifty-three dollars and thirteen cents.")]
    [InlineData("en", "Please pay by NEFT to A/c No. 50100234567890, IFSC HDFC0001234.",
        "Please pay by NEFT to account number five zero one zero zero two three four five six seven eight nine zero, IFSC H D F C zero " +
        "zero zero one two three four.")]
    [InlineData("en", "Qty: 12 nos. @ ₹85 each, less 5% disc.",
        "quantity: twelve numbers at eighty-five rupees each, less five percent discount.")]
    [InlineData("en", "Dear Parents, school reopens on Mon., 5th Jan. 2026 at 8.15 a.m. for Gr. VI–X.",
        "Dear Parents, school reopens on Monday, fifth January twenty twenty-six at eight fifteen A M for grade six to ten.")]
    [InlineData("en", "Students scoring < 40% must attend remedial classes (3:30–4:30 p.m.).",
        "Students scoring less than forty percent must attend remedial classes, three thirty to four thirty P M.")]
    [InlineData("en", "Bus No. 7 will leave @ 6:45 am instead of 7:00 am.",
        "Bus number seven will leave at six forty-five A M instead of seven A M.")]
    [InlineData("en", "Annual Day: 20/12/25, 5 PM onwards. Entry by pass only; max. 2 per family.",
        "Annual Day: twentieth December twenty twenty-five, five P M onwards. | Entry by pass only; maximum two per family.")]
    [InlineData("en", "FWD: Drink 2-3 ltrs. of warm water daily b/w 6 & 8 am!!! 100% result 💯",
        "FWD: Drink two to three liters of warm water daily between six and eight A M! | one hundred percent result")]
    [InlineData("en", "*URGENT* B+ve blood needed at AIIMS, contact Mr. Verma – 9811122233.",
        "URGENT B positive blood needed at AIIMS, contact Mister Verma, nine eight one one one two two two three three.")]
    [InlineData("en", "LIVE: Nifty at 24,310.65 (-0.42%), Sensex down 338 pts.",
        "LIVE: Nifty at twenty-four thousand three hundred ten point six five, minus zero point four two percent, Sensex down three " +
        "hundred thirty-eight points.")]
    [InlineData("en", "Gold hits ₹1,28,450/10g; crude at $63.4/bbl.",
        "Gold hits one lakh twenty-eight thousand four hundred fifty rupees per ten grams; crude at sixty-three point four dollars per " +
        "barrel.")]
    [InlineData("en", "BREAKING: 5.8 quake jolts Assam at 4:41 p.m., 2 dead, 30+ injured.",
        "BREAKING: five point eight quake jolts Assam at four forty-one P M, two dead, thirty plus injured.")]
    [InlineData("en", "The S&P 500 gained 0.6% while the FTSE-100 slipped 12.4 points.",
        "The S and P five hundred gained zero point six percent while the F T S E one hundred slipped twelve point four points.")]
    [InlineData("en", "SC refuses bail in 2020 case; HC to hear plea u/s 482 on Dec. 9.",
        "SC refuses bail in twenty twenty case; HC to hear plea under section four hundred eighty-two on December ninth.")]
    [InlineData("en", "Whisk 3 eggs with 1/3 cup (80 ml) milk and 1/4 tsp. salt.",
        "Whisk three eggs with one third of a cup, eighty milliliters, milk and one quarter of a teaspoon salt.")]
    [InlineData("en", "Bake at 350°F for 25–30 min., then cool for 10.",
        "Bake at three hundred fifty degrees Fahrenheit for twenty-five to thirty minutes, then cool for ten.")]
    [InlineData("en", "For the dough: 500g flour, 7g yeast, 1½ tsp sugar, 300ml water (approx.).",
        "For the dough: five hundred grams flour, seven grams yeast, one and a half teaspoons sugar, three hundred milliliters water, " +
        "approximately.")]
    [InlineData("en", "Simmer 5 min/side; add 1–2 tbsp lemon juice.",
        "Simmer five minutes per side; add one to two tablespoons lemon juice.")]
    [InlineData("en", "BP: 130/85 mmHg, pulse 78/min, SpO2 98%, temp. 99.1 °F.",
        "BP: one hundred thirty over eighty-five millimeters of mercury, pulse seventy-eight per minute, SpO two ninety-eight percent, " +
        "temperature ninety-nine point one degrees Fahrenheit.")]
    [InlineData("en", "Take Vit. D3 60,000 IU once/week x 8 weeks.",
        "Take vitamin D three sixty thousand international units once per week for eight weeks.")]
    [InlineData("en", "Pt. is a 45-yr-old male, c/o chest pain x 2 days, h/o DM since 2015.",
        "patient is a forty-five year-old male, complains of chest pain for two days, history of DM since twenty fifteen.")]
    [InlineData("en", "HbA1c was 6.8%; LDL is 142 mg/dL (normal: <100).",
        "HbA one c was six point eight percent; LDL is one hundred forty-two milligrams per deciliter, normal: less than one hundred.")]
    [InlineData("en", "Rx: Tab. Dolo 650 1-0-1 after meals.", "prescription: tablet Dolo six hundred fifty one zero one after meals.")]
    [InlineData("en", "CSK 187/6 (20) beat MI 181/9 (20) by 6 runs; Dhoni 34* (16).",
        "CSK one hundred eighty-seven for six, twenty, beat MI one hundred eighty-one for nine, twenty, by six runs; Dhoni thirty-four " +
        "not out, sixteen.")]
    [InlineData("en", "She won 21–15, 17–21, 21–18 in 68 mins to enter the semis.",
        "She won twenty-one fifteen, seventeen twenty-one, twenty-one eighteen in sixty-eight minutes to enter the semis.")]
    [InlineData("en", "Messi scored in the 23rd & 90+2' minutes as Miami won 3–1.",
        "Messi scored in the twenty-third and ninety plus two minutes as Miami won three one.")]
    [InlineData("en", "He ran the 100m in 9.81s and threw the javelin 88.17 m.",
        "He ran the one hundred meters in nine point eight one seconds and threw the javelin eighty-eight point one seven meters.")]
    [InlineData("en", "Virat needs 27 runs more for 14,000 ODI runs in 287 inns.",
        "Virat needs twenty-seven runs more for fourteen thousand ODI runs in two hundred eighty-seven innings.")]
    [InlineData("en", "Flight 6E-2134 departs at 0540 hrs from T3, Gate 42B; report 2 hrs prior.",
        "Flight six E two one three four departs at oh five forty hours from T three, Gate forty-two B; report two hours prior.")]
    [InlineData("en", "Day 3: Leh – Nubra (120 km/5 hrs) via Khardung La (17,582 ft).",
        "Day three: Leh, Nubra, one hundred twenty kilometers five hours, via Khardung La, seventeen thousand five hundred eighty-two " +
        "feet.")]
    [InlineData("en", "Package: 4N/5D from ₹18,999 pp, incl. brkfst.",
        "Package: four nights five days from eighteen thousand nine hundred ninety-nine rupees per person, including breakfast.")]
    [InlineData("en", "Check-in: 2 p.m.; check-out: 11 a.m. Extra bed @ $15/night.",
        "Check-in: two P M; check-out: eleven A M. | Extra bed at fifteen dollars per night.")]
    [InlineData("en", "PNR 4521789632, coach S4, berths 31 & 32 (LB/MB).",
        "PNR four five two one seven eight nine six three two, coach S four, berths thirty-one and thirty-two, LB MB.")]
    [InlineData("en", "In v2.3.1 we fixed bug #1204 and cut load time from 3.2s to 800ms.",
        "In version two point three point one we fixed bug number one thousand two hundred four and cut load time from three point two " +
        "seconds to eight hundred milliseconds.")]
    [InlineData("en", "If i >= 10 && j != 0, return x[i]; else i++.",
        "If i is greater than or equal to ten and j is not equal to zero, return x i; else i plus plus.")]
    [InlineData("en", "The API returns HTTP 404 if /users/{id} isn't found.",
        "The API returns HTTP four oh four if slash users, isn't found.")]
    [InlineData("en", "Set timeout=30s & retries=3 in config.yml.",
        "Set timeout equals thirty seconds and retries equals three in config dot yml.")]
    [InlineData("en", "Big-O: binary search takes O(log n), bubble sort O(n²).",
        "Big-O: binary search takes O of log n, bubble sort O of n squared.")]
    [InlineData("en", "SIP of ₹5,000 p.m. @ 12% for 20 yrs. gives ≈ ₹49.9 L.",
        "SIP of five thousand rupees per month at twelve percent for twenty years gives approximately forty-nine point nine lakh rupees.")]
    [InlineData("en", "Home loan @ 8.35% p.a.*; EMI ₹758/lakh.",
        "Home loan at eight point three five percent per annum; EMI seven hundred fifty-eight rupees per lakh.")]
    [InlineData("en", "Your CIBIL score is 782/900.", "Your CIBIL score is seven hundred eighty-two out of nine hundred.")]
    [InlineData("en", "USD/JPY fell 0.3% to 149.87; 1 BTC = $91,200.",
        "USD JPY fell zero point three percent to one hundred forty-nine point eight seven; one bitcoin equals ninety-one thousand two " +
        "hundred dollars.")]
    [InlineData("en", "File ITR-1 by 31st July for A.Y. 2025–26 to avoid a ₹5,000 fee u/s 234F.",
        "File ITR one by thirty-first July for A Y twenty twenty-five to twenty-six to avoid a five thousand rupee fee under section " +
        "two hundred thirty-four F.")]
    [InlineData("en", "Form 16, PAN (ABCDE1234F) & Aadhaar (xxxx xxxx 4321) are mandatory.",
        "Form sixteen, PAN, A B C D E one two three four F, and Aadhaar, xxxx four three two one, are mandatory.")]
    [InlineData("en", "Name: S/o, D/o or W/o (tick one). DOB: DD/MM/YYYY.",
        "Name: son of, daughter of or wife of, tick one. | DOB: DD MM YYYY.")]
    [InlineData("en", "Visit the RTO, Sector-21, between 9:30 AM-1:00 PM (Mon.-Fri.) w/ 2 photos.",
        "Visit the RTO, Sector twenty-one, between nine thirty A M to one P M, Monday to Friday, with two photos.")]
    public void Is_said_as_a_person_reads_it_out(string language, string text, string spoken) =>
        SpokenLine.Check(language, text, spoken);
}
