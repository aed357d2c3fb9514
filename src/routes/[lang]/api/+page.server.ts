import type { PageServerLoad } from './$types';
import { schemaOf } from '#lib/server/platform/openapi.ts';
import * as registry from '#lib/server/registry.ts';

interface Field {
  name: string;
  type: string;
  required: boolean;
  about: string;
  options: string[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Fields of an operation, from its own schema. */
function fieldsOf(schema: unknown): Field[] {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return [];
  const { properties } = schema;
  if (typeof properties !== 'object' || properties === null) return [];
  const required = 'required' in schema && Array.isArray(schema.required) ? schema.required.map(String) : [];
  return Object.entries(properties).map(([name, value]) => {
    const one: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
    return {
      name,
      type: textOf(one['type']) || 'any',
      required: required.includes(name) && one['default'] === undefined,
      about: textOf(one['description']),
      options: Array.isArray(one['enum']) ? one['enum'].map(String) : [],
    };
  });
}

/** The API to read, and to try: every operation of the registry, from the same schemas that check what is sent. */
export const load: PageServerLoad = () => ({
  queries: registry.queries
    .filter((one) => !one.internal)
    .map(({ name, summary, policy, input }) => ({
      name,
      summary,
      needs: policy.needs,
      fields: fieldsOf(schemaOf(input)),
    })),
  commands: registry.commands
    .filter((one) => !one.internal)
    .map(({ name, summary, policy, input }) => ({
      name,
      summary,
      needs: policy.needs,
      fields: fieldsOf(schemaOf(input)),
    })),
});
