/**
 * So many pages, or nodes, hang on one node: few enough for every reader. An array of a PDF 1.4 holds at most 8,191
 * (PDF Reference 1.4, Annex C; ISO 19005-1, 6.1.12), and pdfkit hangs all pages on one.
 */
const KIDS = 128;

/** As much of pdfkit's objects as is asked for here; its types leave out what they hold. */
interface Ref {
  readonly data: Record<string, unknown>;
  end(): void;
}
interface Node extends Ref {
  readonly data: { Kids: Ref[]; Count: number; Parent?: Ref };
}
export interface Paged {
  readonly page: { readonly dictionary: Ref };
  ref(data: object): Ref;
}

/**
 * A document’s pages as a tree of three levels, written as it grows: what is full goes out, and is not
 * held in memory. pdfkit's own node stays the root.
 */
export function pageTree(document: Paged) {
  const open: Node[] = [];
  let root: Node | undefined;

  const addNode = (parent: Node): Node => {
    const node = document.ref({ Type: 'Pages', Parent: parent, Count: 0, Kids: [] }) as Node;
    parent.data.Kids.push(node);
    return node;
  };
  const close = (depth: number) => {
    for (const node of open.splice(depth).reverse()) node.end();
  };

  return {
    /** Hangs the page that was just begun where it belongs. */
    addPage(): void {
      const page = document.page.dictionary;
      root ??= page.data.Parent as Node;
      // Where pdfkit has put it.
      root.data.Kids.pop();
      if ((open[1]?.data.Kids.length ?? 0) === KIDS) close((open[0]?.data.Kids.length ?? 0) === KIDS ? 0 : 1);
      const upper = (open[0] ??= addNode(root));
      const lower = (open[1] ??= addNode(upper));
      page.data.Parent = lower;
      lower.data.Kids.push(page);
      // The root's own is counted by pdfkit.
      for (const node of [upper, lower]) node.data.Count += 1;
    },
    /** Writes what is left. */
    end: () => close(0),
  };
}
