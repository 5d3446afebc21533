export type { SessionCredentials } from './cloud';
export { LocalCloud, type LocalCloudOptions } from './local-cloud';
export type { ImageRow } from './processes/images';
