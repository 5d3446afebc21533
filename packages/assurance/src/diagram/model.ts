/** What a picture of networks shows, before anybody has decided where it stands. */
export interface NetworkModel {
  readonly lanes: readonly Lane[];
  readonly transitGateways: readonly TransitGatewayModel[];
  /** What the templates do not decide, in sentences. */
  readonly open: readonly string[];
}

/** An account in a region, with its networks. */
export interface Lane {
  readonly account: string;
  readonly region: string;
  readonly vpcs: readonly VpcModel[];
}

export interface VpcModel {
  readonly name: string;
  readonly stack: string;
  /** Whether no template that was read makes it: only its ids are known. */
  readonly isElsewhere: boolean;
  readonly blocks: readonly string[];
  /** What watches it, and whose it is: `flow logs`, `team fraud`. */
  readonly marks: readonly string[];
  /** Names of availability zones, or what stands for them. */
  readonly zones: readonly string[];
  readonly tiers: readonly Tier[];
  /** Endpoints that stand in no subnet: gateway endpoints, and those of which the deployment says where. */
  readonly strips: readonly Strip[];
  readonly gateways: readonly Gateway[];
}

/** Subnets that are there for the same, one or more in each zone. */
export interface Tier {
  readonly name: string;
  readonly facts: readonly string[];
  /** By zone. */
  readonly cells: readonly (readonly SubnetModel[])[];
  readonly strips: readonly Strip[];
  readonly routes: readonly RouteModel[];
}

export interface SubnetModel {
  /** `stack/logical id`, or the subnet's id where no template makes it. */
  readonly id: string;
  readonly name: string;
  /** Its block, or what the template says instead. */
  readonly block: string;
  readonly isBlockKnown: boolean;
  readonly holds: readonly string[];
}

/** A named row of small things. */
export interface Strip {
  readonly title: string;
  readonly chips: readonly Chip[];
}

export interface Chip {
  readonly text: string;
  /** An endpoint that has a policy. */
  readonly hasPolicy?: boolean;
}

/** Routes of a tier that lead to the same. */
export interface RouteModel {
  readonly destinations: readonly string[];
  /** The number of a tier of the same VPC, or of one of its gateways. */
  readonly to: { readonly tier: number } | { readonly gateway: number };
  /** What is special about it. @default - nothing */
  readonly remark?: string;
}

/** What a network leads through to something else. */
export interface Gateway {
  readonly kind: string;
  readonly name: string;
  /** What lies behind it, line by line. */
  readonly beyond: readonly string[];
  /** The transit gateway that it leads to, by its number. @default - none that was read */
  readonly hub?: number;
}

export interface TransitGatewayModel {
  readonly name: string;
  readonly account: string;
}
