import { config } from '@/lib/kernel';

/** Whether reports go to the sandbox; shown on every page. */
export function isTestMode(): boolean {
  return config().TEST_MODE;
}
