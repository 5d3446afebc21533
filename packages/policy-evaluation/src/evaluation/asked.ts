import { type AccessRequest, type ContextValues, contextOf } from './request';

/** A request while it is decided; what follows from it is computed once, when it is first needed. */
export class Asked {
  /** In lower case: actions are compared without regard to it. */
  readonly action: string;
  private known?: ContextValues;

  constructor(readonly request: AccessRequest, readonly hasBoundary: boolean) {
    this.action = request.action.toLowerCase();
  }

  get values(): ContextValues {
    return (this.known ??= contextOf(this.request));
  }
}
