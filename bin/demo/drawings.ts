import sharp from 'sharp';

const WIDTH = 1200;
const HEIGHT = 800;

const sky = (top: string, bottom: string) =>
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs><rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>`;
const disc = (x: number, y: number, r: number, fill: string) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
const path = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`;
const rect = (x: number, y: number, w: number, h: number, fill: string) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}"/>`;
const many = (count: number, one: (at: number) => string) => Array.from({ length: count }, (_, at) => one(at)).join('');

/** A line of hills from edge to edge at about the height `y`; `phase` moves its tops. */
function hills(y: number, rise: number, phase: number, fill: string): string {
  const points = Array.from({ length: 25 }, (_, at) => `L${at * 50} ${Math.round(y + rise * Math.sin(at * 0.55 + phase) + rise * 0.4 * Math.sin(at * 1.3 + phase))}`);
  return path(`M0 ${HEIGHT}${points.join('')}L${WIDTH} ${HEIGHT}Z`, fill);
}

const table = rect(0, 0, WIDTH, HEIGHT, '#d9cfc0') + rect(0, 560, WIDTH, 240, '#8d6748');
const pot = (x: number, fill: string) => path(`M${x - 90} 420h180l-26 190h-128z`, fill) + rect(x - 104, 400, 208, 36, fill);
const leaf = (x: number, y: number, turn: number, fill: string) => `<ellipse cx="${x}" cy="${y}" rx="26" ry="90" fill="${fill}" transform="rotate(${turn} ${x} ${y + 80})"/>`;
const boat = (x: number, sail: string) => path(`M${x} 220v260h-150z`, sail) + path(`M${x + 14} 260v220h110z`, '#f4efe6') + path(`M${x - 170} 500h320l-60 70h-200z`, '#6b4226');
const tree = (x: number, y: number, size: number, fill: string) => rect(x - size / 12, y, size / 6, size / 2, '#5d4330') + disc(x, y - size / 5, size / 2.4, fill) + disc(x - size / 4, y + size / 14, size / 3.4, fill) + disc(x + size / 4, y + size / 14, size / 3.4, fill);

