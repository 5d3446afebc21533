/** Ways out of a VPC to other networks; `inspected-transit`: over a transit gateway, through a Network Firewall there and back; `private-link`: to what somebody serves behind an endpoint service, which is no service of AWS. */
export const CONNECTIONS = ['peering', 'transit', 'inspected-transit', 'vpn', 'private-link'] as const;
export type Connection = (typeof CONNECTIONS)[number];

/** `none`: no way to the internet. `inspected`: through a Network Firewall, there and back. `nat`: through a NAT or egress-only gateway. */
export const INTERNET_WAYS = ['none', 'inspected', 'nat'] as const;
export type InternetWay = (typeof INTERNET_WAYS)[number];

/** What people have decided for some networks. */
export interface NetworkRule {
  /** Values of the tag `mlops:purpose` of the VPC, or of what else its stack holds. @default - any */
  readonly purpose?: readonly string[];
  /** Names of stacks, in which `*` stands for anything. @default - any */
  readonly stack?: readonly string[];
  /** @default 'none' */
  readonly internet: InternetWay;
  /** Ways out to other networks that were asked for. */
  readonly connections: readonly Connection[];
  /** Domains that may be reached, as DNS firewalls and Network Firewall write them, beside AWS's own: `pypi.org`, `.pythonhosted.org`, `*.pythonhosted.org`. @default - any that is no whole top-level domain */
  readonly domains?: readonly string[];
  /** AWS services that every network reaches by an endpoint of its own or by one that a Route 53 profile shares, as `sagemaker.api`. @default - those whose endpoints are there */
  readonly endpoints?: readonly string[];
}

/** A finding that is for the record. */
export interface AcceptedFinding {
  readonly rule: string;
  /** `stack/logical id`, in which `*` stands for anything. */
  readonly place: string;
  readonly because: string;
}

/** A piece of a network of which the proof says nothing, and why that is well. */
export interface NetworkSurvivor {
  /** As `mutate` names it: `stack id: kind path`, in which `*` stands for anything. */
  readonly mutant: string;
  readonly because: string;
}

/** What networks may do, as people have decided it. */
export interface NetworkSettings {
  /** The first one that fits a VPC counts; a VPC that none fits has no way out. */
  readonly networks: readonly NetworkRule[];
  /** Purposes that must not reach each other, within a team too. @default [['pre-prod', 'prod']] */
  readonly separate: readonly (readonly [string, string])[];
  /** AWS services whose endpoints take no policy, as `sagemaker.api`, and the page that says so. */
  readonly withoutPolicy: Readonly<Record<string, string>>;
  /** 12-digit accounts and ids of organizations, `o-…`, that policies of endpoints and resource shares may name, beside the accounts that were read. @default - any */
  readonly trusted?: readonly string[];
  readonly accepted: readonly AcceptedFinding[];
  readonly survivors: readonly NetworkSurvivor[];
}

/** Nobody asked for anything. */
export const CLOSED: NetworkSettings = { networks: [], separate: [['pre-prod', 'prod']], withoutPolicy: {}, accepted: [], survivors: [] };
