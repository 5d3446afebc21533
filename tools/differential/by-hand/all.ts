import { CONDITIONS } from './conditions';
import { LAYERS } from './layers';
import { REQUIRED } from './required';
import { STATEMENTS } from './statements';
import type { Written } from './written';

export const WRITTEN: readonly Written[] = [...CONDITIONS, ...STATEMENTS, ...LAYERS, ...REQUIRED];
