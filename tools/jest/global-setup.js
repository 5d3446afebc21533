// Constructs read their Lambda bundles and vendored libraries from `assets`: they must exist before the first test.
module.exports = async () => {
  const { bundleAll } = await import('../bundle.mjs');
  await bundleAll();
};
