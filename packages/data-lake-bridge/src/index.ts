export { DatasetPublication, type DatasetPublicationProps } from './publication/dataset-publication';
export type { DatasetReader } from './publication/dataset-reader';
export { LakeStorage, type LakeStorageProps } from './storage/lake-storage';
