/* Reading the bundle, a zip (APPNOTE 6.3): its directory and members, within limits that hold before unpacking. */

import { concat, decode, need } from "./bytes.js";
import { checkFileName } from "./statement.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const MOST_MEMBERS = 256;
const SMALL = 2_000_000;
const RATIO = 200;
const SPARE = 1 << 20;
const STORED = 0;
const DEFLATED = 8;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

const crc32 = (data, before = 0) => {
  let value = ~before;
  for (const byte of data) {
    value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  }
  return ~value >>> 0;
};

const read = async (blob, start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer());

const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const nameOf = (bytes, flags) => (flags & 0x800 ? decode(bytes) : String.fromCharCode(...bytes));

const findDirectory = async (blob) => {
  const start = blob.size - END_SIZE;
  need(start >= 0, "this is not a zip");
  const end = view(await read(blob, start, blob.size));
  need(end.getUint32(0, true) === END && end.getUint16(20, true) === 0, "this does not end like a zip");
  const [count, size, offset] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  need(offset + size === start, "bytes stand before the zip, or it is of the 64-bit kind");
  return { count, bytes: await read(blob, offset, offset + size) };
};

const checkEntry = (entry) => {
  const large = entry.name.startsWith("file/") || entry.name.startsWith("capture/");
  checkFileName(large ? entry.name.slice(entry.name.indexOf("/") + 1) : entry.name);
  need(entry.method !== STORED || entry.size === entry.packed, "a member of the zip has two lengths");
  need(!(entry.flags & 1) && [STORED, DEFLATED].includes(entry.method), "a member is encrypted or oddly compressed");
  need(large || entry.size <= SMALL, "a member is too large");
  need(entry.size <= SPARE + RATIO * entry.packed, "a member is compressed beyond belief");
};

const readDirectory = ({ count, bytes }) => {
  need(count <= MOST_MEMBERS, "the bundle has too many members");
  const entries = [];
  let at = 0;
  for (let number = 0; number < count; number += 1) {
    need(at + 46 <= bytes.length, "the directory of the zip ends early");
    const fields = view(bytes.subarray(at));
    need(fields.getUint32(0, true) === ENTRY, "the directory of the zip is damaged");
    const [length, extra, comment] = [28, 30, 32].map((offset) => fields.getUint16(offset, true));
    const flags = fields.getUint16(8, true);
    const entry = {
      flags, method: fields.getUint16(10, true), crc: fields.getUint32(16, true), packed: fields.getUint32(20, true),
      size: fields.getUint32(24, true), offset: fields.getUint32(42, true),
      name: nameOf(bytes.subarray(at + 46, at + 46 + length), flags),
    };
    checkEntry(entry);
    entries.push(entry);
    at += 46 + length + extra + comment;
  }
  need(at === bytes.length, "the directory of the zip is damaged");
  need(new Set(entries.map((entry) => entry.name.toUpperCase().toLowerCase())).size === entries.length, "two members have one name");
  need(entries.filter((entry) => entry.name.startsWith("file/")).length < 2, "the bundle carries two files");
  need(entries.some((entry) => entry.offset === 0), "bytes stand before the zip");
  return entries;
};

/** Give the packed bytes of a member as a Blob; raises `Unreadable` when its own header tells another story. */
const packedBytes = async (blob, entry) => {
  const header = await read(blob, entry.offset, entry.offset + 30);
  need(header.length === 30 && view(header).getUint32(0, true) === LOCAL, "a member of the zip is missing");
  const [length, extra] = [view(header).getUint16(26, true), view(header).getUint16(28, true)];
  const start = entry.offset + 30;
  const name = await read(blob, start, start + length);
  need(nameOf(name, entry.flags) === entry.name, "a member of the zip has two names");
  const packed = blob.slice(start + length + extra, start + length + extra + entry.packed);
  need(packed.size === entry.packed, "a member of the zip ends early");
  return packed;
};

/** Unpack one member into a Blob; raises `Unreadable` when its length or checksum is wrong. */
export const unpack = async (blob, entry) => {
  const packed = await packedBytes(blob, entry);
  const parts = [];
  let [size, crc] = [0, 0];
  const stream = entry.method === STORED ? packed.stream() : packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => need(false, "a member cannot be unpacked"));
    if (done) {
      break;
    }
    size += value.length;
    need(size <= entry.size, "a member is larger than it says");
    crc = crc32(value, crc);
    parts.push(value);
  }
  need(size === entry.size && crc === entry.crc, "the checksum of a member is wrong");
  return entry.method === STORED ? packed : new Blob(parts);
};

/** Read a bundle: its small members as bytes by name, and the entry of the file that it carries, if any. */
export const readBundle = async (blob) => {
  const first = await read(blob, 0, 4);
  need(first.length === 4 && view(first).getUint32(0, true) === LOCAL, "this is not a bundle");
  const members = new Map();
  let file = null;
  for (const entry of readDirectory(await findDirectory(blob))) {
    if (entry.name.startsWith("file/")) {
      file = entry;
    } else {
      const content = await unpack(blob, entry);
      members.set(entry.name, entry.size <= SMALL ? new Uint8Array(await content.arrayBuffer()) : concat());
    }
  }
  return { members, file };
};
