/** Packs a passage's words: how many belong to the title, then all numbers in order, in seven bits a byte. */
export function packWords(title: readonly number[], body: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const value of [title.length, ...title, ...body]) {
    let rest = value;
    while (rest >= 0x80) {
      bytes.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** The opposite of `packWords`: numbers in order, the title's first. */
export function unpackWords(packed: Uint8Array): { titleLength: number; words: number[] } {
  let titleLength = -1;
  const words: number[] = [];
  let value = 0;
  let shift = 0;
  for (const byte of packed) {
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) {
      continue;
    }
    if (titleLength < 0) {
      titleLength = value;
    } else {
      words.push(value);
    }
    value = 0;
    shift = 0;
  }
  return { titleLength: Math.max(titleLength, 0), words };
}
