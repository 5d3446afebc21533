import type { OperationModel, ServiceModel } from './service-model';

/** An operation of a REST service, as a path names it. */
export interface RoutedOperation {
  readonly operation: OperationModel;
  /** The members that stand in the path, decoded, by their names on the wire. */
  readonly inPath: Readonly<Record<string, string>>;
}

interface Route {
  readonly operation: OperationModel;
  readonly path: RegExp;
  readonly names: readonly string[];
}

const known = new WeakMap<ServiceModel, readonly Route[]>();

/** Finds the REST operation of a method and a path; undefined where there is none. */
export function routedOperation(model: ServiceModel, method: string | undefined, pathname: string): RoutedOperation | undefined {
  for (const { operation, path, names } of routesOf(model)) {
    const match = operation.http.method === method ? path.exec(pathname) : null;
    if (match) return { operation, inPath: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1])])) };
  }
  return undefined;
}

function routesOf(model: ServiceModel): readonly Route[] {
  const routes = known.get(model) ?? Object.values(model.operations).map(routeOf);
  known.set(model, routes);
  return routes;
}

function routeOf(operation: OperationModel): Route {
  const names: string[] = [];
  const source = operation.http.requestUri.replace(/\?.*$/, '').replace(/\/$/, '').replace(/[.]/g, '\\.').replace(/\{(\w+)(\+?)\}/g, (_, name, greedy) => {
    names.push(name);
    return greedy ? '(.+)' : '([^/]+)';
  });
  return { operation, path: new RegExp(`^${source}/?$`), names };
}
