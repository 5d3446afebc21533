/** Every GitHub action that a workflow uses, by the digest of a release: a tag can be moved. */
export const ACTIONS = {
  checkout: 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8',
  setupNode: 'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444',
  setupPython: 'actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c',
  /** v7.0.1 */
  uploadArtifact: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a',
  /** v8 */
  downloadArtifact: 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c',
  /** v4.1.0 */
  attestBuildProvenance: 'actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32',
  /** v1.14.2 */
  publishToPypi: 'pypa/gh-action-pypi-publish@dc37677b2e1c63e2034f94d8a5b11f265b73ba33',
} as const;
