using IntelliAvatar.Server.Speech.Text;

namespace IntelliAvatar.Server.Tests.Speech.Text;

public sealed class WritingSystemTests
{
    [Theory]
    [InlineData("en", "Use a 10 kΩ resistor between the two pins and then switch the power on.")]
    [InlineData("en", "The µ-controller has α = 0.05 and β = 1.")]
    [InlineData("mr", "माझे नाव अनिता आहे. मला ₹500 हवेत.")]
    [InlineData("mr", "कार्यक्रम 15 ऑगस्ट रोजी सकाळी 9 वाजता मुंबईमध्ये होईल.")]
    [InlineData("mr", "तुमच्या खात्यात पैसे जमा झाले आहेत, कृपया तपासा.")]
    [InlineData("mr", "आम्ही उद्या पुण्याला जाणार आहोत आणि परत येऊ.")]
    [InlineData("hi", "मेरा नाम अनिता है और मैं पुणे में रहती हूँ।")]
    [InlineData("hi", "कृपया अपना नाम लिखें और 500 रुपये जमा करें।")]
    [InlineData("hi", "नमस्ते दोस्तों, आज हम सीखेंगे")]
    [InlineData("hi", "महाराष्ट्र के मुख्यमंत्री ने कहा कि सर्व शिक्षा अभियान जारी है।")]
    [InlineData("ne", "मेरो नाम सीता हो र म काठमाडौंमा बस्छु, हामी खुशी छौं।")]
    [InlineData("en", "Δt is the time that we need.")]
    [InlineData("en", "The word 你 means you.")]
    [InlineData("en", "She said नमस्ते to all of us in the morning.")]
    [InlineData("en", "Hello everybody, welcome: bold text 漢字")]
    [InlineData("en", "Café Müller is open.")]
    [InlineData("hi", "यह Ω का चिह्न है।")]
    [InlineData("hi", "मेरा iPhone 15 Pro Max खराब है।")]
    [InlineData("hi", "आज हम React Native app install करेंगे।")]
    [InlineData("hi", "कल Google Meet पर online meeting schedule करें।")]
    [InlineData("ta", "இந்த WhatsApp group-இல் சேருங்கள்.")]
    [InlineData("el", "Καλημέρα σας, τι κάνετε;")]
    [InlineData("ru", "Привет, iPhone!")]
    [InlineData("ja", "これはiPhoneです。")]
    [InlineData("cmn", "我喜欢 iPhone 手机")]
    [InlineData("en", "12345")]
    public void The_language_is_that_of_most_words(string language, string text) => Assert.Equal(language, WritingSystem.LanguagesOf(text)[0]);

    [Theory]
    [InlineData("hi", "mai aapki kaise madad kar sakta hu", true)]
    [InlineData("ta", "vanakkam eppadi irukkirirkal nanbare", true)]
    [InlineData("hi", "aap ka swagat hai 2026", true)]
    [InlineData("hi", "iPhone 15", false)]
    [InlineData("hi", "मैं iPhone से बात करता हूँ", false)]
    [InlineData("en", "how can I help you today", false)]
    [InlineData("de", "wie kann ich helfen heute", false)]
    public void Another_languages_words_in_Latin_letters_are_noticed(string language, string text, bool isRomanised) => Assert.Equal(isRomanised, WritingSystem.IsRomanised(text, language));
}
