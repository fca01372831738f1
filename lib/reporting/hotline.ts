/** The authority that takes every report of this version; routing by jurisdiction will choose among several. */
export const HOTLINE = 'ncmec';
