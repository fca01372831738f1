import { encode } from 'uqr';
import { qrPath } from './qr-path';

/** The quiet zone that ISO/IEC 18004 asks for, in modules. */
const BORDER = 4;

/** A QR code, drawn here so that its secret goes to nobody else; dark on light in both themes, as readers expect. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: BORDER });
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges" className="size-48 justify-self-center rounded-md border border-line">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={qrPath(data)} fill="#000000" />
    </svg>
  );
}
