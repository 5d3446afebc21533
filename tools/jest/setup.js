// Template validation with a WASM engine costs 3 s and 300 MB per test file in newer aws-cdk-lib: one deliberate test runs it, not all.
process.env.CDK_VALIDATION ??= 'false';
