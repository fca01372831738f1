/** What previews, stills and peeks are: one channel, exactly grey. WebP always stores colour and comes back tinted by a step. */
export const GREY_TYPE = 'image/jpeg';
