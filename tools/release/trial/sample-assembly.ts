/** A synthesized assembly of one bucket, for tools that read one. */
export const SAMPLE_ASSEMBLY: Readonly<Record<string, string>> = {
  'cdk.out/manifest.json': JSON.stringify({
    version: '36.0.0',
    artifacts: { Notes: { type: 'aws:cloudformation:stack', environment: 'aws://111111111111/eu-west-1', properties: { templateFile: 'Notes.template.json' } } },
  }),
  'cdk.out/Notes.template.json': JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }),
};
