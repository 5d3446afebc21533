import { foundation } from './foundation';

/** The whole foundation: `tsx examples/foundation/app.ts [topology file]`. */
foundation(__dirname, 'reliable.yaml');
