export * from './account/schema';
export * from './api-keys/schema';
export * from './break-glass/schema';
export * from './people/schema';
export * from './permissions';
export * from './row-rules';
export * from './sign-in/schema';
export * from './walls/schema';
