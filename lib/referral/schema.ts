export * from './agencies/schema';
export * from './gather/schema';
export * from './read/schema';
export * from './redact/schema';
export * from './request/schema';
