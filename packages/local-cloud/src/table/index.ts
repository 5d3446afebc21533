import type { Row } from './row';
import { rowsOf } from './rows';
import { servicesWithoutCloud } from './services';

/** What the local cloud does with every operation and type, as its code says. */
export const table = (): Row[] => rowsOf(servicesWithoutCloud());
