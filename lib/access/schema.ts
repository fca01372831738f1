export * from './api-keys/schema';
export * from './permissions';
export * from './row-rules';
export * from './sign-in/schema';
export * from './walls/schema';
