// Speaks with the official client: node sarvam-speak.cjs BASE_URL KEY REQUEST. Prints JSON: what came, and the names that the client knows.
const { SarvamAI, SarvamAIClient } = require("sarvamai");

const [baseUrl, apiSubscriptionKey, request] = process.argv.slice(2);
const client = new SarvamAIClient({ baseUrl, apiSubscriptionKey, maxRetries: 0 });

async function speak() {
  try {
    const { audios } = await client.textToSpeech.convert(JSON.parse(request));
    return { bytes: audios.map(audio => Buffer.from(audio, "base64").length) };
  } catch (error) {
    return { error: error.constructor.name, status: error.statusCode, code: error.body?.error?.code };
  }
}

speak().then(result => console.log(JSON.stringify({
  ...result,
  speakers: Object.values(SarvamAI.TextToSpeechSpeaker),
  languages: Object.values(SarvamAI.TextToSpeechLanguage),
})));
