import { z } from 'zod';

export interface FieldRow {
  /** Where it stands in the body, for example messages[].senderId. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** Limits and meaning, in words. */
  readonly notes: string;
}

type Schema = z.core.JSONSchema.BaseSchema;

function alternativesOf(schema: Schema): readonly Schema[] {
  return schema.anyOf?.filter((each) => typeof each === 'object') ?? [schema];
}

function typeOf(schema: Schema): string {
  if (schema.type === 'array') return `list of ${typeof schema.items === 'object' && !Array.isArray(schema.items) ? typeOf(schema.items) : 'values'}`;
  return alternativesOf(schema)
    .map(({ format, type }) => format ?? (typeof type === 'string' ? type : 'value'))
    .join(' or ');
}

function notesOf({ description, minLength, maxLength, minItems, maxItems, minimum, maximum, default: fallback }: Schema): string {
  const range = (least: number | undefined, most: number | undefined, unit: string) => {
    // Whole numbers without limits of their own come with the language's.
    const hasLeast = least !== undefined && least > 0;
    const hasMost = most !== undefined && most < Number.MAX_SAFE_INTEGER;
    if (!hasMost) return hasLeast ? `at least ${least}${unit}` : '';
    return hasLeast ? `${least} to ${most}${unit}` : `at most ${most}${unit}`;
  };
  const hasDefault = typeof fallback === 'string' || typeof fallback === 'boolean' || typeof fallback === 'number';
  return [description, range(minLength, maxLength, ' characters'), range(minItems, maxItems, ''), range(minimum, maximum, ''), hasDefault ? `${String(fallback)} when left out` : '']
    .filter(Boolean)
    .join('; ');
}

function walk(schema: Schema, prefix: string): FieldRow[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property !== 'object') return [];
    const isList = property.type === 'array';
    const path = `${prefix}${name}${isList ? '[]' : ''}`;
    const inner = isList && typeof property.items === 'object' && !Array.isArray(property.items) ? property.items : property;
    const row = { path, type: typeOf(property), isRequired: required.has(name), notes: notesOf(property) };
    return [row, ...walk(inner, `${path}.`)];
  });
}

/** Every field that a schema takes or answers, flat and in order, so that it can be read as a table. */
export function fieldsOf(schema: z.ZodType, io: 'input' | 'output'): FieldRow[] {
  return walk(z.toJSONSchema(schema, { io, unrepresentable: 'any' }), '');
}
