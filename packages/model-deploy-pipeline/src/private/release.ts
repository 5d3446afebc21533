/** Artifacts of a deploy pipeline: the deployment repository's branch, and what is synthesized from it. */
export const SOURCE = 'SourceOutput';
export const RELEASE = 'Release';
