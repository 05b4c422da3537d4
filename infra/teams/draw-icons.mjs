// node infra/teams/draw-icons.mjs: draws color.png (192 x 192) and outline.png (32 x 32) beside this file.
// Two rings that meet: the sign for "together" on the playground and the board. Run it again after changing it.
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { fileURLToPath } from "node:url";

const TEAL = [11, 102, 98];
const WHITE = [255, 255, 255];
const FINE = 8; // samples a pixel in each direction

// In a square of 24 x 24, as in the pages' own signs.
const RINGS = [{ x: 8.5, y: 12 }, { x: 15.5, y: 12 }];
const RADIUS = 6.5;

const onRing = (x, y, width) => RINGS.some((ring) => Math.abs(Math.hypot(x - ring.x, y - ring.y) - RADIUS) <= width / 2);

/** How much of a pixel the rings cover, 0 to 1. */
function covered(px, py, size, scale, width) {
  let hits = 0;
  for (let i = 0; i < FINE; i++)
    for (let j = 0; j < FINE; j++) {
      const toSigns = (p, k) => ((p + (k + 0.5) / FINE - size / 2) / scale) + 12;
      if (onRing(toSigns(px, i), toSigns(py, j), width)) hits++;
    }
  return hits / FINE ** 2;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function png(size, pixel) {
  const rows = Buffer.alloc(size * (size * 4 + 1)); // each row begins with its filter: none
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) rows.set(pixel(x, y), y * (size * 4 + 1) + 1 + x * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

const save = (name, bytes) => writeFileSync(fileURLToPath(new URL(name, import.meta.url)), bytes);

save("color.png", png(192, (x, y) => {
  const part = covered(x, y, 192, 5.2, 2.8); // within the 120 pixels that Teams never clips
  return [...TEAL.map((c, i) => Math.round(c + (WHITE[i] - c) * part)), 255];
}));
// Teams wants white and transparent alone, and colours it itself.
save("outline.png", png(32, (x, y) => [...WHITE, Math.round(255 * covered(x, y, 32, 1.3, 1.7))]));
