using IntelliAvatar.LipSync.Articulation;

namespace IntelliAvatar.LipSync.Tests.Articulation;

public sealed class PhoneShapesTests
{
    [Theory]
    [InlineData("", 0f)]
    [InlineData("_:", 0f)]
    [InlineData("ˈ", 0f)]
    [InlineData("f", 0.10f)]
    [InlineData("w", 0.20f)]
    [InlineData("tʃ", 0.28f)]
    [InlineData("ʃ", 0.30f)]
    [InlineData("ˈuː", 0.35f)]
    [InlineData("ˌiː", 0.40f)]
    [InlineData("ɡ", 0.42f)]
    [InlineData("ə", 0.50f)]
    [InlineData("oʊ", 0.60f)]
    [InlineData("eɪ", 0.65f)]
    [InlineData("ɔɪ", 0.80f)]
    [InlineData("aɪ", 1.00f)]
    [InlineData("ʔ", 0.35f)]
    public void A_sound_counts_by_its_first_character_after_the_stress(string ipa, float open) => Assert.Equal(open, PhoneShapes.Of(ipa).Open);

    [Theory]
    [InlineData("p", true)]
    [InlineData("bʱ", true)]
    [InlineData("ˈm", true)]
    [InlineData("", false)]
    [InlineData("n", false)]
    [InlineData("f", false)]
    public void Only_p_b_and_m_need_shut_lips(string ipa, bool isShut) => Assert.Equal(isShut, PhoneShapes.Of(ipa).IsShut);

    [Theory]
    [InlineData("aa", "ɑ")]
    [InlineData("jh", "dʒ")]
    [InlineData("m", "m")]
    [InlineData("pau", "")]
    public void Flites_phones_have_IPA_symbols(string arpabet, string ipa) => Assert.Equal(ipa, PhoneShapes.FromArpabet(arpabet));

    [Fact]
    public void No_phone_of_flite_is_unknown()
    {
        string[] phones = ["aa", "ae", "ah", "ao", "aw", "ax", "ay", "b", "ch", "d", "dh", "eh", "er", "ey", "f", "g", "hh", "ih", "iy", "jh", "k", "l", "m",
            "n", "ng", "ow", "oy", "p", "r", "s", "sh", "t", "th", "uh", "uw", "v", "w", "y", "z", "zh", "pau"];
        var unknown = PhoneShapes.Of("?");
        Assert.Equal(["r", "uh", "uw", "y"], phones.Where(phone => PhoneShapes.Of(PhoneShapes.FromArpabet(phone)) == unknown).Order());
    }
}
