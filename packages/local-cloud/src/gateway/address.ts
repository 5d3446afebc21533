import { randomBytes } from 'node:crypto';
import { isFree } from '../free-port';
import { Records } from '../services/records';

interface Saved {
  readonly port: number;
  readonly emulatorPort?: number;
  /** Lets the provider's functions in. */
  readonly providerToken: string;
}

const KEY = 'address';

/** Where a local cloud is: where it was before, if it can, for its address stands in outputs and variables of what was deployed. */
export class Address {
  /** @param folder what it remembers over a restart */
  static async in(folder: string): Promise<Address> {
    const records = new Records<Saved>(folder);
    const before = records.get(KEY);
    const again = async (port: number | undefined) => (port !== undefined && (await isFree(port)) ? port : undefined);
    return new Address(records, (await again(before?.port)) ?? 0, await again(before?.emulatorPort), before?.providerToken ?? randomBytes(24).toString('hex'));
  }

  private constructor(private readonly records: Records<Saved>, public port: number, public emulatorPort: number | undefined, readonly providerToken: string) {}

  /** It is reached at a port, or its emulator is. */
  settle({ port = this.port, emulatorPort = this.emulatorPort }: { readonly port?: number; readonly emulatorPort?: number }): void {
    this.port = port;
    this.emulatorPort = emulatorPort;
    this.records.set(KEY, { port, emulatorPort, providerToken: this.providerToken });
  }
}
