import { App, Stack } from 'aws-cdk-lib';
import { EndpointCatalog, NetworkParameters, SecureNetwork } from '../../../packages/secure-network/src';

const ZONES = ['eu-west-1a', 'eu-west-1b'];
/** Without the traces of who made what, as whoever synthesizes hundreds of stacks sets it: bare L1s are built so too. */
const appIn = (outdir: string) => new App({ outdir, analyticsReporting: false, context: { 'aws:cdk:disable-creation-stack-traces': true } });

/** A network with its defaults in each of many accounts: a stack for each, as accounts have. */
export function networks(count: number, outdir: string): App {
  const app = appIn(outdir);
  for (let index = 0; index < count; index++) {
    const stack = new Stack(app, `Network-${index + 1}`, { env: { account: String(100_000_000_000 + index), region: 'eu-west-1' } });
    new SecureNetwork(stack, 'Network', { availabilityZones: ZONES });
  }
  return app;
}

/** The largest network there is: every endpoint of the catalogue, in three zones, published. */
export function everyEndpoint(outdir: string): App {
  const app = appIn(outdir);
  const stack = new Stack(app, 'Network', { env: { account: '100000000000', region: 'eu-west-1' } });
  const endpoints = Object.values(EndpointCatalog).filter((value): value is EndpointCatalog => value instanceof EndpointCatalog);
  const network = new SecureNetwork(stack, 'Network', { availabilityZones: [...ZONES, 'eu-west-1c'], endpoints });
  network.publishTo(NetworkParameters.pathOf('bench'));
  return app;
}
