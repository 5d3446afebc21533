import { AwsError, type CallContext, type Operation } from '../service';
import { onEverything } from './access';
import type { Catalog, Catalogs } from './catalog';
import { newId } from './ids';
import type { TagOption } from './model';

/** Tags that a portfolio or product offers to who launches it; nothing is tagged with them, nor refused for lack of them. */
export function tagOptionOperations(catalogs: Catalogs): Record<string, Operation> {
  const operation = (name: string, run: (catalog: Catalog, input: any, context: CallContext) => unknown): Record<string, Operation> => ({
    [name]: { treatment: 'stored', access: () => onEverything(name), run: async (input, context) => run(catalogs.of(context), input, context) },
  });
  return {
    ...operation('CreateTagOption', (catalog, { Key, Value }, { account }) => {
      const duplicate = Object.values(catalog.state.tagOptions).find((option) => option.Key === Key && option.Value === Value);
      if (duplicate) throw new AwsError('DuplicateResourceException', `There already is the tag option ${Key}=${Value}: ${duplicate.Id}`);
      const option: TagOption = { Id: newId('tag'), Key, Value, Active: true, Owner: account, resources: [] };
      catalog.state.tagOptions[option.Id] = option;
      return saved(catalog, { TagOptionDetail: option });
    }),
    ...operation('DescribeTagOption', (catalog, { Id }) => ({ TagOptionDetail: tagOption(catalog, Id) })),
    ...operation('DeleteTagOption', (catalog, { Id }) => {
      const { resources } = tagOption(catalog, Id);
      if (resources.length > 0) throw new AwsError('ResourceInUseException', `Tag option ${Id} is still associated with ${resources.join(', ')}`);
      delete catalog.state.tagOptions[Id];
      return saved(catalog, {});
    }),
    ...operation('ListTagOptions', (catalog) => ({ TagOptionDetails: Object.values(catalog.state.tagOptions) })),
    ...operation('AssociateTagOptionWithResource', (catalog, { ResourceId, TagOptionId }) => {
      const option = tagOption(catalog, TagOptionId);
      const id = ResourceId.startsWith('port-') ? catalog.portfolio(ResourceId).Id : catalog.product(ResourceId).Id;
      option.resources = [...new Set([...option.resources, id])];
      return saved(catalog, {});
    }),
    ...operation('DisassociateTagOptionFromResource', (catalog, { ResourceId, TagOptionId }) => {
      const option = tagOption(catalog, TagOptionId);
      option.resources = option.resources.filter((id) => id !== ResourceId);
      return saved(catalog, {});
    }),
  };
}

function tagOption(catalog: Catalog, id: string): TagOption {
  const found = catalog.state.tagOptions[id];
  if (!found) throw new AwsError('ResourceNotFoundException', `There is no tag option ${id} in this account and region`);
  return found;
}

function saved<T>(catalog: Catalog, answer: T): T {
  catalog.save();
  return answer;
}
