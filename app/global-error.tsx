'use client';
import '@fontsource-variable/inter/wght.css';
import './globals.css';
import ErrorPage from './error';

/** Stands in when even the layout failed; it brings its own html and styles. */
export default function GlobalError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en" data-theme="dim">
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
