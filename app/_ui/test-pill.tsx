/** Says on every page that nothing leaves for a real hotline. */
export function TestPill({ label = 'Test mode: sandbox hotline' }: { label?: string }) {
  return (
    <span className="inline-flex items-center rounded-full border border-transparent bg-high-soft px-2.5 py-0.5 text-xs whitespace-nowrap text-high">
      {label}
    </span>
  );
}
