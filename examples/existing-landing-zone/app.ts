import { foundation } from '../foundation/foundation';

/** The foundation in accounts that a landing zone has furnished: its own stacks, and a topology that says what they adopt. `tsx examples/existing-landing-zone/app.ts [topology file]` */
foundation(__dirname, 'adopted.yaml');
