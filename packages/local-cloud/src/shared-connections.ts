import * as http from 'node:http';

/** To one address, after a burst. */
const MOST_IDLE = 16;

/**
 * The connections of all the runner's SDK clients, to the gateway and to the emulator. By itself each client has an agent of its own
 * (https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-reusing-connections.html), and the runner makes a client for each action: its connection
 * would wait for a second request that never comes, at the emulator for 75 seconds, with all that both sides hold for it. How many are open at once has no limit:
 * what one waits for may be what another one asks.
 */
export const sharedConnections = () => new http.Agent({ keepAlive: true, maxFreeSockets: MOST_IDLE });
