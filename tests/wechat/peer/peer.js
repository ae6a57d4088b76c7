// Seals or opens with npm's wechat-crypto: reads {token, key, appId, does, ...} from stdin, writes JSON to stdout.
const Crypt = require("wechat-crypto");

const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const crypt = new Crypt(asked.token, asked.key, asked.appId);

function seal({ text, timestamp, nonce }) {
  const encrypted = crypt.encrypt(text);
  return { encrypted, signature: crypt.getSignature(timestamp, nonce, encrypted) };
}

function open({ encrypted, timestamp, nonce }) {
  const { message, id } = crypt.decrypt(encrypted);
  return { text: message, id, signature: crypt.getSignature(timestamp, nonce, encrypted) };
}

process.stdout.write(JSON.stringify({ seal, open }[asked.does](asked)));
