export { HEARTBEAT_EVERY_MS, type Health, beat, health } from './health';
