using IntelliAvatar.Server.Features.Batches;
using IntelliAvatar.Server.Orders;
using IntelliAvatar.Server.Speech;
using IntelliAvatar.Server.Tests.Speech;

namespace IntelliAvatar.Server.Tests.Features;

/// <summary>Who speaks the rows of a batch for which neither a voice nor a language was asked.</summary>
public sealed class CommonVoiceTests
{
    [Theory]
    [InlineData("hi", "नमस्ते रवि, आपका स्वागत है।", "Hello Mina, and welcome to the course.", "नमस्ते जान, आपका भी स्वागत है।")]
    [InlineData("hi", "यह दूसरा पाठ है और इसमें हम आगे बढ़ेंगे।", "माझे नाव रवी आहे आणि मी पुण्यात राहतो.", "यह तीसरा पाठ है।")]
    [InlineData("en", "Dear Ravi, happy birthday!", "Dear José Ñandú Müller, ¡feliz cumpleaños!", "Dear Mina, happy birthday!")]
    [InlineData("en", "Dear Ravi, your resistor has 10 kΩ.", "Dear रवि, your resistor has 5 Ω.", "Dear Mina, your bill is ₹500.")]
    [InlineData("ta", "வணக்கம் ரவி, உங்கள் பாடம் தயார்.", "Ravi Kumar", "வணக்கம் மீனா, உங்கள் பாடம் தயார்.")]
    public async Task All_rows_that_one_voice_can_read_have_one_language(string language, params string[] rows)
    {
        await using var sandbox = new SpeechSandbox();
        var plans = await PlansAsync(sandbox, rows);
        Assert.All(plans, plan => Assert.Equal((language, plans[0].Voices[0].Id), (plan.Language, plan.Voices[0].Id)));
    }

    [Fact]
    public async Task A_row_in_letters_that_the_voice_cannot_read_keeps_its_own()
    {
        await using var sandbox = new SpeechSandbox();
        var plans = await PlansAsync(sandbox, "Dear Ravi, happy birthday and welcome!", "जन्मदिन मुबारक हो", "Dear Mina, happy birthday!");
        Assert.Equal(["en", "hi", "en"], plans.Select(plan => plan.Language));
    }

    private static async Task<IReadOnlyList<SpeechPlan>> PlansAsync(SpeechSandbox sandbox, params string[] rows)
    {
        var orders = rows.Select(row => new Order { UserId = "u", Video = new MediaSource.Sent(""),
            Says = new SpeechRequest(row, Gender: "female") }).ToList();
        var plans = new List<SpeechPlan>();
        foreach (var order in await CommonVoice.ApplyAsync(sandbox.Speech, orders, CancellationToken.None))
        {
            plans.Add((await sandbox.Speech.ChooseAsync(order.Says!, CancellationToken.None)).Plan!);
        }

        return plans;
    }
}
