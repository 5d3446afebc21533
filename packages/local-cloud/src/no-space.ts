const CODES = ['ENOSPC', 'EDQUOT', 'EFBIG'];
/** What the C library says of them, in the output of git and others. */
const TOLD = ['No space left on device', 'Disk quota exceeded', 'File too large'];
const SAID = 'no space left on the disk';

/** What to say of a write that failed because there is no room; the system's own message names no file. @returns undefined for any other error */
export function noSpace(error: unknown, folder: string): string | undefined {
  const { code = '', message, cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  // said already where more was known of the folder
  if (message.replace(/^local-cloud: /, '').startsWith(SAID)) return message.replace(/^local-cloud: /, '');
  if (CODES.includes(code) || TOLD.some((told) => message.includes(told))) return `${SAID} for ${folder} (${message}): free some and try again`;
  return cause ? noSpace(cause, folder) : undefined;
}
