/** What the desk said where it refused; announced when it appears, since what it appears in is there before. */
export function Wrong({ children }: { children: string | undefined }) {
  return (
    <p role="alert" className={children ? 'text-sm text-imminent' : 'sr-only'}>
      {children}
    </p>
  );
}
