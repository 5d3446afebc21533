import { ContextValues } from './context-values';
import type { AccessRequest } from './request';

/** A request while it is decided. */
export class Asked {
  /** In lower case: actions are compared without regard to it. */
  readonly action: string;
  readonly values: ContextValues;

  constructor(readonly request: AccessRequest, readonly hasBoundary: boolean) {
    this.action = request.action.toLowerCase();
    this.values = new ContextValues(request);
  }
}
