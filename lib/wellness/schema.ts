export * from './looks';
