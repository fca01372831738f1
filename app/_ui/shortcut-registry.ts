/** Something that can be done now, by its keys or from the palette. */
export interface Command {
  /** In the language of keys.ts; null for a command that only the palette offers. */
  keys: string | null;
  label: string;
  /** The heading under which help and palette list it. */
  group: string;
  run: () => void;
  /** For keys that are held: called when the key is let go or the window loses focus. */
  release?: (() => void) | undefined;
  /** Also answers while someone types. Only sensible with `mod`. */
  inFields: boolean;
  inPalette: boolean;
}

/** What the page can do now. Components add commands while they are on screen; the newest wins a shared key. */
export class ShortcutRegistry {
  #commands: readonly Command[] = [];
  #listeners = new Set<() => void>();
  #suspensions = 0;

  /** Adds a command and gives back what takes it away again. */
  add(command: Command): () => void {
    this.#set([...this.#commands, command]);
    return () => this.#set(this.#commands.filter((other) => other !== command));
  }

  /** Holds every shortcut back, as long as a dialog or a menu is open. */
  suspend(): () => void {
    this.#suspensions += 1;
    return () => {
      this.#suspensions -= 1;
    };
  }

  get isSuspended(): boolean {
    return this.#suspensions > 0;
  }

  // Arrow functions, since useSyncExternalStore takes them without their object.
  list = (): readonly Command[] => this.#commands;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #set(commands: readonly Command[]) {
    this.#commands = commands;
    for (const listener of this.#listeners) listener();
  }
}
