using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

/// <summary>What looks like a score, a code, a date or a scale, and is none.</summary>
public sealed class NumbersThatLookAlikeTests
{
    [Theory]
    [InlineData("en", "The final exam takes 2-3 hours and 5-6 pages.", "The final exam takes two to three hours and five to six pages.")]
    [InlineData("en", "We won 2-3 matches and lost 4-5 others.", "We won two to three matches and lost four to five others.")]
    [InlineData("en", "The match lasts 3-4 hours on 5-6 December.", "The match lasts three to four hours on fifth to sixth December.")]
    [InlineData("en", "He led 20-25 people in the final.", "He led twenty to twenty-five people in the final.")]
    [InlineData("en", "Scores of 8-10 are good, and 10-12 players score.",
        "Scores of eight to ten are good, and ten to twelve players score.")]
    [InlineData("en", "The series has 5-6 episodes.", "The series has five to six episodes.")]
    [InlineData("en", "Read sections 4/5 and 3/4 of the overs.", "Read sections four fifths and three quarters of the overs.")]
    [InlineData("en", "He needs 3/4 of the votes; 9/10 batsmen agree.",
        "He needs three quarters of the votes; nine out of ten batsmen agree.")]
    [InlineData("en", "We need 24/7 cricket with 5/6 of the fans.", "We need twenty-four seven cricket with five sixths of the fans.")]
    [InlineData("en", "In Delhi 110001 people voted.", "In Delhi one hundred ten thousand one people voted.")]
    [InlineData("en", "The Sensex - 110001 points.", "The Sensex, one hundred ten thousand one points.")]
    [InlineData("en", "About 560001 people live there.", "About five hundred sixty thousand one people live there.")]
    [InlineData("en", "Total 123456 votes.", "Total one hundred twenty-three thousand four hundred fifty-six votes.")]
    [InlineData("en", "Call 100 people and 150 customers.", "Call one hundred people and one hundred fifty customers.")]
    [InlineData("en", "Train 150 people in 12 days.", "Train one hundred fifty people in twelve days.")]
    [InlineData("en", "Room 5 and Flat 3-4 are free.", "Room five and Flat three to four are free.")]
    [InlineData("en", "I have 5 L of milk and a 10 L can.", "I have five liters of milk and a ten liter can.")]
    [InlineData("en", "The 5L tank, 2L bottles, and 3L of oil.", "The five liter tank, two liter bottles, and three liters of oil.")]
    [InlineData("en", "A 5L cooker and 1.5L engine.", "A five liter cooker and one point five liter engine.")]
    [InlineData("en", "Bottle of 2L costs ₹90.", "Bottle of two liters costs ninety rupees.")]
    [InlineData("en", "He ran 10K in 45 min.", "He ran ten K in forty-five minutes.")]
    [InlineData("en", "Gate 3B, Plot 12B and 221B Baker Street.", "Gate three B, Plot twelve B and two hundred twenty-one B Baker Street.")]
    [InlineData("en", "My 4K videos got 2K views.", "My four K videos got two thousand views.")]
    [InlineData("en", "Open 9-5, from 10-12 and 2-4.", "Open nine to five, from ten to twelve and two to four.")]
    [InlineData("en", "It is 3 to 4 days, 2 to 1 odds.", "It is three to four days, two to one odds.")]
    [InlineData("en", "The price went from 5 to 10 rupees.", "The price went from five to ten rupees.")]
    [InlineData("en", "Version 2.10.25 is out, chapter 3.2.10 and section 4.5.12.",
        "Version two point ten point twenty-five is out, chapter three point two point ten and section four point five point twelve.")]
    [InlineData("en", "The ratio is 2.5:1 and the time is 2:05.", "The ratio is two point five to one and the time is two oh five.")]
    [InlineData("en", "She is 5/8 Irish.", "She is five eighths Irish.")]
    [InlineData("en", "In 1000 hours of practice and 1500 hours of work.",
        "In one thousand hours of practice and fifteen hundred hours of work.")]
    [InlineData("en", "He worked 1200 hrs last year.", "He worked one thousand two hundred hours last year.")]
    [InlineData("en", "We flew 2000 hrs; duty till 2000 hrs.", "We flew two thousand hours; duty till twenty hundred hours.")]
    [InlineData("en", "May 10-15 people come?", "May tenth to fifteenth people come?")]
    [InlineData("en", "You may 5-10 times try.", "You may five to ten times try.")]
    [InlineData("en", "On 1/2 cup basis; on 5/6 of it.", "On half a cup basis; on five sixths of it.")]
    [InlineData("en", "Step 3-4-5 and 1-2-3 go.", "Step three four five and one two three go.")]
    [InlineData("en", "1-2-3-4, 4-4-2 formation.", "one two three four, four four two formation.")]
    [InlineData("en", "3-2-1 lift off.", "three two one lift off.")]
    [InlineData("en", "iPhone 15/16 Pro; Class 11/12; 2024/25.",
        "iPhone fifteen, sixteen Pro; Class eleven, twelve; twenty twenty-four to twenty-five.")]
    [InlineData("en", "Grade 9/10 pupils and B1/B2 visa.", "Grade nine, ten pupils and B one B two visa.")]
    [InlineData("en", "S1/E2, A/B test, 3/B Road.", "S one E two, A B test, three B Road.")]
    [InlineData("en", "I/O, 24-hour/7-day.", "I O, twenty-four hour seven day.")]
    [InlineData("en", "Rs. 5/10 coins.", "five, ten rupee coins.")]
    [InlineData("en", "₹10/20/50 notes.", "ten, twenty, fifty rupee notes.")]
    [InlineData("en", "Size 8/9/10 shoes.", "Size eight, nine, ten shoes.")]
    [InlineData("en", "Use 10/100/1000 Mbps.", "Use ten, one hundred, one thousand megabits per second.")]
    [InlineData("en", "GST 5%/12%/18%/28%.", "GST five percent, twelve percent, eighteen percent, twenty-eight percent.")]
    [InlineData("en", "5x5 grid, 2x4, 10 x 12 room, 3x3.", "five by five grid, two by four, ten by twelve room, three by three.")]
    [InlineData("en", "He got 450/500 marks and 8.5/10 CGPA.",
        "He got four hundred fifty out of five hundred marks and eight point five out of ten CGPA.")]
    [InlineData("en", "It is 1 of 10, 12 of 15.", "It is one of ten, twelve of fifteen.")]
    [InlineData("en", "It costs ₹1,500/2 nights.", "It costs one thousand five hundred rupees per two nights.")]
    [InlineData("en", "123456 is the code.", "one two three four five six is the code.")]
    [InlineData("en", "2026 is the code name.", "two zero two six is the code name.")]
    [InlineData("en", "The pin is 5 cm.", "The pin is five centimeters.")]
    [InlineData("en", "My code for 2026 is 5 lines.", "My code for twenty twenty-six is five lines.")]
    [InlineData("en", "Send 500 to 600 people to 56 places.", "Send five hundred to six hundred people to fifty-six places.")]
    [InlineData("en", "Ring 1098 for help; ring 5 times.", "Ring one thousand ninety-eight for help; ring five times.")]
    [InlineData("en", "A 2×2 matrix, a 4×6 print and a 3×3 grid.", "A two by two matrix, a four by six print and a three by three grid.")]
    [InlineData("en", "We know 3×4 = 12 and 2 × 6.", "We know three times four equals twelve and two times six.")]
    [InlineData("en", "A ½-inch pipe, a 3/4-inch bolt and a ½-hour class.",
        "A half inch pipe, a three quarters inch bolt and a half hour class.")]
    [InlineData("en", "Take the 8:15 or the 9:05.", "Take the eight fifteen or the nine oh five.")]
    [InlineData("en", "Invoice no. 123 and 45.", "Invoice number one two three and forty-five.")]
    [InlineData("en", "The bus no. 500D and 335E.", "The bus number five zero zero D and three hundred thirty-five E.")]
    [InlineData("en", "A loan of 50 L; income above 10 L; fuel of 50 L.",
        "A loan of fifty lakh; income above ten lakh; fuel of fifty liters.")]
    [InlineData("en", "In the 20s and 30s; in his 40s.", "In the twenties and thirties; in his forties.")]
    public void A_number_is_read_by_what_stands_around_it(string language, string text, string spoken) =>
        Assert.Equal(spoken, Spoken(text, language));

    private static string Spoken(string text, string language) =>
        string.Join(' ', TextNormalizer.Of(PlainText.Of(text), language).Sentences.Select(sentence => sentence.Spoken));
}
