import type { SystemActor } from '@/lib/kernel';

/** Who does by the desk's rules what people agreed on, and what runs out by itself. */
export const RETENTION: SystemActor = { kind: 'system', name: 'retention' };
