import { readFileSync } from 'node:fs';
import { config } from '@/lib/kernel';
import defaults from './default-rules.json' with { type: 'json' };
import { type Rule, routingRules } from './rules';

/** Line and column, from 1, of where JSON stops being readable; at its end where the parser does not say. */
function placeIn(text: string, error: unknown): string {
  const said = error instanceof Error ? /position (\d+)/.exec(error.message) : null;
  const before = text.slice(0, said ? Number(said[1]) : text.length).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function readRules(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(`ROUTING_FILE names ${path}, which cannot be read.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`The routing file ${path} is not JSON from ${placeIn(text, error)} on.`, { cause: error });
  }
}

const pathText = (path: readonly PropertyKey[]) => path.map((step, index) => (typeof step === 'number' ? `[${step + 1}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('');

/**
 * The rules of a file, or the ones that come with the desk.
 * @throws Error that names each field that is wrong, counted from 1 as people count, or the line where the file is not JSON.
 */
export function loadRules(path: string | undefined): readonly Rule[] {
  const parsed = routingRules.safeParse(path === undefined ? defaults : readRules(path));
  if (parsed.success) return parsed.data.rules;
  const wrong = parsed.error.issues.map((issue) => `  ${issue.path.length === 0 ? 'the file' : pathText(issue.path)}: ${issue.message}`);
  throw new Error(`The routing file ${path} is not usable:\n${wrong.join('\n')}\nSee docs/hotlines.md for what a rule may say.`);
}

let cached: readonly Rule[] | undefined;

/** The process's rules, read once. @throws Error as `loadRules`: to be called at the start, so that it is not a reviewer who finds out. */
export function routing(): readonly Rule[] {
  cached ??= loadRules(config().ROUTING_FILE);
  return cached;
}
