import type { Permission } from '@/lib/access/schema';
import type { Action } from '@/lib/audit/schema';
import type { Ctx } from '@/lib/db';
import type { PersonActor, Result, Role } from '@/lib/kernel';
import type { Scene } from './scene';

/** What is sent: an action's input, or the parts of a request to a route. */
export interface Sent {
  readonly input?: object;
  readonly params?: Readonly<Record<string, string | readonly string[]>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

/** An act that succeeds, and all that the trail then has of it: the event of its own kind first, others beside it. */
export interface Act {
  /** Whose session asks; null for somebody who is not signed in, be it a program with its key. */
  readonly role: Role | null;
  readonly writes: readonly Action[];
  /** Why nothing is written, or why more than one. */
  readonly why?: string;
  /** Makes everything that it takes to succeed, and says what is to be sent. `asker` is the person who will ask. */
  readonly prepare: (scene: Scene, asker: PersonActor) => Promise<Sent> | Sent;
}

/** A page, by the query that it opens with. */
export interface Opening {
  readonly role: Role;
  readonly writes: readonly Action[];
  readonly why?: string;
  readonly permission: Permission;
  /** Under `app`, where that query is asked. */
  readonly file: string;
  readonly query: (ctx: Ctx<PersonActor>, input: never) => Promise<Result<unknown>>;
  readonly prepare: (scene: Scene, asker: PersonActor) => Promise<object> | object;
}

/** Writes nothing and changes nothing that anybody would ask about; why. */
export interface Silent {
  readonly nothing: string;
}

/** What a test of its own shows, since it takes more than one request. */
export interface Elsewhere {
  readonly writes: readonly Action[];
  readonly shownIn: string;
}

export type Line = Act | Opening | Silent | Elsewhere;
