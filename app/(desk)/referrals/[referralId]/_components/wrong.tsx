/** What the desk said where it refused; announced when it appears. */
export function Wrong({ children }: { children: string | undefined }) {
  return (
    <p role="alert" className={children ? 'text-sm text-imminent' : 'sr-only'}>
      {children}
    </p>
  );
}
