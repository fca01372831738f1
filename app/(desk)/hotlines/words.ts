/** What a row of the settings is for, as it is said within a sentence. */
export const modeWords = (isTest: boolean): string => (isTest ? 'for tests' : 'for real reports');
