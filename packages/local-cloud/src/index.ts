export type { SessionCredentials } from './cloud';
export { decidingLayer, type TraceEntry, traceLine } from './gateway/trace';
export { LocalCloud, type LocalCloudOptions } from './local-cloud';
export type { Treatment } from './lowering/resource-types';
export type { ImageRow } from './processes/images';
export { readImages } from './processes/images-file';
export { gitCredentials } from './services/codecommit/credentials';
export type { Span, Work } from './spans';
