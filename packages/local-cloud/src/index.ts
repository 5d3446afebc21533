export type { SessionCredentials } from './cloud';
export { LocalCloud, type LocalCloudOptions } from './local-cloud';
export type { ImageRow } from './processes/images';
export type { Span, Work } from './spans';
export { gitCredentials } from './services/codecommit/credentials';
