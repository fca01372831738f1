export interface Stages {
  /** Runs a step, saying that it is under way and how long it took. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** A line below the steps. */
  say(line: string): void;
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Steps on a terminal count their seconds while they run; elsewhere each is one line that is completed. */
export function consoleStages(out: NodeJS.WriteStream = process.stdout): Stages {
  return {
    async run(name, work) {
      const begin = performance.now();
      out.write(`  ${name} … `);
      const tick = out.isTTY ? setInterval(() => out.write(`\r  ${name} … ${seconds(begin)} `), 1000) : undefined;
      try {
        const result = await work();
        out.write(`${out.isTTY ? `\r  ${name} … ` : ''}✓ ${seconds(begin)}\n`);
        return result;
      } catch (error) {
        out.write('✗\n');
        throw error;
      } finally {
        clearInterval(tick);
      }
    },
    say: (line) => {
      out.write(`${line}\n`);
    },
  };
}
