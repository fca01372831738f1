/** Which witness an alert is about: name and id of its key, without the key. */
export const aboutOf = (verifierKey: string): string => verifierKey.split('+').slice(0, 2).join('+');
