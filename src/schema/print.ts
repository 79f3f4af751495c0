import { parse, print, printSchema, visit, type ConstDirectiveNode, type GraphQLSchema } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import type { Classification } from '../law/classification.js';
import { CATEGORY_FACTS } from '../law/category.js';
import { classificationOf } from './seal.js';

const DIRECTIVE = `"""The law of a field: who may learn it, on whose authority, and what a refusal may say."""
directive @classified(kind: String!, category: [String!], extent: String, authority: [String!], whenWithheld: String, roles: [String!], also: [String!]) on FIELD_DEFINITION
`;

/** The schema as SDL with the law of every field printed on it, which graphql-js's own printer leaves out. */
export function printClassifiedSchema(schema: GraphQLSchema): string {
  const document = parse(printSchema(schema));
  let typeName = '';
  const withLaw = visit(document, {
    ObjectTypeDefinition: { enter: (node) => { typeName = node.name.value; } },
    InterfaceTypeDefinition: { enter: (node) => { typeName = node.name.value; } },
    FieldDefinition: (node) => {
      const type = schema.getType(typeName);
      if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
      const field = type.getFields()[node.name.value]!;
      return { ...node, directives: [directiveOf(classificationOf(field as never)), ...(node.directives ?? [])] };
    },
  });
  return `# Generated from the classes of src/schema; not to be edited. npm run schema:print writes it anew.\n\n${DIRECTIVE}\n${print(withLaw)}\n`;
}

function directiveOf(law: Classification): ConstDirectiveNode {
  const values: Record<string, string | readonly string[]> = { kind: law.kind };
  if (law.kind === 'category') {
    Object.assign(values, {
      category: [CATEGORY_FACTS[law.category].id, law.category], extent: law.extent,
      authority: law.authorities, whenWithheld: law.whenWithheld, ...(law.also && { also: law.also.map(({ category }) => category) }),
    });
  }
  if (law.kind === 'row') Object.assign(values, { category: law.categories, authority: law.authorities });
  if (law.kind === 'operations') Object.assign(values, { roles: law.roles, authority: law.authorities });
  const text = Object.entries(values).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ');
  const [definition] = parse(`type T { f: Int @classified(${text}) }`).definitions;
  return (definition as unknown as { fields: { directives: ConstDirectiveNode[] }[] }).fields[0]!.directives[0]!;
}
