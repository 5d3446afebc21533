import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { LocalCloud } from '@mlops-foundation/local-cloud';
import { called } from './calls';

/** Credentials of a session, as the SDKs take them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type Client<T> = new (configuration: any) => T;

/** A person, signed in to an account in a persona's role. */
export class Person {
  private readonly clients = new Map<unknown, unknown>();

  private constructor(
    readonly name: string, readonly role: string, readonly account: string, readonly credentials: Credentials, private readonly cloud: LocalCloud,
  ) {}

  /**
   * Signs in as an identity provider would: a session of the persona's role under the person's name.
   * @param persona `data-scientist`, `lead-data-scientist`
   */
  static async signIn(cloud: LocalCloud, options: { name: string; team: string; persona: string; account: string }): Promise<Person> {
    const sts = new STSClient(cloud.clientOptions(cloud.credentialsOf(options.account)));
    const { Credentials: session } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${options.account}:role/mlops-${options.team}-${options.persona}`,
        RoleSessionName: options.name,
      }),
    );
    if (!session?.AccessKeyId || !session.SecretAccessKey) throw new Error(`no session for ${options.name}`);
    const credentials = { accessKeyId: session.AccessKeyId, secretAccessKey: session.SecretAccessKey, sessionToken: session.SessionToken };
    return new Person(options.name, options.persona, options.account, credentials, cloud);
  }

  /** Someone of IT or of the data platform, for whom this example has no persona yet: the account's own administrator. */
  static administrator(cloud: LocalCloud, name: string, account: string): Person {
    return new Person(name, 'administrator', account, cloud.credentialsOf(account), cloud);
  }

  /** The person's client of a service. */
  use<T>(client: Client<T>): T {
    if (!this.clients.has(client)) this.clients.set(client, this.make(client));
    return this.clients.get(client) as T;
  }

  private make<T>(client: Client<T>): T {
    const made: any = new client(this.cloud.clientOptions(this.credentials));
    const { name, role, account } = this;
    made.middlewareStack.add((next: (args: unknown) => unknown, { clientName = '', commandName = '' }: Record<string, string>) => (args: unknown) => {
      called({ api: `${clientName.replace(/Client$/, '')} ${commandName.replace(/Command$/, '')}`, name, role, account });
      return next(args);
    }, { step: 'initialize', name: 'called' });
    return made;
  }
}
