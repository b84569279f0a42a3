// Does a sum instead of the wait (ALTCHA: SHA-256 over salt, nonce and a counter), then presses the button. Without it: wait and press.
const form = document.querySelector("form[data-wait]");
const said = document.querySelector("[data-said]");
const { parameters, signature } = JSON.parse(form.dataset.challenge);
const ROUND = Int32Array.from(
  "428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174 e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da 983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85 a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2".split(" "),
  (word) => parseInt(word, 16),
);
const START = Int32Array.from("6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19".split(" "), (word) => parseInt(word, 16));
const words = (hex) => hex.match(/.{8}/g).map((word) => parseInt(word, 16) | 0);
const hex = (found) => Array.from(found, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
const w = new Int32Array(64);
const out = new Int32Array(8);

// One block: 16 words in `w`, of which the ninth is the counter; its hash is in `out`.
function hashed() {
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    w[i] = (w[i - 16] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + w[i - 7] + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10)) | 0;
  }
  let a = START[0], b = START[1], c = START[2], d = START[3], e = START[4], f = START[5], g = START[6], h = START[7];
  for (let i = 0; i < 64; i++) {
    const t = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + ROUND[i] + w[i]) | 0;
    const u = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c)) | 0;
    h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
  }
  out[0] = a; out[1] = b; out[2] = c; out[3] = d; out[4] = e; out[5] = f; out[6] = g; out[7] = h;
  for (let i = 0; i < 8; i++) out[i] += START[i];
}

function send() {
  said.textContent = form.dataset.sending;
  form.requestSubmit ? form.requestSubmit() : form.submit();
}

function solved(counter) {
  const solution = { counter, derivedKey: hex(out) };
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "altcha" });
  field.value = btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
  form.append(field);
  send();
}

const most = parameters.data.most;
const [first] = words(parameters.keyPrefix);
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
let counter = 0;
let told = -1;
// A few milliseconds of work at a time, so that the page still answers to a finger.
function work() {
  for (const until = performance.now() + 12; performance.now() < until; ) {
    for (let i = 0; i < 200; i++, counter++) {
      w[8] = counter;
      hashed();
      if (out[0] === first && hex(out).startsWith(parameters.keyPrefix)) return solved(counter);
    }
  }
  const quarter = Math.min(3, Math.floor((4 * counter) / most));
  if (quarter > told) said.textContent = form.dataset.working.replace("%", percent.format((told = quarter) / 4));
  setTimeout(work);
}
let ended = false;
form.addEventListener("submit", (event) => (ended ? event.preventDefault() : (ended = true)));
setTimeout(() => ended || send(), 1000 * form.dataset.wait + 1000);
if (parameters.algorithm === "SHA-256" && parameters.cost === 1 && parameters.keyLength === 32) {
  w.set([...words(parameters.salt), ...words(parameters.nonce), 0, 0x80000000 | 0, 0, 0, 0, 0, 0, 288]);
  work();
}
