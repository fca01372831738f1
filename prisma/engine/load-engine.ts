import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { connectionFactory } from './connection';

export interface SchemaEngine {
  engine: glue.SchemaEngine;
  close: () => Promise<void>;
}

/** A Prisma schema file: its path and its text. */
export type Datamodel = [path: string, text: string];

const GLUE = '@prisma/schema-engine-wasm/schema_engine_bg';

let ready: Promise<void> | undefined;

/**
 * What the engine imports from its glue. It limits its wait for a lock by a timer of 10 s that it never clears: left as
 * it is, the timer would keep a finished process alive.
 */
function imports(): WebAssembly.ModuleImports {
  const all = Object.entries(glue as unknown as WebAssembly.ModuleImports);
  const unrefTimer = (callback: () => void, ms: number): unknown => setTimeout(callback, ms).unref();
  return Object.fromEntries(all.map(([name, value]) => [name, name.startsWith('__wbg_setTimeout') ? unrefTimer : value]));
}

/**
 * The package's own entry imports its .wasm file as a module, which Node 20 allows only behind a flag; instantiating
 * it by hand needs none.
 */
async function instantiate(): Promise<void> {
  // The engine reports a panic through this global before it aborts; without it the reason would be lost.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => process.stderr.write(`The schema engine panicked: ${message}\n`),
    },
  });
  const bytes = await readFile(createRequire(import.meta.url).resolve(GLUE).replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports() });
  const { __wbg_set_wasm: bind } = glue as unknown as { __wbg_set_wasm: (exports: WebAssembly.Exports) => void };
  bind(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Prisma's schema engine, compiled to WebAssembly, on the database at `url`. It is the code of the native engine that
 * the CLI would download, so nothing has to be fetched.
 */
export async function loadEngine(url: string, datamodels: Datamodel[], onLog: (line: string) => void): Promise<SchemaEngine> {
  ready ??= instantiate();
  await ready;
  const factory = connectionFactory(url);
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
  const engine = await glue.SchemaEngine.new(options, onLog, bindMigrationAwareSqlAdapterFactory(factory));
  return { engine, close: () => factory.close() };
}
