/** A QR code's dark modules as an SVG path, one unit each; neighbours in a row become one rectangle, so that no seams show. */
export function qrPath(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => {
      const parts: string[] = [];
      for (let x = 0; x < row.length; x += 1) {
        if (!row[x]) continue;
        const from = x;
        while (row[x + 1]) x += 1;
        parts.push(`M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`);
      }
      return parts;
    })
    .join('');
}