/** Landscapes, still lifes and patterns: harmless by construction, and different enough to be told apart when blurred. */
const DRAWINGS: Readonly<Record<string, string>> = {
  hills: sky('#f3c98b', '#f9ead0') + disc(880, 220, 90, '#f28c4b') + hills(430, 60, 0.4, '#8fae84') + hills(540, 50, 2.1, '#5f8a63') + hills(650, 40, 4, '#3c6146'),
  lake: sky('#8fb7d9', '#e8f1f6') + path('M0 470L260 180L470 430L690 140L1010 440L1200 300V520H0Z', '#66788a') + rect(0, 500, WIDTH, 300, '#4d7f97') + many(18, (at) => rect((at * 173) % 1100, 520 + at * 15, 130, 4, '#7fb0c4')),
  vase: table + path('M520 250h160c-10 90 90 150 70 260c-12 60-80 70-150 70s-138-10-150-70c-20-110 80-170 70-260z', '#3f6f8c') + many(7, (at) => disc(480 + at * 40, 170 + ((at * 47) % 80), 44, ['#d1495b', '#edae49', '#f4d58d'][at % 3] ?? '#d1495b')),
  fruit: table + path('M300 520h600c-20 110-130 150-300 150s-280-40-300-150z', '#e6e2d6') + disc(440, 450, 96, '#c8553d') + disc(610, 420, 108, '#e0a030') + disc(770, 455, 92, '#7f9f4c') + disc(540, 360, 80, '#8c2f39'),
  sailing: sky('#6fa8c9', '#dcecf2') + boat(620, '#d97b4f') + hills(600, 16, 1, '#2f6f8f') + hills(680, 14, 3, '#245a75'),
  orchard: sky('#b9d7ea', '#f2f6ea') + rect(0, 520, WIDTH, 280, '#93ad5f') + many(5, (at) => tree(140 + at * 235, 430 + (at % 2) * 60, 220, ['#4f7942', '#6b8e3d'][at % 2] ?? '#4f7942')),
  skyline: sky('#2b3a55', '#c98a6b') + many(16, (at) => rect(at * 76, 760 - 120 - ((at * 131) % 360), 66, 700, ['#1c2436', '#27314a', '#323e5c'][at % 3] ?? '#1c2436')) + many(70, (at) => rect(14 + ((at * 97) % 1160), 480 + ((at * 53) % 290), 10, 14, '#f2cf7f')),
  allotment: sky('#cfe3ee', '#f7f3e3') + rect(0, 420, WIDTH, 380, '#7a5a3c') + many(7, (at) => many(12, (plant) => disc(60 + plant * 100, 470 + at * 52, 22 + at * 2, ['#5d8a3a', '#7ba24a'][(at + plant) % 2] ?? '#5d8a3a'))),
  cactus: table + pot(600, '#b5573a') + leaf(600, 300, 0, '#4d7c56') + leaf(560, 310, -38, '#5b8d63') + leaf(640, 310, 38, '#5b8d63') + leaf(585, 330, -68, '#6c9e72') + leaf(615, 330, 68, '#6c9e72'),
  circles: rect(0, 0, WIDTH, HEIGHT, '#ede6da') + many(26, (at) => disc((at * 311) % WIDTH, (at * 197) % HEIGHT, 40 + ((at * 29) % 90), `hsl(${(at * 41) % 360} 45% ${45 + (at % 4) * 8}%)`)),
  weave: rect(0, 0, WIDTH, HEIGHT, '#1f3a3d') + many(14, (at) => rect(at * 90, 0, 44, HEIGHT, at % 2 ? '#c9a227' : '#e5d9b6')) + many(9, (at) => rect(0, at * 96, WIDTH, 40, at % 2 ? '#7a3e2b' : '#2d6a6a')),
  dunes: sky('#e7b98a', '#fae6c8') + disc(260, 170, 60, '#fff3d6') + hills(420, 70, 5, '#d99a5b') + hills(540, 60, 1.2, '#c07f45') + hills(670, 50, 3.3, '#9c6233'),
  bridge: sky('#a9c7d8', '#f1ede2') + rect(0, 560, WIDTH, 240, '#56808f') + many(4, (at) => path(`M${at * 300} 560v-160a150 150 0 0 1 300 0v160h-40v-120a110 110 0 0 0 -220 0v120z`, '#a08468')) + rect(0, 230, WIDTH, 60, '#866b52') + many(12, (at) => rect((at * 167) % 1120, 590 + at * 16, 110, 4, '#86aab5')),
  lighthouse: sky('#39506e', '#d98e73') + hills(640, 30, 0.8, '#3d4a45') + path('M560 640l24 -380h72l24 380z', '#efe9dc') + rect(574, 380, 92, 50, '#b3403a') + rect(566, 510, 108, 50, '#b3403a') + rect(586, 210, 68, 50, '#f6d77a') + path('M576 210h88l-44 -50z', '#b3403a') + path('M654 226L1200 120v160z', '#f6d77a55'),
  pier: sky('#c7dbe6', '#f7efe0') + rect(0, 500, WIDTH, 300, '#6d98a6') + rect(0, 470, 900, 36, '#7a5b40') + many(9, (at) => rect(40 + at * 100, 500, 18, 200, '#5e4531')) + boat(1000, '#5b8f7b'),
  market: rect(0, 0, WIDTH, HEIGHT, '#e9dfc9') + many(6, (at) => path(`M${at * 200} 120h200l-20 120h-160z`, at % 2 ? '#c2503f' : '#f3ead6')) + rect(0, 520, WIDTH, 280, '#8a6a48') + many(16, (at) => disc(60 + at * 74, 500 - (at % 3) * 46, 52, ['#7fa64a', '#d9a441', '#5f8a3c'][at % 3] ?? '#7fa64a')),
};

export type Drawing = 'hills' | 'lake' | 'vase' | 'fruit' | 'sailing' | 'orchard' | 'skyline' | 'allotment' | 'cactus' | 'circles' | 'weave' | 'dunes' | 'bridge' | 'lighthouse' | 'pier' | 'market';

/** The picture as a JPEG, the same bytes every time. */
export function drawJpeg(name: Drawing): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${DRAWINGS[name]}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).jpeg({ quality: 84 }).toBuffer();
}
