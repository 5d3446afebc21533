/** What somebody decided about a version. */
export interface Decision {
  /** `The status in the registry` */
  readonly what: string;
  /** Where it was asked: a version's ARN, `pipeline / stage / action`. */
  readonly where: string;
  readonly answer: string;
  /** The session that answered. */
  readonly by?: string;
  readonly at?: string;
  readonly said?: string;
}
