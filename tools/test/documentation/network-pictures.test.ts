import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { networkPictures } from '../../documentation/network-pictures';
import { ROOT } from '../../root';

const pictures = networkPictures();

test.each([...pictures])('%s is what its example synthesizes to: npm run build draws it anew', (file, svg) => {
  expect(readFileSync(path.join(ROOT, file), 'utf8')).toBe(svg);
});

test('there is no picture of a network that no example has', () => {
  const there = readdirSync(path.join(ROOT, 'docs', 'images')).filter((name) => name.startsWith('network-'));
  expect(there.sort()).toEqual([...pictures.keys()].map((file) => path.basename(file)).sort());
});
