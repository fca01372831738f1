export type { NotRouted, Route, Routing } from './choose';
export { routing as checkRouting } from './load-rules';
export { routesFor, routesOfItem } from './routes';
