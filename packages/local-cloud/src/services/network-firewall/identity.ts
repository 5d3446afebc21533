import { createHash } from 'node:crypto';

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The 17 hexadecimal digits of an id, always the same for what it is of. */
export const hexOf = (text: string): string => digestOf(text).slice(0, 17);

/** A UUID, always the same for what it is of. */
export const uuidOf = (text: string): string => digestOf(text).slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
