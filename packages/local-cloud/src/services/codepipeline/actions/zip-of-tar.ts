import { zipSync, type Zippable } from 'fflate';

const BLOCK = 512;

/** Repacks the tar of `git archive` as a zip, keeping which files may be executed. */
export function zipOfTar(tar: Buffer): Uint8Array {
  const entries: Zippable = {};
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header[0] === 0) break;
    const size = parseInt(text(header, 124, 12), 8) || 0;
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    const type = String.fromCharCode(header[156]);
    if (type === 'x' || type === 'g') longName = type === 'x' ? /\d+ path=(.+)\n/.exec(content.toString('utf8'))?.[1] : longName;
    else {
      const prefix = text(header, 345, 155);
      const name = longName ?? (prefix ? `${prefix}/${text(header, 0, 100)}` : text(header, 0, 100));
      const mode = parseInt(text(header, 100, 8), 8) | 0o100000;
      if (type === '0' || type === '\0') entries[name] = [new Uint8Array(content), { os: 3, attrs: mode * 0x10000, level: 1 }];
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return zipSync(entries);
}

const text = (block: Buffer, start: number, length: number) => block.subarray(start, start + length).toString('utf8').split('\0')[0].trim();
