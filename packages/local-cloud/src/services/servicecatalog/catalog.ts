import type { CallContext } from '../service';
import { AwsError } from '../service';
import { Records } from '../records';
import type { Artifact, CatalogState, Constraint, Portfolio, Product, ProvisionedProduct, ProvisioningRecord } from './model';

type Place = Pick<CallContext, 'account' | 'region'>;

/** Service Catalog's memory: a catalog for each account and region. */
export class Catalogs {
  private readonly catalogs: Records<CatalogState>;

  /** @param folder what it remembers over a restart */
  constructor(folder: string) {
    this.catalogs = new Records(folder);
  }

  /** Every catalog, and where it is. */
  all(): { readonly place: Place; readonly catalog: Catalog }[] {
    return this.catalogs.entries().map(([key]) => {
      const [account, region] = key.split('/');
      return { place: { account, region }, catalog: this.of({ account, region }) };
    });
  }

  of({ account, region }: Place): Catalog {
    const place = `${account}/${region}`;
    const state = this.catalogs.get(place) ?? this.catalogs.set(place, { portfolios: {}, products: {}, constraints: {}, tagOptions: {}, provisioned: {}, records: {} });
    return new Catalog(state, () => this.catalogs.save(place));
  }
}

/** One account's catalog in one region. */
export class Catalog {
  constructor(readonly state: CatalogState, readonly save: () => void) {}

  portfolio(id: string): Portfolio {
    return this.state.portfolios[id] ?? notFound('portfolio', id);
  }

  product(id: string | undefined, name?: string): Product {
    const byName = id === undefined && name !== undefined ? Object.values(this.state.products).find(({ Name }) => Name === name) : undefined;
    return this.state.products[id ?? ''] ?? byName ?? notFound('product', id ?? name);
  }

  artifact(product: Product, id: string | undefined, name?: string): Artifact {
    const found = product.artifacts.find((artifact) => (id === undefined ? artifact.Name === name : artifact.Id === id));
    return found ?? notFound('provisioning artifact', id ?? name);
  }

  constraint(id: string): Constraint {
    return this.state.constraints[id] ?? notFound('constraint', id);
  }

  provisioned(id: string | undefined, name?: string): ProvisionedProduct {
    const found = id === undefined ? Object.values(this.state.provisioned).find(({ Name }) => Name === name) : this.state.provisioned[id];
    return found ?? notFound('provisioned product', id ?? name);
  }

  record(id: string): ProvisioningRecord {
    return this.state.records[id] ?? notFound('record', id);
  }

  constraintsOf(portfolioId: string, productId?: string): Constraint[] {
    return Object.values(this.state.constraints).filter(({ PortfolioId, ProductId }) => PortfolioId === portfolioId && (productId === undefined || ProductId === productId));
  }

  portfoliosOf(productId: string): Portfolio[] {
    return Object.values(this.state.portfolios).filter(({ products }) => products.includes(productId));
  }
}

function notFound(kind: string, id: string | undefined): never {
  throw new AwsError('ResourceNotFoundException', `There is no ${kind} ${id ?? '(no id was given)'} in this account and region`);
}
