import type { Page } from 'playwright-core';

/** What a screen reader comes to: a landmark or a heading, with its name. */
export interface Reading {
  readonly role: string;
  readonly name: string;
  /** Of a heading. */
  readonly level?: number;
}

interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly childIds?: readonly string[];
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value: unknown } }[];
}

/** The browser's own accessibility tree, in the order it is read. */
export async function reading(page: Page): Promise<Reading[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (node: Node): Node[] => [node, ...(node.childIds ?? []).flatMap((id) => walkId(id))];
  const walkId = (id: string): Node[] => {
    const node = byId.get(id);
    return node ? walk(node) : [];
  };
  return walk(nodes[0]).filter(({ ignored }) => !ignored).map(({ role, name, properties = [] }) => ({
    role: role?.value ?? '', name: name?.value ?? '', level: properties.find((property) => property.name === 'level')?.value.value as number | undefined,
  }));
}
