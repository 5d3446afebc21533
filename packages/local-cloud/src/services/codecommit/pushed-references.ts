/**
 * The references that a receive-pack request wants to change: the pkt-lines before the pack, `<old> <new> <name>\0<capabilities>`
 * (https://git-scm.com/docs/pack-protocol#_pushing_data_to_a_server).
 */
export function pushedReferences(body: Buffer): string[] {
  const references: string[] = [];
  for (let at = 0; at + 4 <= body.length;) {
    const length = parseInt(body.subarray(at, at + 4).toString('latin1'), 16);
    if (Number.isNaN(length) || length < 4) break;
    const line = body.subarray(at + 4, at + length).toString('utf8').split('\0')[0].trim();
    const reference = /^[0-9a-f]{40,64} [0-9a-f]{40,64} (\S+)$/.exec(line)?.[1];
    if (reference) references.push(reference);
    at += length;
  }
  return references;
}
