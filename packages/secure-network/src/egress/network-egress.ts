/**
 * Whether, and how, a network reaches the internet.
 * @example
 * NetworkEgress.none();
 */
export class NetworkEgress {
  /** No way to the internet: neither gateway nor route. */
  static none(): NetworkEgress {
    return new NetworkEgress('none');
  }

  private constructor(
    /** What the choice is called. */
    readonly kind: string,
  ) {}
}
