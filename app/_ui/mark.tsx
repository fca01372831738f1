/** The product's mark: the lamp of a watch-house. */
export function Mark() {
  return (
    <svg width="30" height="30" viewBox="0 0 30 30" role="img" aria-label="Watchkeeper">
      <rect width="30" height="30" rx="9" className="fill-accent-soft" />
      <path d="M8 16.5a7 7 0 0 1 14 0z" className="fill-accent" />
      <rect x="10.5" y="18.5" width="9" height="2.4" rx="1.2" className="fill-accent" />
    </svg>
  );
}
