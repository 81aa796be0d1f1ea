// Uploads a file with the official client: node tus-upload.cjs ENDPOINT FILE USER. Prints the address of the upload.
const fs = require("node:fs");
const path = require("node:path");
const tus = require("tus-js-client");

const [endpoint, file, user] = process.argv.slice(2);
const upload = new tus.Upload(fs.createReadStream(file), {
  endpoint,
  retryDelays: Array(60).fill(20),
  metadata: { filename: path.basename(file), filetype: "audio/wav", user_id: user },
  onError(error) {
    console.error(String(error));
    process.exit(1);
  },
  onSuccess() {
    console.log(upload.url);
  },
});
upload.start();
