import type { Authorization } from './authorizations';

/** A request whose authorization cannot be told. */
export class AuthorizationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** A service of which nothing is known. */
export class UnknownServiceError extends AuthorizationError {
  constructor(readonly service: string, known: readonly string[]) {
    super(`service is ${JSON.stringify(service)}: what its requests need is not known; known are ${known.join(', ')}`);
  }
}

/** An operation of which nothing is known: not that it needs nothing. */
export class UnknownOperationError extends AuthorizationError {
  constructor(readonly service: string, readonly operation: string) {
    super(`operation is ${JSON.stringify(operation)}: which actions ${service} asks for it is not known; give the name as AWS's model has it, or say yourself what it needs`);
  }
}

/** Parameters in which a name or an ARN should stand and something else does. */
export class RequestParameterError extends AuthorizationError {
  /** @param told what the request needs as far as it can be read: for whoever leaves it to the service to refuse the rest */
  constructor(readonly service: string, readonly operation: string, readonly problems: readonly string[], readonly told: readonly Authorization[]) {
    super([`${service} ${operation}: ${problems.length} problem(s)`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
  }
}
